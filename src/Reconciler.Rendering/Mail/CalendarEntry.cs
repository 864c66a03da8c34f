using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Time;
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

        var zone = IanaZones.TryGet(facts.Zone) is null ? "UTC" : facts.Zone;
        if (zone != "UTC")
        {
            calendar.AddTimeZone(VTimeZone.FromDateTimeZone(zone, facts.Start.UtcDateTime.AddYears(-1), includeHistoricalData: false));
        }

        calendar.Events.Add(EventOf(notice, subject, body, zone));
        return Folding.Fold(new CalendarSerializer().SerializeToString(calendar) ?? "");
    }

    private static CalendarEvent EventOf(NoticeSpec notice, string subject, string body, string zone)
    {
        var facts = notice.Facts;
        var entry = new CalendarEvent
        {
            Uid = notice.CalendarUid,
            DtStamp = Local(notice.DecidedAt, "UTC"),
            DtStart = Local(facts.Start, zone),
            DtEnd = Local(facts.End, zone),
            Summary = subject,
            Description = body,
            Sequence = notice.Sequence,
            Status = notice.Kind == NoticeKind.Cancelled ? EventStatus.Cancelled : EventStatus.Confirmed,
            Organizer = new Organizer($"mailto:{facts.Provider.ChangeManagement}") { CommonName = facts.Provider.Name },
            Transparency = TransparencyType.Transparent,
        };
        entry.AddProperty("X-MAINTNOTE-PROVIDER", facts.Provider.Domain);
        entry.AddProperty("X-MAINTNOTE-ACCOUNT", notice.Recipient.Party == Party.Customer ? facts.Customer : facts.Partner);
        entry.AddProperty("X-MAINTNOTE-MAINTENANCE-ID", notice.Entry);
        entry.AddProperty("X-MAINTNOTE-OBJECT-ID", facts.Instance);
        entry.AddProperty("X-MAINTNOTE-IMPACT", ImpactOf(facts.Impact.Level));
        entry.AddProperty("X-MAINTNOTE-STATUS", StatusOf(notice.Kind));
        return entry;
    }

    private static CalDateTime Local(DateTimeOffset instant, string zone)
    {
        var local = NodaTime.Instant.FromDateTimeOffset(instant).InZone(zone == "UTC" ? DateTimeZone.Utc : IanaZones.TryGet(zone)!).LocalDateTime;
        return new(local.Year, local.Month, local.Day, local.Hour, local.Minute, local.Second, zone);
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
