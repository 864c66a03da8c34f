using Reconciler.Kubernetes.Leasing;

namespace Reconciler.Kubernetes.Tests.Leasing;

/// <summary>How long a term lasts by the clocks of a machine.</summary>
public sealed class TermTests
{
    private static readonly TimeSpan HeldFor = TimeSpan.FromSeconds(10);

    [Fact]
    public void Term_IsOver_WhenTheMachineSlept()
    {
        var time = new SleepyTime();
        using var term = new LeaseTerm(time, HeldFor, LeaseMoment.Now(time));
        var before = LeaseMoment.Now(time);
        var wasHeld = term.IsHeld;

        time.Sleep(TimeSpan.FromMinutes(1));

        Assert.Equal((true, false), (wasHeld, term.IsHeld));
        Assert.False(term.TryExtend(before));
    }

    [Fact]
    public void Term_IsNoLonger_WhenTheClockIsSetBack()
    {
        var time = new SleepyTime();
        using var term = new LeaseTerm(time, HeldFor, LeaseMoment.Now(time));

        time.Sleep(TimeSpan.FromHours(-1));
        var isHeld = term.IsHeld;
        time.Wake(HeldFor);

        Assert.Equal((true, false), (isHeld, term.IsHeld));
    }

    /// <summary>Its monotonic clock stands still while it sleeps.</summary>
    private sealed class SleepyTime : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero);
        private TimeSpan _awake;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => _now;

        public override long GetTimestamp() => _awake.Ticks;

        public void Sleep(TimeSpan time) => _now += time;

        public void Wake(TimeSpan time) => (_now, _awake) = (_now + time, _awake + time);
    }
}
