using System.Text.Json.Serialization;

namespace Reconciler.Api;

/// <summary>States of a change ticket, as ITSM systems name them.</summary>
public enum TicketState
{
    /// <summary>Opened; nobody was told yet.</summary>
    [JsonStringEnumMemberName("New")]
    New,

    /// <summary>Somebody was told its start.</summary>
    [JsonStringEnumMemberName("Scheduled")]
    Scheduled,

    /// <summary>It is going on.</summary>
    [JsonStringEnumMemberName("Implement")]
    Implement,

    /// <summary>It is over; the outcome is awaited.</summary>
    [JsonStringEnumMemberName("Review")]
    Review,

    /// <summary>It is over and its outcome is recorded.</summary>
    [JsonStringEnumMemberName("Closed")]
    Closed,

    /// <summary>It was called off.</summary>
    [JsonStringEnumMemberName("Canceled")]
    Canceled,
}

/// <summary>How far a ticket has come outside.</summary>
public sealed record ChangeTicketStatus
{
    /// <summary>Where it stands.</summary>
    public required TicketState State { get; init; }

    /// <summary>Its number in the ITSM system; null where none is connected.</summary>
    public string? ExternalId { get; init; }
}
