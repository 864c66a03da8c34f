using NodaTime;

namespace Reconciler.Core.Planning;

/// <summary>
/// The instant of a pass, in whole seconds, which remembers what it was asked. Whoever decides by time asks here, so the earliest
/// question that was answered with "not yet" is, by construction, the first instant at which the answer could differ.
/// </summary>
/// <param name="now">The instant; its fraction of a second is dropped.</param>
public sealed class Moment(Instant now)
{
    private static readonly Duration Second = Duration.FromSeconds(1);

    /// <summary>Whole seconds. For records of when something was decided; comparisons belong to <see cref="Reached"/> and <see cref="Passed"/>.</summary>
    public Instant Now { get; } = Instant.FromUnixTimeSeconds(now.ToUnixTimeSeconds());

    /// <summary>The first instant at which a question would be answered differently; null: never.</summary>
    public Instant? NextWake { get; private set; }

    /// <summary>Whether an instant has come: it is now or before.</summary>
    /// <param name="instant">Any instant.</param>
    /// <returns>True from that instant on.</returns>
    public bool Reached(Instant instant)
    {
        if (instant <= Now)
        {
            return true;
        }

        var wake = Ceiling(instant);
        if (NextWake is not { } earliest || wake < earliest)
        {
            NextWake = wake;
        }

        return false;
    }

    /// <summary>Whether an instant is over: it is before now. Told exactly at a deadline is on time.</summary>
    /// <param name="instant">Any instant.</param>
    /// <returns>True from the next second on.</returns>
    public bool Passed(Instant instant) => instant < Now || Reached(Floor(instant) + Second);

    private static Instant Floor(Instant instant) => Instant.FromUnixTimeSeconds(instant.ToUnixTimeSeconds());

    private static Instant Ceiling(Instant instant) => Floor(instant) == instant ? instant : Floor(instant) + Second;
}
