using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Time;
using Reconciler.Rendering.Text;
using Calendar = Ical.Net.Calendar;

namespace Reconciler.Rendering.Mail;

/// <summary>Writes the calendar entry of a notice: one event by the MAINTNOTE convention, which other machines read.</summary>
internal static class CalendarEntry
{
    /// <summary>The METHOD of an invitation; null for a recipient who did not ask for one.</summary>
    public static string? MethodOf(NoticeSpec notice) =>
        !notice.Recipient.Invitations ? null : notice.Kind == NoticeKind.Cancelled ? CalendarMethods.Cancel : CalendarMethods.Request;

    /// <summary>The entry, with CRLF line ends, folded at 75 octets.</summary>
    public static string Write(NoticeSpec notice, string subject, string body)
    {
        var facts = notice.Facts;
        var calendar = new Calendar { ProductId = "-//Reconciler//Reconciler//EN", Version = "2.0" };
        if (MethodOf(notice) is { } method)
        {
            calendar.Method = method;
        }

        var zone = IanaZones.OrUtc(facts.Zone);
        if (zone != DateTimeZone.Utc)
        {
            calendar.AddChild(TimeZoneEntry.Of(zone, NodaTime.Instant.FromDateTimeOffset(facts.Start), NodaTime.Instant.FromDateTimeOffset(facts.End)));
        }

        calendar.Events.Add(EventOf(notice, subject, body, zone));
        return Folding.Fold(new CalendarSerializer().SerializeToString(calendar) ?? "");
    }

    private static CalendarEvent EventOf(NoticeSpec notice, string subject, string body, DateTimeZone zone)
    {
        var facts = notice.Facts;
        var entry = new CalendarEvent
        {
            Uid = Lines.One(notice.CalendarUid),
            DtStamp = Local(notice.DecidedAt, DateTimeZone.Utc),
            DtStart = Local(facts.Start, zone),
            DtEnd = Local(facts.End, zone),
            Summary = subject,
            Description = body,
            Sequence = notice.Sequence,
            Status = notice.Kind == NoticeKind.Cancelled ? EventStatus.Cancelled : EventStatus.Confirmed,
            Organizer = new Organizer($"mailto:{Uri.EscapeDataString(Lines.One(facts.Provider.ChangeManagement)).Replace("%40", "@", StringComparison.Ordinal)}") { CommonName = Lines.One(facts.Provider.Name) },
            Transparency = TransparencyType.Transparent,
        };
        entry.AddProperty("X-MAINTNOTE-PROVIDER", Lines.One(facts.Provider.Domain));
        entry.AddProperty("X-MAINTNOTE-ACCOUNT", Lines.One(notice.Recipient.Party == Party.Customer ? facts.Customer : facts.Partner));
        entry.AddProperty("X-MAINTNOTE-MAINTENANCE-ID", Lines.One(notice.Entry));
        entry.AddProperty("X-MAINTNOTE-OBJECT-ID", Lines.One(facts.Instance));
        entry.AddProperty("X-MAINTNOTE-IMPACT", ImpactOf(facts.Impact.Level));
        entry.AddProperty("X-MAINTNOTE-STATUS", StatusOf(notice.Kind));
        return entry;
    }

    // A clock that is put back shows an hour twice, and a local time means the first: the second is written in UTC.
    private static CalDateTime Local(DateTimeOffset at, DateTimeZone zone)
    {
        var instant = NodaTime.Instant.FromDateTimeOffset(at);
        var local = instant.InZone(zone).LocalDateTime;
        return zone == DateTimeZone.Utc || zone.MapLocal(local).First().ToInstant() != instant
            ? new(at.UtcDateTime, "UTC")
            : new(local.Year, local.Month, local.Day, local.Hour, local.Minute, local.Second, zone.Id);
    }

    private static string ImpactOf(ImpactLevel level) => level switch
    {
        ImpactLevel.NoImpact => "NO-IMPACT",
        ImpactLevel.ReducedRedundancy => "REDUCED-REDUNDANCY",
        ImpactLevel.Degraded => "DEGRADED",
        ImpactLevel.Outage => "OUTAGE",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, null),
    };

    private static string StatusOf(NoticeKind kind) => kind switch
    {
        NoticeKind.Cancelled => "CANCELLED",
        NoticeKind.Started => "IN-PROCESS",
        NoticeKind.Completed or NoticeKind.CopUploaded => "COMPLETED",
        _ => "CONFIRMED",
    };
}
