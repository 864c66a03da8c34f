using System.Collections.Immutable;

namespace Reconciler.Api;

/// <summary>Kinds of incident that are declared.</summary>
public enum IncidentKind
{
    /// <summary>A core service is down.</summary>
    Outage,

    /// <summary>An application failed or is corrupt: a new publisher is built from backup (policy, section 10).</summary>
    ApplicationFailure,

    /// <summary>Hardware failed: rebuilt in the same or another data centre, by case (policy, section 10).</summary>
    HardwareFailure,

    /// <summary>Disaster recovery is active (policy, section 10).</summary>
    DisasterRecovery,
}

/// <summary>What a case is part of, told by what happened when (policy, sections 8 and 10).</summary>
public sealed record Incident
{
    /// <summary>Kind.</summary>
    public required IncidentKind Kind { get; init; }

    /// <summary>When it was declared: people are told from then on.</summary>
    public required DateTimeOffset DeclaredAt { get; init; }

    /// <summary>When the service was back.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>Of an application failure: when the new publisher stood (BCK002).</summary>
    public DateTimeOffset? NewPublisherAt { get; init; }

    /// <summary>Of a disaster recovery: what is told, oldest first.</summary>
    public ImmutableArray<RecoveryUpdate> Recovery { get; init; } = [];
}

/// <summary>What is told of a recovery: service level, actions under way, expected timeline.</summary>
public sealed record RecoveryUpdate
{
    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The service level in the meantime.</summary>
    public required string ServiceLevel { get; init; }

    /// <summary>Actions under way.</summary>
    public ImmutableArray<string> Actions { get; init; } = [];

    /// <summary>What is expected when, in words.</summary>
    public required string Timeline { get; init; }
}
