using System.Text.Json.Serialization;
using NodaTime;
using Reconciler.Cli.Texts;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;

namespace Reconciler.Cli.Json;

/// <summary>What people wrote, by kind and name.</summary>
internal sealed record OriginRow(string Kind, string Name);

/// <summary>A change and what was decided of it.</summary>
internal sealed record EntryRow
{
    public required string Name { get; init; }

    public required string Namespace { get; init; }

    public required string Instance { get; init; }

    public required OriginRow Origin { get; init; }

    public required string Category { get; init; }

    public required bool Emergency { get; init; }

    public required string Region { get; init; }

    public required string? Start { get; init; }

    public required string? End { get; init; }

    public required string? LocalStart { get; init; }

    public required string Zone { get; init; }

    public required string State { get; init; }

    public required string Reason { get; init; }

    public required string Message { get; init; }

    public required string Next { get; init; }

    public required string? NoticeDue { get; init; }

    public required string? NoticeDeadline { get; init; }

    public required int? MovesLeft { get; init; }

    public required bool Picked { get; init; }

    /// <summary>Only where two commits were compared, like the two below.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Change { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Was { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Because { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Renamed { get; init; }

    /// <summary>Only in lists of what is: whether it goes on only when a person does something.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? NeedsPerson { get; init; }

    public static EntryRow Of(Entry entry) => new()
    {
        Name = entry.Name,
        Namespace = entry.Origin.Namespace,
        Instance = entry.Instance,
        Origin = new(entry.Origin.Kind, entry.Origin.Name),
        Category = Words.Of(entry.Category),
        Emergency = entry.IsEmergency,
        Region = entry.Region,
        Start = Instants.Utc(entry.Start),
        End = Instants.Utc(entry.End),
        LocalStart = Instants.Local(entry.Start, entry.Zone),
        Zone = entry.Zone.Id,
        State = entry.State.ToString(),
        Reason = entry.Reason,
        Message = entry.Message,
        Next = entry.Next,
        NoticeDue = Instants.Utc(entry.NoticeDue),
        NoticeDeadline = Instants.Utc(entry.NoticeDeadline),
        MovesLeft = entry.MovesLeft,
        Picked = entry.IsPicked,
    };
}

/// <summary>A notice and where it stands.</summary>
internal sealed record NoticeRow
{
    public required string Name { get; init; }

    public required string Namespace { get; init; }

    public required string Kind { get; init; }

    public required string Occasion { get; init; }

    public required string Entry { get; init; }

    public required string Recipient { get; init; }

    public required string Role { get; init; }

    public required string Language { get; init; }

    public required string Due { get; init; }

    public required int Sequence { get; init; }

    public required string State { get; init; }

    public required string MessageId { get; init; }

    public static NoticeRow Of(PlannedNotice notice) => new()
    {
        Name = notice.Name,
        Namespace = notice.Namespace,
        Kind = Words.Of(notice.Kind),
        Occasion = notice.Occasion,
        Entry = notice.Entry,
        Recipient = notice.Recipient.Email,
        Role = notice.Recipient.Role,
        Language = notice.Recipient.Language,
        Due = Instants.Utc(notice.Due),
        Sequence = notice.Sequence,
        State = notice.State.ToString(),
        MessageId = notice.MessageId,
    };
}

/// <summary>A ticket and what this pass did about it. A ticket bears the name of its entry.</summary>
internal sealed record TicketRow(string Name, string Namespace, string Entry, string Type, string? State, string? ExternalId, string Action)
{
    public static TicketRow Of(PlannedTicket planned)
    {
        var (ticket, key) = (planned.Ticket, Ledger.KeyOf(planned.Ticket));
        return new(key.Name, key.Namespace, key.Name, Words.Of(ticket.Spec.Type), ticket.Status?.State.ToString(), ticket.Status?.ExternalId, Words.Of(planned.Action));
    }
}

/// <summary>An object by kind, namespace and name.</summary>
internal sealed record ObjectRow(string Kind, string Namespace, string Name)
{
    public static ObjectRow? Of(ObjectRef? thing) => thing is null ? null : new(thing.Kind, thing.Namespace, thing.Name);
}

/// <summary>Instants as scripts read them.</summary>
internal static class Instants
{
    private static readonly NodaTime.Text.OffsetDateTimePattern WithOffset = NodaTime.Text.OffsetDateTimePattern.Rfc3339;

    public static string Utc(Instant instant) => NodaTime.Text.InstantPattern.General.Format(instant);

    public static string? Utc(Instant? instant) => instant is { } value ? Utc(value) : null;

    public static string? Local(Instant? instant, DateTimeZone zone) =>
        instant is { } value ? Local(value.InZone(zone).ToOffsetDateTime()) : null;

    public static string Local(OffsetDateTime local) => WithOffset.Format(local);
}
