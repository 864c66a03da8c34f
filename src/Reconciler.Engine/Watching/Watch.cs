using NodaTime;
using NodaTime.Extensions;

namespace Reconciler.Engine.Watching;

/// <summary>
/// One pass after another: when something was changed, and when the answer would change by itself. A burst of changes is one pass.
/// </summary>
/// <param name="pass">One pass at an instant; gives the next wake, or null where time alone changes nothing. Its failures are its own.</param>
/// <param name="changes">Says that something was changed.</param>
/// <param name="clock">The clock.</param>
public sealed class Watch(Func<Instant, CancellationToken, Task<Instant?>> pass, IChangeSignal changes, TimeProvider clock)
{
    /// <summary>A burst is over after this much quiet.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);

    /// <summary>A burst that does not end is acted on after this.</summary>
    public static readonly TimeSpan LongestBurst = TimeSpan.FromSeconds(3);

    /// <summary>The longest sleep: a clock that was set, or a machine that slept, is noticed after this.</summary>
    public static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);

    /// <summary>A pass that failed is tried again after this, even if no file was changed: a full disk or a missing right mends without one.</summary>
    public static readonly Duration Retry = Duration.FromMinutes(1);

    /// <summary>Passes until it is stopped; the first at once.</summary>
    /// <param name="stop">Ends it, between two passes.</param>
    /// <returns>The end.</returns>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                var wake = await pass(Now(), stop) ?? Instant.MaxValue;
                for (var now = Now(); now < wake && !await ChangedAsync(Until(wake, now), stop); now = Now())
                {
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Asked to stop: the ordinary end.
        }
    }

    private Instant Now() => clock.GetUtcNow().ToInstant();

    private static TimeSpan Until(Instant wake, Instant now) =>
        wake - now < LongestSleep.ToDuration() ? (wake - now).ToTimeSpan() : LongestSleep;

    private async Task<bool> ChangedAsync(TimeSpan longest, CancellationToken stop)
    {
        if (!await changes.HeardAsync(longest, clock, stop))
        {
            return false;
        }

        var begin = clock.GetTimestamp();
        while (clock.GetElapsedTime(begin) < LongestBurst && await changes.HeardAsync(Quiet, clock, stop))
        {
        }

        return true;
    }
}
