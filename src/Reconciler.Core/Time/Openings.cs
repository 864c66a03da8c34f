using NodaTime;
using Reconciler.Api;

namespace Reconciler.Core.Time;

/// <summary>From one row of a grid to the windows of a year.</summary>
internal static class Openings
{
    /// <summary>The windows whose opening lies in a UTC year, by opening. One whose whole time the clock skips does not take place.</summary>
    public static IEnumerable<Occurrence> In(int year, WindowRule rule, WindowKind kind, DateTimeZone zone)
    {
        var (begin, end) = (Instant.FromUtc(year, 1, 1, 0, 0), Instant.FromUtc(year + 1, 1, 1, 0, 0));

        // No clock is more than two days from UTC, a skipped day included.
        var (first, last) = (new LocalDateTime(year, 1, 1, 0, 0).PlusDays(-2), new LocalDateTime(year + 1, 1, 1, 0, 0).PlusDays(2));
        return CronSchedule.Between(rule.Opens, first, last)
            .Select(opening => At(opening, rule, kind, zone))
            .Where(window => window.Opens < window.Closes && begin <= window.Opens && window.Opens < end);
    }

    private static Occurrence At(LocalDateTime opening, WindowRule rule, WindowKind kind, DateTimeZone zone)
    {
        var opens = WallClock.Map(opening, zone);
        return new()
        {
            Opens = opens.Instant,
            Closes = WallClock.Map(ClosingOf(opening, LocalTime.FromTimeOnly(rule.Closes)), zone).Instant,
            Date = opening.Date,
            Kind = kind,
            Zone = zone,
            Opening = opens.Mapping,
        };
    }

    private static LocalDateTime ClosingOf(LocalDateTime opening, LocalTime closes) =>
        (closes > opening.TimeOfDay ? opening.Date : opening.Date.PlusDays(1)).At(closes);
}
