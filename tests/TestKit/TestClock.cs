using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Reconciler.TestKit;

/// <summary>A clock that only the test moves, and that says when somebody went to sleep by it: then it is safe to move it.</summary>
public sealed class TestClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly Channel<TimeSpan> _sleeps = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>Waits for the next sleep that begins.</summary>
    /// <param name="stop">Ends the waiting.</param>
    /// <returns>How long it is to be.</returns>
    public ValueTask<TimeSpan> SleepAsync(CancellationToken stop) => _sleeps.Reader.ReadAsync(stop);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (period == Timeout.InfiniteTimeSpan)
        {
            _sleeps.Writer.TryWrite(dueTime);
        }

        return timer;
    }
}
