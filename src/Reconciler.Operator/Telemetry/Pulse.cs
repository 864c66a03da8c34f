namespace Reconciler.Operator.Telemetry;

/// <summary>Tells work that goes on from work that hangs. Safe for several threads.</summary>
/// <param name="time">Measures.</param>
internal sealed class Pulse(TimeProvider time)
{
    private const long AtRest = long.MinValue;

    private long _last = AtRest;

    /// <summary>For how long the work that is being done has made no step; null: nothing is being done.</summary>
    public TimeSpan? QuietFor => Interlocked.Read(ref _last) is var last && last != AtRest ? time.GetElapsedTime(last) : null;

    /// <summary>The work begins.</summary>
    public void Begin() => Interlocked.Exchange(ref _last, time.GetTimestamp());

    /// <summary>The work has made a step.</summary>
    public void Step()
    {
        var last = Interlocked.Read(ref _last);
        if (last != AtRest)
        {
            Interlocked.CompareExchange(ref _last, time.GetTimestamp(), last);
        }
    }

    /// <summary>The work is done, until it begins again.</summary>
    public void Rest() => Interlocked.Exchange(ref _last, AtRest);
}
