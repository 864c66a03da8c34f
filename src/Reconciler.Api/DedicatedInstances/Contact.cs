using System.Collections.Immutable;

namespace Reconciler.Api;

/// <summary>What a contact is to be told of.</summary>
public enum ContactRole
{
    /// <summary>Maintenance: every notice of a change.</summary>
    Maintenance,

    /// <summary>Outages declared and resolved, disaster recovery.</summary>
    Outage,

    /// <summary>Releases and upgrades to prepare for.</summary>
    Upgrades,

    /// <summary>Escalations.</summary>
    Escalation,
}

/// <summary>Somebody who is told (policy, section 2).</summary>
public sealed record Contact
{
    /// <summary>Name of the person or team.</summary>
    public required string Name { get; init; }

    /// <summary>Mail address.</summary>
    [Format(ValueFormat.Email)]
    public required string Email { get; init; }

    /// <summary>Whom the contact belongs to.</summary>
    public required Party Party { get; init; }

    /// <summary>Language of notices; default <c>en</c>.</summary>
    [Format(ValueFormat.Language)]
    public string Language { get; init; } = "en";

    /// <summary>The reader's zone; null: the zone of the instance's region.</summary>
    [Format(ValueFormat.TimeZone)]
    public string? Zone { get; init; }

    /// <summary>What the contact is told of; default maintenance.</summary>
    public ImmutableArray<ContactRole> Roles { get; init; } = [ContactRole.Maintenance];

    /// <summary>Alerts registered in Control Hub, such as <c>maintenance and outage</c>.</summary>
    public ImmutableArray<string> RegisteredAlerts { get; init; } = [];

    /// <summary>The date on which the partner last confirmed these data.</summary>
    public DateOnly? ConfirmedOn { get; init; }

    /// <summary>Whether calendar entries come as invitations (with METHOD); default false.</summary>
    public bool Invitations { get; init; }
}
