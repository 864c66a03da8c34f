using NodaTime;

namespace Reconciler.Core.Time;

/// <summary>
/// Where a lead time begins (policy, section 2): the clock time of the window's opening on an earlier day. Told exactly then is on time.
/// </summary>
public static class LeadTime
{
    /// <summary>Counts business days back from an opening.</summary>
    /// <param name="opening">When the window opens.</param>
    /// <param name="zone">The zone of its grid.</param>
    /// <param name="days">Business days; not negative; 0 gives the opening.</param>
    /// <param name="calendar">What a business day is.</param>
    /// <returns>The last instant that is on time.</returns>
    public static Instant BusinessDaysBefore(Instant opening, DateTimeZone zone, int days, BusinessCalendar calendar)
    {
        var local = WallClock.Read(opening, zone).LocalDateTime;
        return days == 0 ? opening : WallClock.Map(calendar.Before(local.Date, days) + local.TimeOfDay, zone).Instant;
    }

    /// <summary>Counts calendar days back from an opening.</summary>
    /// <param name="opening">When the window opens.</param>
    /// <param name="zone">The zone of its grid.</param>
    /// <param name="days">Days; 0 gives the opening.</param>
    /// <returns>The last instant that is on time.</returns>
    public static Instant DaysBefore(Instant opening, DateTimeZone zone, int days)
    {
        var local = WallClock.Read(opening, zone).LocalDateTime;
        return days == 0 ? opening : WallClock.Map(local.PlusDays(-days), zone).Instant;
    }

    /// <summary>Counts business days on from an instant.</summary>
    /// <param name="from">The instant; its own date is not counted.</param>
    /// <param name="zone">The zone whose dates are counted.</param>
    /// <param name="days">Business days; not negative; 0 gives the instant itself.</param>
    /// <param name="calendar">What a business day is.</param>
    /// <returns>The same clock time on the n-th later business day.</returns>
    public static Instant BusinessDaysAfter(Instant from, DateTimeZone zone, int days, BusinessCalendar calendar)
    {
        var local = WallClock.Read(from, zone).LocalDateTime;
        return days == 0 ? from : WallClock.Map(calendar.After(local.Date, days) + local.TimeOfDay, zone).Instant;
    }
}
