using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using NodaTime;
using Duration = NodaTime.Duration;

namespace Reconciler.Rendering.Mail;

/// <summary>
/// Writes how a zone's clock runs during one event. The library's own VTIMEZONE ends at the machine's now, so a change after the next
/// change of its zone's rules has none, and the same notice would not give the same bytes.
/// </summary>
internal static class TimeZoneEntry
{
    private static readonly LocalDateTime Earliest = new(1970, 1, 1, 0, 0);

    /// <summary>The VTIMEZONE of a zone for an event from <paramref name="start"/> to <paramref name="end"/>.</summary>
    public static CalendarComponent Of(DateTimeZone zone, Instant start, Instant end)
    {
        var entry = new CalendarComponent(Components.Timezone);
        entry.AddProperty("TZID", zone.Id);
        foreach (var interval in zone.GetZoneIntervals(start, end + Duration.FromSeconds(1)))
        {
            entry.AddChild(Of(zone, interval));
        }

        return entry;
    }

    private static CalendarComponent Of(DateTimeZone zone, NodaTime.TimeZones.ZoneInterval interval)
    {
        var before = interval.HasStart ? zone.GetUtcOffset(interval.Start - Duration.FromSeconds(1)) : interval.WallOffset;
        var begin = interval.HasStart ? interval.Start.WithOffset(before).LocalDateTime : Earliest;
        var entry = new CalendarComponent(interval.Savings == Offset.Zero ? Components.Standard : Components.Daylight);
        entry.AddProperty(new CalendarProperty("DTSTART", new CalDateTime(begin.Year, begin.Month, begin.Day, begin.Hour, begin.Minute, begin.Second)));
        entry.AddProperty(new CalendarProperty("TZOFFSETFROM", new UtcOffset(before.ToTimeSpan())));
        entry.AddProperty(new CalendarProperty("TZOFFSETTO", new UtcOffset(interval.WallOffset.ToTimeSpan())));
        entry.AddProperty("TZNAME", interval.Name);
        return entry;
    }
}
