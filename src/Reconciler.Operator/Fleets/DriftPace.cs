using Reconciler.Kubernetes.Connecting;

namespace Reconciler.Operator.Fleets;

/// <summary>
/// How soon what others change is put back. The first time at once; but who changes it again and again must not keep both of us busy. What else people
/// want of a fleet source is heard meanwhile.
/// </summary>
/// <param name="time">Measures the rests.</param>
/// <param name="chance">Their jitter: from 0 up to, but not including, 1.</param>
internal sealed class DriftPace(TimeProvider time, Func<double> chance)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private readonly Backoff _waits = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5), chance);
    private readonly Countdown _rest = new(time);
    private readonly Countdown _memory = new(time);

    /// <summary>How long nothing is put back yet.</summary>
    public TimeSpan Left => _rest.Left;

    /// <summary>Something was put back: the next time comes later than the last one did, unless it was quiet for a minute since.</summary>
    public void Rest()
    {
        if (_memory.Left == TimeSpan.Zero)
        {
            _waits.Reset();
        }

        var wait = _waits.Next();
        _rest.Set(wait);
        _memory.Set(wait + Quiet);
    }
}
