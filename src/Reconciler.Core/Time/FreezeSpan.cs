using NodaTime;
using Reconciler.Api;

namespace Reconciler.Core.Time;

/// <summary>From a freeze or blackout as people write it to the span in which nothing changes.</summary>
public static class FreezeSpan
{
    /// <summary>The span, half-open. Dates are midnights of the zone: the last date is not included.</summary>
    /// <param name="freeze">A freeze or blackout.</param>
    /// <param name="zone">The zone of the region's grid.</param>
    /// <returns>The span; empty, at its begin, where the end is not after the begin.</returns>
    public static Interval SpanOf(Freeze freeze, DateTimeZone zone)
    {
        var (from, to) = (BoundOf(freeze.From, zone), BoundOf(freeze.To, zone));
        return new(from, Instant.Max(from, to));
    }

    /// <summary>Whether a freeze of the policy holds for a region.</summary>
    /// <param name="freeze">The freeze.</param>
    /// <param name="region">Region id.</param>
    /// <returns>True if it names the region, or none at all.</returns>
    public static bool HoldsFor(Freeze freeze, string region) =>
        freeze.Regions.IsDefaultOrEmpty || freeze.Regions.Contains(region, StringComparer.Ordinal);

    /// <summary>Its bounds for people, as they were written; instants on the clock of the zone.</summary>
    /// <param name="freeze">A freeze or blackout.</param>
    /// <param name="zone">The zone of the region's grid.</param>
    /// <returns>Such as <c>2026-12-18 to 2027-01-04</c>.</returns>
    public static string TextOf(Freeze freeze, DateTimeZone zone) => $"{TextOf(freeze.From, zone)} to {TextOf(freeze.To, zone)}";

    private static Instant BoundOf(DateOrInstant bound, DateTimeZone zone) => bound.Instant is { } instant
        ? Instant.FromDateTimeOffset(instant)
        : WallClock.StartOf(LocalDate.FromDateOnly(bound.Date.GetValueOrDefault()), zone);

    private static string TextOf(DateOrInstant bound, DateTimeZone zone) => bound.Instant is { } instant
        ? Describe.Local(Instant.FromDateTimeOffset(instant), zone)
        : bound.ToString();
}
