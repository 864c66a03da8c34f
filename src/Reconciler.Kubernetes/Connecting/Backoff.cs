namespace Reconciler.Kubernetes.Connecting;

/// <summary>Waits that double from <paramref name="first"/> up to <paramref name="most"/>, each between half and the whole of its step, so that
/// many clients do not come back together. Not safe for several threads.</summary>
/// <param name="first">The first step.</param>
/// <param name="most">No step is longer.</param>
/// <param name="chance">The jitter: a number from 0 up to, but not including, 1.</param>
public sealed class Backoff(TimeSpan first, TimeSpan most, Func<double> chance)
{
    private readonly TimeSpan _first = first;
    private TimeSpan _step = first;

    /// <summary>The next wait; the one after it is up to twice as long.</summary>
    public TimeSpan Next()
    {
        var wait = _step * (0.5 + (chance() / 2));
        _step = _step * 2 < most ? _step * 2 : most;
        return wait;
    }

    /// <summary>Begins with the first step again.</summary>
    public void Reset() => _step = _first;
}
