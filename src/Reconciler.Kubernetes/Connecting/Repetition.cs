namespace Reconciler.Kubernetes.Connecting;

/// <summary>Repeats what failed for a reason that passes.</summary>
internal sealed class Repetition(TimeProvider time, Func<double> chance)
{
    private const int Attempts = 6;

    // A server that says when to come back is there, and makes itself ready: as after a kind was installed.
    private const int AskedAttempts = 10;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(8);

    // A server that asks for more is asked again by the caller's next pass.
    private static readonly TimeSpan LongestAskedWait = TimeSpan.FromSeconds(30);

    /// <summary>Runs <paramref name="attempt"/> up to six times, over about ten seconds; up to ten times, as slowly as it asks for, where the server says when to come back.</summary>
    /// <param name="attempt">What to do.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <param name="attempts">How often, where the server does not say when to come back.</param>
    public async Task<T> RunAsync<T>(Func<Task<T>> attempt, CancellationToken stop, int attempts = Attempts)
    {
        var backoff = new Backoff(FirstWait, LongestWait, chance);
        for (var done = 1; ; done++)
        {
            TimeSpan wait;
            try
            {
                return await attempt();
            }
            catch (ApiException problem) when (problem.IsTransient && !problem.IsExpired && done < (problem.RetryAfter is null ? attempts : AskedAttempts) && !(problem.RetryAfter > LongestAskedWait))
            {
                var own = backoff.Next();
                wait = problem.RetryAfter is { } asked && asked > own ? asked : own;
            }

            await Task.Delay(wait, time, stop);
        }
    }
}
