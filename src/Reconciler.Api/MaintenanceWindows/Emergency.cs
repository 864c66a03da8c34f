namespace Reconciler.Api;

/// <summary>The only grounds of an emergency change (policy, section 7).</summary>
public enum EmergencyGround
{
    /// <summary>Restore service.</summary>
    RestoreService,

    /// <summary>Reduce the impact of an outage.</summary>
    ReduceOutage,

    /// <summary>Avoid a potential outage; an imminent certificate expiry counts.</summary>
    AvoidOutage,

    /// <summary>Fix a vulnerability.</summary>
    FixVulnerability,
}

/// <summary>When an emergency change without a start of its own begins.</summary>
public enum EmergencyTiming
{
    /// <summary>At the next quarter-hour.</summary>
    AtOnce,

    /// <summary>In the next weekday window.</summary>
    NextWindow,
}

/// <summary>What makes a change an emergency (policy, section 7).</summary>
public sealed record Emergency
{
    /// <summary>One of the four grounds; missing: EMG001 and no exemption.</summary>
    public EmergencyGround? Ground { get; init; }

    /// <summary>Who approved; one of <c>emergency.approvers</c> where the policy lists any. Missing: EMG001 and no exemption.</summary>
    public string? ApprovedBy { get; init; }

    /// <summary>At once, or in the next window; default at once. Ignored where the change states its start.</summary>
    public EmergencyTiming Timing { get; init; } = EmergencyTiming.AtOnce;

    /// <summary>Impact on the customer in words, for the mail to the distribution list; missing: NOT005.</summary>
    public string? CustomerImpact { get; init; }
}
