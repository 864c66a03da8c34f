namespace Reconciler.Operator.Fleets;

/// <summary>A wait that can be looked at. It begins at its end.</summary>
/// <param name="time">Measures it.</param>
internal sealed class Countdown(TimeProvider time)
{
    private long _from;
    private TimeSpan _length = TimeSpan.Zero;

    /// <summary>What is left of it, never less than nothing.</summary>
    public TimeSpan Left => _length - time.GetElapsedTime(_from) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    /// <summary>Begins anew.</summary>
    public void Set(TimeSpan length) => (_from, _length) = (time.GetTimestamp(), length);
}
