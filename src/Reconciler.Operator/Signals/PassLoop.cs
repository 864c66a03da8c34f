using NodaTime;
using NodaTime.Extensions;
using Reconciler.Engine.Watching;

namespace Reconciler.Operator.Signals;

/// <summary>
/// One pass after another: when something was changed, and when the answer would change by itself. The first change after quiet is acted on at once;
/// those that come during a pass wait together for the next one, which begins after a rest as long as the last pass took, but
/// not so long that writing, most of which is waiting for the server, would make those who come meanwhile wait too.
/// </summary>
/// <param name="pass">One pass at an instant, in whole seconds; gives the next wake, or null where time alone changes nothing. Its failures are its own.</param>
/// <param name="changes">Says that something was changed.</param>
/// <param name="clock">The clock that passes go by.</param>
/// <param name="time">Measures how long a pass took, and the rest.</param>
internal sealed class PassLoop(Func<Instant, CancellationToken, Task<Instant?>> pass, Signal changes, TimeProvider clock, TimeProvider time)
{
    /// <summary>The longest rest between two passes.</summary>
    public static readonly TimeSpan LongestRest = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest sleep: a clock that was set, or a machine that slept, is noticed after this.</summary>
    public static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);

    /// <summary>Passes until it is stopped; the first at once.</summary>
    /// <param name="stop">Ends it, between two passes or two steps of one.</param>
    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            var begin = time.GetTimestamp();
            var wake = await pass(Now(), stop) ?? Instant.MaxValue;
            var took = time.GetElapsedTime(begin);
            await Task.Delay(took < LongestRest ? took : LongestRest, time, stop);
            for (var now = clock.GetUtcNow().ToInstant(); now < wake && !await changes.HeardAsync(Until(wake, now), clock, stop); now = clock.GetUtcNow().ToInstant())
            {
            }
        }
    }

    private Instant Now() => Instant.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds());

    private static TimeSpan Until(Instant wake, Instant now) =>
        wake - now < LongestSleep.ToDuration() ? (wake - now).ToTimeSpan() : LongestSleep;
}
