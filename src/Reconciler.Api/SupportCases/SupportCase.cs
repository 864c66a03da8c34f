using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Reconciler.Api;

/// <summary>A support case, told by what happened when (policy, section 8).</summary>
[ResourceKind("SupportCase", "case")]
public sealed record SupportCase : Resource<SupportCaseSpec, SupportCaseStatus>;

/// <summary>Severities, worst first.</summary>
public enum CaseSeverity
{
    /// <summary>Critical.</summary>
    [JsonStringEnumMemberName("S1")]
    S1,

    /// <summary>High.</summary>
    [JsonStringEnumMemberName("S2")]
    S2,

    /// <summary>Medium.</summary>
    [JsonStringEnumMemberName("S3")]
    S3,

    /// <summary>Low.</summary>
    [JsonStringEnumMemberName("S4")]
    S4,
}

/// <summary>Ways to reach support.</summary>
public enum CaseChannel
{
    /// <summary>The phone of the TAC.</summary>
    Phone,

    /// <summary>The Support Case Manager.</summary>
    CaseManager,
}

/// <summary>What people declare of a case.</summary>
public sealed record SupportCaseSpec
{
    /// <summary>One line that says what is wrong.</summary>
    public required string Summary { get; init; }

    /// <summary>Name of the instance, in the same namespace.</summary>
    [Format(ValueFormat.ObjectName)]
    public required string Instance { get; init; }

    /// <summary>Number of the case at the provider.</summary>
    public string? Number { get; init; }

    /// <summary>Kind of question, by its name in the policy; it decides who answers first.</summary>
    public required string Question { get; init; }

    /// <summary>How much of the partner's environment is affected.</summary>
    public required CaseImpact Impact { get; init; }

    /// <summary>How much is lost where it is affected, by its name in the policy: <c>critical</c>, <c>high</c>, <c>medium</c>, <c>low</c>.</summary>
    public required string Urgency { get; init; }

    /// <summary>The severity that the partner stated; null: that of the matrix.</summary>
    public CaseSeverity? Severity { get; init; }

    /// <summary>A higher severity that the partner asks for later.</summary>
    public SeverityRequest? Requested { get; init; }

    /// <summary>The severity that the provider set in triage; from then on it holds.</summary>
    public SeverityDecision? Triaged { get; init; }

    /// <summary>How the case was filed.</summary>
    public CaseChannel? Channel { get; init; }

    /// <summary>When it was opened: targets count from here.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When the provider acknowledged it: the response.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>When it was resolved.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>What the provider said of it on the way.</summary>
    public ImmutableArray<CaseUpdate> Updates { get; init; } = [];

    /// <summary>Spans in which it rests while stability is watched.</summary>
    public ImmutableArray<CaseHold> Holds { get; init; } = [];

    /// <summary>The partner's escalation; null: none.</summary>
    public Escalation? Escalation { get; init; }

    /// <summary>Items of the policy's triage checklist that the partner has done, by name.</summary>
    [Distinct]
    public ImmutableArray<string> Checklist { get; init; } = [];

    /// <summary>The device that it is about; null: none in particular.</summary>
    public CaseDevice? Device { get; init; }

    /// <summary>What the case is part of; null: nothing that is declared.</summary>
    public Incident? Incident { get; init; }
}

/// <summary>How much of the partner's environment is affected: counted, or named. Exactly one of the two is given.</summary>
public sealed record CaseImpact
{
    /// <summary>How many are affected: users, devices or sites.</summary>
    [Range(0, 100000000)]
    public int? Affected { get; init; }

    /// <summary>Of how many; given with <c>affected</c>.</summary>
    [Range(1, 100000000)]
    public int? Of { get; init; }

    /// <summary>The level by its name in the policy: <c>extensive</c>, <c>significant</c>, <c>localized</c>, <c>individualized</c>.</summary>
    public string? Level { get; init; }
}

/// <summary>The device that a case is about.</summary>
public sealed record CaseDevice
{
    /// <summary>Name or model.</summary>
    public required string Name { get; init; }

    /// <summary>Whether the instance manages it; false: SUP009.</summary>
    public required bool Managed { get; init; }

    /// <summary>Who made it, where known.</summary>
    public string? Vendor { get; init; }

    /// <summary>Whether it is the provider's product under a valid maintenance contract: then its product TAC helps. Default false.</summary>
    public bool UnderContract { get; init; }
}
