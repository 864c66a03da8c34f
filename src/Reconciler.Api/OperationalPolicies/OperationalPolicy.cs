using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;

namespace Reconciler.Api;

/// <summary>
/// Every number, table and contact of the policy. At most one object, <c>default</c>, is laid over the shipped one: maps by key,
/// lists of things with a name by name, other lists whole. Defaults are those of <c>reconciler policy</c>, not of these records.
/// </summary>
[ResourceKind("OperationalPolicy", "opol", Plural = "operationalpolicies", ClusterScoped = true)]
public sealed record OperationalPolicy : Resource<OperationalPolicySpec, OperationalPolicyStatus>;

/// <summary>The policy.</summary>
public sealed record OperationalPolicySpec
{
    /// <summary>Grids of maintenance windows, by name (section 1).</summary>
    public required ImmutableArray<WindowGrid> Grids { get; init; }

    /// <summary>Regions, by name; several may share a grid (section 1).</summary>
    public required ImmutableArray<RegionPolicy> Regions { get; init; }

    /// <summary>What each category of change means (section 1).</summary>
    public required ImmutableSortedDictionary<string, CategoryPolicy> Categories { get; init; }

    /// <summary>Spans in which nothing changes, by name.</summary>
    public ImmutableArray<Freeze> Freezes { get; init; } = [];

    /// <summary>Notice (section 2).</summary>
    public required NoticePolicy Notice { get; init; }

    /// <summary>When notices are sent.</summary>
    public required AnnouncePolicy Announce { get; init; }

    /// <summary>Choosing a start.</summary>
    public required SchedulingPolicy Scheduling { get; init; }

    /// <summary>Certificates (section 3).</summary>
    public required CertificatePolicy Certificates { get; init; }

    /// <summary>Upgrades (section 4).</summary>
    public required UpgradePolicy Upgrades { get; init; }

    /// <summary>The release catalogue, and what may be done with releases (section 4).</summary>
    public required ReleasePolicy Releases { get; init; }

    /// <summary>Emergency changes (section 7).</summary>
    public required EmergencyPolicy Emergency { get; init; }

    /// <summary>Changes that partners ask for (section 6).</summary>
    public required ChangesPolicy Changes { get; init; }

    /// <summary>Support cases (sections 8 and 10).</summary>
    public required SupportPolicy Support { get; init; }

    /// <summary>Who answers for what, by name (sections 8 to 12).</summary>
    public required ImmutableArray<Responsibility> Responsibilities { get; init; }

    /// <summary>COP files (section 5).</summary>
    public required CopPolicy Cops { get; init; }

    /// <summary>What the partner answers for (sections 2 and 12).</summary>
    public required DutyPolicy Duties { get; init; }

    /// <summary>Capacity (section 9).</summary>
    public required CapacityPolicy Capacity { get; init; }

    /// <summary>Backups (section 10).</summary>
    public required BackupPolicy Backups { get; init; }

    /// <summary>Monitoring (section 11).</summary>
    public required MonitoringPolicy Monitoring { get; init; }

    /// <summary>Gates before what can not be undone.</summary>
    public required SafetyPolicy Safety { get; init; }

    /// <summary>How long things are remembered.</summary>
    public required RetentionPolicy Retention { get; init; }

    /// <summary>The provider and its addresses (section 2).</summary>
    public required ProviderContacts Provider { get; init; }
}

/// <summary>What is the case with the policy.</summary>
public sealed record OperationalPolicyStatus
{
    /// <summary>The generation this status speaks of.</summary>
    public long ObservedGeneration { get; init; }

    /// <summary>Conditions by type.</summary>
    public ImmutableArray<Condition> Conditions { get; init; } = [];

    /// <summary>What rests behind the safety gate: the value that <c>ops.reconciler.dev/release</c> must have. Null: nothing.</summary>
    public string? HeldDigest { get; init; }

    /// <summary>How often response targets were met over the policy's period, by severity.</summary>
    public ImmutableArray<AttainmentStatus> Attainment { get; init; } = [];
}

/// <summary>When windows open: one grid for one or more regions (section 1).</summary>
[ListKey("name")]
public sealed record WindowGrid
{
    /// <summary>Name of the grid.</summary>
    public required string Name { get; init; }

    /// <summary>Zone on whose clock windows open and close.</summary>
    [Format(ValueFormat.TimeZone)]
    public required string Zone { get; init; }

    /// <summary>Windows for all work.</summary>
    public required WindowRule Weekday { get; init; }

    /// <summary>Windows for the provider's infrastructure only.</summary>
    public required WindowRule Weekend { get; init; }
}

/// <summary>Openings and closing of windows on the wall clock.</summary>
public sealed record WindowRule
{
    /// <summary>Five-field cron of the openings, such as <c>0 21 * * 1-5</c>.</summary>
    [Format(ValueFormat.Cron)]
    public required string Opens { get; init; }

    /// <summary>Wall-clock time of the close: the first such time after the opening.</summary>
    public required TimeOnly Closes { get; init; }
}

/// <summary>A region (section 1).</summary>
[ListKey("name")]
public sealed record RegionPolicy
{
    /// <summary>Region id, such as <c>AMER</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it covers.</summary>
    public required string Title { get; init; }

    /// <summary>Name of its grid.</summary>
    public required string Grid { get; init; }

    /// <summary>Holiday calendars that hold for the region, as <c>name</c> or <c>namespace/name</c>; a bare name is looked for in every namespace.</summary>
    public ImmutableArray<string> Calendars { get; init; } = [];

    /// <summary>Operational availability: how many changes may run at the same time (WIN006).</summary>
    [Range(1, 1000000)]
    public required int ConcurrentChanges { get; init; }
}

/// <summary>What a category of change means.</summary>
public sealed record CategoryPolicy
{
    /// <summary>Impact of a change that states none.</summary>
    public required ImpactLevel Impact { get; init; }

    /// <summary>Whether it may use weekend windows.</summary>
    public required bool Weekend { get; init; }

    /// <summary>Type of its ticket unless it is an emergency.</summary>
    public required TicketType Ticket { get; init; }
}
