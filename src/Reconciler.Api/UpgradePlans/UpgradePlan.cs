using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;

namespace Reconciler.Api;

/// <summary>Upgrades of many instances to one release, in waves (policy, section 4).</summary>
[ResourceKind("UpgradePlan", "up")]
public sealed record UpgradePlan : Resource<UpgradePlanSpec, UpgradePlanStatus>;

/// <summary>Why an upgrade is started: the guide's three grounds and the two of its release section.</summary>
public enum UpgradeGroundKind
{
    /// <summary>1: a vulnerability whose fix needs an upgrade or a COP.</summary>
    SecurityVulnerability,

    /// <summary>2: the running version is below n-1.</summary>
    BelowSupported,

    /// <summary>2: the running version is near its end of life.</summary>
    NearEndOfLife,

    /// <summary>3: the partner wants a feature, through a TAC case.</summary>
    FeatureRequest,

    /// <summary>4: a service update is needed for stability or performance.</summary>
    Stability,

    /// <summary>5: an instance on n-1 moves to n.</summary>
    Currency,
}

/// <summary>How an upgrade is done.</summary>
public enum UpgradeMethod
{
    /// <summary>On the machines that run; it can switch back to the inactive partition.</summary>
    Direct,

    /// <summary>To new machines; it can not switch back.</summary>
    Migration,
}

/// <summary>Why an upgrade is started.</summary>
public sealed record UpgradeGround
{
    /// <summary>Which ground; missing: UPG001.</summary>
    public UpgradeGroundKind? Kind { get; init; }

    /// <summary>The TAC case; needed for a feature request.</summary>
    public string? TacCase { get; init; }

    /// <summary>The advisory; needed for a vulnerability.</summary>
    public string? Advisory { get; init; }
}

/// <summary>Instances that are upgraded before the next wave may begin.</summary>
[ListKey("name")]
public sealed record UpgradeWave
{
    /// <summary>Name, unique in the plan.</summary>
    [Format(ValueFormat.ObjectName)]
    public required string Name { get; init; }

    /// <summary>Names of its instances; empty: all instances of the plan that no other wave names.</summary>
    [Format(ValueFormat.ObjectName)]
    public ImmutableArray<string> Instances { get; init; } = [];

    /// <summary>Time between its last end and the first start of the next wave; default none.</summary>
    [DurationRange("0s", "90d")]
    public TimeSpan Soak { get; init; }

    /// <summary>How many of its upgrades may run at the same time; null: no limit of its own.</summary>
    [Range(1, 1000)]
    public int? MaxConcurrent { get; init; }
}

/// <summary>What people declare of upgrades.</summary>
public sealed record UpgradePlanSpec
{
    /// <summary>The release to upgrade to, such as <c>15SU2</c>.</summary>
    [Format(ValueFormat.ReleaseVersion)]
    public required string Target { get; init; }

    /// <summary>How; default direct. From some releases only a migration leads to the target (UPG002).</summary>
    public UpgradeMethod Method { get; init; }

    /// <summary>Why; missing: UPG001.</summary>
    public UpgradeGround? Ground { get; init; }

    /// <summary>The instances to upgrade.</summary>
    public required InstanceSelection Instances { get; init; }

    /// <summary>How long the upgrade of one instance takes.</summary>
    [DurationRange("1m", "24h")]
    public required TimeSpan Duration { get; init; }

    /// <summary>No upgrade starts before this.</summary>
    public DateOrInstant? NotBefore { get; init; }

    /// <summary>Every upgrade ends not after this; a date means the end of the window of that date.</summary>
    public DateOrInstant? Latest { get; init; }

    /// <summary>The waves in order; empty: one wave of all.</summary>
    public ImmutableArray<UpgradeWave> Waves { get; init; } = [];

    /// <summary>What has to be in place before, for the notice; COP files that the source needs are added.</summary>
    public ImmutableArray<string> Requirements { get; init; } = [];

    /// <summary>What it does to calls; null: the default of the category in the policy.</summary>
    public Impact? Impact { get; init; }

    /// <summary>What is done, step by step; empty: the nodes of each instance in the order of the policy.</summary>
    public ImmutableArray<string> Steps { get; init; } = [];

    /// <summary>How it is undone.</summary>
    public string? BackOut { get; init; }

    /// <summary>Tests of integrations that are planned or recorded.</summary>
    public ImmutableArray<IntegrationTest> IntegrationTests { get; init; } = [];

    /// <summary>Moves asked for, by instance.</summary>
    public ImmutableArray<Move> Moves { get; init; } = [];

    /// <summary>That people were told by other means, by instance.</summary>
    public ImmutableArray<Announced> Announced { get; init; } = [];

    /// <summary>How upgrades ended, by instance.</summary>
    public ImmutableArray<Outcome> Outcomes { get; init; } = [];
}

/// <summary>What is the case with the upgrades.</summary>
public sealed record UpgradePlanStatus
{
    /// <summary>The generation this status speaks of.</summary>
    public long ObservedGeneration { get; init; }

    /// <summary>Conditions by type.</summary>
    public ImmutableArray<Condition> Conditions { get; init; } = [];

    /// <summary>Its next change, with its start; where none has one, what is to be done. Empty: nothing.</summary>
    public string Next { get; init; } = "";

    /// <summary>Its changes, by instance.</summary>
    public ImmutableArray<ChildStatus> Changes { get; init; } = [];
}
