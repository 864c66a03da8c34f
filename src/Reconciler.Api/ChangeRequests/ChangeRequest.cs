using System.Collections.Immutable;

namespace Reconciler.Api;

/// <summary>
/// A change that a partner asks for (policy, section 6). It changes nothing itself: a <c>MaintenanceWindow</c> that names it in
/// <c>changeRequest</c> carries it out.
/// </summary>
[ResourceKind("ChangeRequest", "cr")]
public sealed record ChangeRequest : Resource<ChangeRequestSpec, ChangeRequestStatus>;

/// <summary>What a request is about. Which classes are large and which are refused stands in the policy, section <c>changes</c>.</summary>
public enum RequestClass
{
    /// <summary>Configuration of edge devices.</summary>
    EdgeDevice,

    /// <summary>Integration of an application.</summary>
    ApplicationIntegration,

    /// <summary>Users or devices beyond the agreed capacity (policy, section 9).</summary>
    CapacityExpansion,

    /// <summary>Taking an instance or a service of it out of use.</summary>
    Decommission,

    /// <summary>A vulnerability scan of the instance; never supported (CHG002).</summary>
    VulnerabilityScan,

    /// <summary>A restore on demand; never supported (CHG005).</summary>
    Restore,

    /// <summary>Access to backups or to the recovery system; never given (CHG005).</summary>
    BackupAccess,

    /// <summary>Backups sent to a data centre of the partner; never supported (CHG005).</summary>
    BackupToPartner,

    /// <summary>Any other change.</summary>
    Other,
}

/// <summary>What people declare of a request.</summary>
public sealed record ChangeRequestSpec
{
    /// <summary>One line that says what is asked for.</summary>
    public required string Summary { get; init; }

    /// <summary>What it is about; it decides the route.</summary>
    public required RequestClass Class { get; init; }

    /// <summary>Who asks, at the partner.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Who is to make the change: the provider, or the partner itself; both need the joint review.</summary>
    public required Party MadeBy { get; init; }

    /// <summary>The instances that it changes.</summary>
    public required InstanceSelection Instances { get; init; }

    /// <summary>The joint review of its effect; missing: CHG001.</summary>
    public JointReview? Review { get; init; }

    /// <summary>Approvals; the policy names the parties that have to give one.</summary>
    public ImmutableArray<Approval> Approvals { get; init; } = [];

    /// <summary>Of a large request: the channel through which it was submitted; missing: CHG004.</summary>
    public SubmissionChannel? Channel { get; init; }

    /// <summary>Of a large request: what the provider's product management found, with the partner; missing: CHG004.</summary>
    public Assessment? Assessment { get; init; }

    /// <summary>How it is undone.</summary>
    public string? BackOut { get; init; }

    /// <summary>When it was taken back; from then on it is judged no more. Null: it stands.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }
}

/// <summary>What partner and provider found together.</summary>
public sealed record JointReview
{
    /// <summary>The effect on the instance, in words.</summary>
    public required string Effect { get; init; }

    /// <summary>Who reviewed: names of both sides.</summary>
    public required ImmutableArray<string> By { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>That one party agrees.</summary>
[ListKey("party")]
public sealed record Approval
{
    /// <summary>The party.</summary>
    public required Party Party { get; init; }

    /// <summary>Who approved for it.</summary>
    public required string By { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>The two ways in for a large request.</summary>
public enum SubmissionChannel
{
    /// <summary>The provider's partner-success team.</summary>
    PartnerSuccessTeam,

    /// <summary>The provider's account manager.</summary>
    AccountManager,
}

/// <summary>What product management found.</summary>
public sealed record Assessment
{
    /// <summary>The finding, in words.</summary>
    public required string Result { get; init; }

    /// <summary>Who, at product management.</summary>
    public required string By { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }
}
