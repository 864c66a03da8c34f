namespace Reconciler.Kubernetes.Connecting;

/// <summary>Repeats what failed for a reason that passes.</summary>
internal sealed class Repetition(TimeProvider time, Func<double> chance)
{
    private const int Attempts = 6;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(8);

    // A server that asks for more is asked again by the caller's next pass.
    private static readonly TimeSpan LongestAskedWait = TimeSpan.FromSeconds(30);

    /// <summary>Runs <paramref name="attempt"/> up to six times, over about ten seconds, or as slowly as the server asks for.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> attempt, CancellationToken stop)
    {
        var backoff = new Backoff(FirstWait, LongestWait, chance);
        for (var left = Attempts - 1; ; left--)
        {
            TimeSpan wait;
            try
            {
                return await attempt();
            }
            catch (ApiException problem) when (problem.IsTransient && !problem.IsExpired && left > 0 && !(problem.RetryAfter > LongestAskedWait))
            {
                var own = backoff.Next();
                wait = problem.RetryAfter is { } asked && asked > own ? asked : own;
            }

            await Task.Delay(wait, time, stop);
        }
    }
}
