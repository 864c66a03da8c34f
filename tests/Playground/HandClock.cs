using Microsoft.Extensions.Time.Testing;

namespace Reconciler.Playground;

/// <summary>
/// The clock that the operator's passes go by. It stands until somebody lets time pass; then it goes from one sleep of the operator to the next, so that
/// nothing is missed that falls between.
/// </summary>
/// <param name="start">At which it stands first.</param>
internal sealed class HandClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(1);

    private Sleep? _last;

    /// <summary>Lets time pass.</summary>
    /// <param name="duration">How much.</param>
    /// <param name="stop">Ends the waiting for a pass.</param>
    public async Task PassAsync(TimeSpan duration, CancellationToken stop)
    {
        for (var end = GetUtcNow() + duration; GetUtcNow() is var now && now < end;)
        {
            if (Volatile.Read(ref _last) is { IsOver: false } sleep && sleep.End > now)
            {
                Advance((sleep.End < end ? sleep.End : end) - now);
            }
            else
            {
                await Task.Delay(Glance, System, stop);
            }
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var sleep = new Sleep(base.CreateTimer(callback, state, dueTime, period), GetUtcNow() + dueTime);
        Volatile.Write(ref _last, sleep);
        return sleep;
    }

    private sealed class Sleep(ITimer timer, DateTimeOffset end) : ITimer
    {
        public DateTimeOffset End => end;

        public bool IsOver { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

        public void Dispose()
        {
            IsOver = true;
            timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            IsOver = true;
            return timer.DisposeAsync();
        }
    }
}
