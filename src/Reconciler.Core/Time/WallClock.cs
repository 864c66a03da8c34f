using NodaTime;

namespace Reconciler.Core.Time;

/// <summary>How a clock time maps to instants.</summary>
public enum Mapping
{
    /// <summary>The clock shows it once.</summary>
    Exact,

    /// <summary>The clock jumps over it.</summary>
    Skipped,

    /// <summary>The clock shows it twice.</summary>
    Repeated,
}

/// <summary>The instant that stands for a clock time.</summary>
/// <param name="Instant">The instant: after a skipped time the first one after the gap, of a repeated time the earlier one.</param>
/// <param name="Mapping">Whether there was a choice.</param>
public readonly record struct Mapped(Instant Instant, Mapping Mapping);

/// <summary>Between the clock on the wall of a zone and instants.</summary>
public static class WallClock
{
    // Instants reach a little further than calendars do: within these every zone can show a date.
    private static readonly Instant Earliest = Instant.FromUtc(1, 1, 2, 0, 0);
    private static readonly Instant Latest = Instant.FromUtc(9999, 12, 30, 0, 0);

    private static readonly Duration MostOffset = Duration.FromTimeSpan(Offset.MaxValue.ToTimeSpan());

    /// <summary>Finds the instant of a clock time. Never earlier for a later clock time.</summary>
    /// <param name="local">What the clock shows.</param>
    /// <param name="zone">Where it hangs.</param>
    /// <returns>The instant: the first after the gap for a skipped time, the earlier of the two for a repeated one.</returns>
    public static Mapped Map(LocalDateTime local, DateTimeZone zone)
    {
        // Hours away from any change of clocks, and that is almost always, there is one answer.
        var (asUtc, interval) = (local.InUtc().ToInstant(), zone.GetZoneInterval(local.InUtc().ToInstant()));
        if ((!interval.HasStart || asUtc - interval.Start > MostOffset) && (!interval.HasEnd || interval.End - asUtc > MostOffset))
        {
            return new(local.WithOffset(interval.WallOffset).ToInstant(), Mapping.Exact);
        }

        var found = zone.MapLocal(local);
        return found.Count switch
        {
            0 => new(found.LateInterval.Start, Mapping.Skipped),
            1 => new(found.Single().ToInstant(), Mapping.Exact),
            _ => new(found.First().ToInstant(), Mapping.Repeated),
        };
    }

    /// <summary>The first instant of a date: midnight, or the end of the gap where a clock skips it.</summary>
    /// <param name="date">A local date.</param>
    /// <param name="zone">The zone.</param>
    /// <returns>The instant.</returns>
    public static Instant StartOf(LocalDate date, DateTimeZone zone) => Map(date.AtMidnight(), zone).Instant;

    /// <summary>What the clock shows.</summary>
    /// <param name="instant">An instant; one beyond the years 1 to 9999 is read as the nearest within them.</param>
    /// <param name="zone">Where the clock hangs.</param>
    /// <returns>Date, time, offset and the zone's name of the hour.</returns>
    public static ZonedDateTime Read(Instant instant, DateTimeZone zone) =>
        Instant.Min(Instant.Max(instant, Earliest), Latest).InZone(zone);
}
