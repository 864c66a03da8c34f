using NodaTime;

namespace Reconciler.Core.Planning;

/// <summary>
/// The instant of a pass, in whole seconds, which remembers what it was asked. Whoever decides by time asks here, so the earliest
/// question that was answered with "not yet" is, by construction, the first instant at which the answer could differ. Thread-safe: in
/// whatever order it is asked, it remembers the same.
/// </summary>
/// <param name="now">The instant; its fraction of a second is dropped.</param>
public sealed class Moment(Instant now)
{
    private static readonly long Never = Instant.MaxValue.ToUnixTimeSeconds() + 1;
    private readonly long _now = now.ToUnixTimeSeconds();
    private long _wake = Never;

    /// <summary>Whole seconds. For records of when something was decided; comparisons belong to <see cref="Reached"/> and <see cref="Passed"/>.</summary>
    public Instant Now { get; } = Instant.FromUnixTimeSeconds(now.ToUnixTimeSeconds());

    /// <summary>The first instant at which a question would be answered differently; null: never.</summary>
    public Instant? NextWake => _wake == Never ? null : Instant.FromUnixTimeSeconds(_wake);

    /// <summary>Whether an instant has come: it is now or before.</summary>
    /// <param name="instant">Any instant.</param>
    /// <returns>True from that instant on.</returns>
    public bool Reached(Instant instant)
    {
        var second = instant.ToUnixTimeSeconds();
        return HasCome(Instant.FromUnixTimeSeconds(second) == instant ? second : second + 1);
    }

    /// <summary>Whether an instant is over: it is before now. Told exactly at a deadline is on time.</summary>
    /// <param name="instant">Any instant.</param>
    /// <returns>True from the next second on.</returns>
    public bool Passed(Instant instant) => HasCome(instant.ToUnixTimeSeconds() + 1);

    private bool HasCome(long second)
    {
        if (second <= _now)
        {
            return true;
        }

        for (var known = _wake; second < known;)
        {
            var found = Interlocked.CompareExchange(ref _wake, second, known);
            if (found == known)
            {
                break;
            }

            known = found;
        }

        return false;
    }
}
