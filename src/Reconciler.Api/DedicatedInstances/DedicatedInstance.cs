using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;

namespace Reconciler.Api;

/// <summary>A single-tenant calling cluster: what it is made of, whom to tell, what must not happen when.</summary>
[ResourceKind("DedicatedInstance", "di")]
public sealed record DedicatedInstance : Resource<DedicatedInstanceSpec, DedicatedInstanceStatus>;

/// <summary>What people declare of an instance.</summary>
public sealed record DedicatedInstanceSpec
{
    /// <summary>The customer whose calls it carries.</summary>
    public required string Customer { get; init; }

    /// <summary>The partner that runs it for the customer.</summary>
    public required string Partner { get; init; }

    /// <summary>Subscription or contract number.</summary>
    public string? Subscription { get; init; }

    /// <summary>Region id of the policy, such as <c>AMER</c>; it fixes the maintenance windows (policy, section 1).</summary>
    public required string Region { get; init; }

    /// <summary>Names of the data centres that its nodes stand in.</summary>
    [MinLength(1)]
    [MaxLength(16)]
    [Distinct]
    public required ImmutableArray<string> DataCenters { get; init; }

    /// <summary>The applications and their nodes.</summary>
    [MinLength(1)]
    [MaxLength(32)]
    public required ImmutableArray<Application> Applications { get; init; }

    /// <summary>Single sign-on; null means off.</summary>
    public SingleSignOn? Sso { get; init; }

    /// <summary>Certificates of its applications (policy, section 3).</summary>
    [MaxLength(500)]
    public ImmutableArray<Certificate> Certificates { get; init; } = [];

    /// <summary>Capacity agreed, configured and forecast (policy, section 9).</summary>
    public Capacity? Capacity { get; init; }

    /// <summary>Third-party and other integrations that a change may touch (policy, sections 11 and 12).</summary>
    public ImmutableArray<Integration> Integrations { get; init; } = [];

    /// <summary>The customer's readiness, as the partner confirmed it (policy, section 12).</summary>
    public ImmutableArray<Readiness> Readiness { get; init; } = [];

    /// <summary>Backups taken, newest first or in any order (policy, section 10).</summary>
    public ImmutableArray<Backup> Backups { get; init; } = [];

    /// <summary>Work of the partner outside the instance that the provider may notice (policy, sections 7 and 11).</summary>
    public ImmutableArray<PartnerActivity> PartnerActivities { get; init; } = [];

    /// <summary>Whom to tell (policy, section 2).</summary>
    public ImmutableArray<Contact> Contacts { get; init; } = [];

    /// <summary>Mail address of the list that hears of emergency changes (policy, section 2).</summary>
    [Format(ValueFormat.Email)]
    public string? DistributionList { get; init; }

    /// <summary>Names of holiday calendars that hold for this instance beside those of its region.</summary>
    [Format(ValueFormat.ObjectName)]
    public ImmutableArray<string> Calendars { get; init; } = [];

    /// <summary>Spans in which nothing of this instance may change.</summary>
    public ImmutableArray<Freeze> Blackouts { get; init; } = [];

    /// <summary>The local date of activation; an instance activated in the future is a new deployment.</summary>
    public DateOnly? ActivatedOn { get; init; }
}

/// <summary>What is the case with an instance.</summary>
public sealed record DedicatedInstanceStatus
{
    /// <summary>The generation this status speaks of.</summary>
    public long ObservedGeneration { get; init; }

    /// <summary>Conditions by type.</summary>
    public ImmutableArray<Condition> Conditions { get; init; } = [];

    /// <summary>The next openings of its windows, at most three.</summary>
    public ImmutableArray<OccurrenceStatus> NextWindows { get; init; } = [];

    /// <summary>Names of its changes that are scheduled, announced or in progress, by start, at most three.</summary>
    public ImmutableArray<string> NextChanges { get; init; } = [];
}
