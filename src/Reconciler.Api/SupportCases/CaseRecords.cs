namespace Reconciler.Api;

/// <summary>That the partner asks for a higher severity.</summary>
public sealed record SeverityRequest
{
    /// <summary>The severity asked for.</summary>
    public required CaseSeverity Severity { get; init; }

    /// <summary>Who asks.</summary>
    public required string By { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>That the provider set a severity in triage.</summary>
public sealed record SeverityDecision
{
    /// <summary>The severity that holds.</summary>
    public required CaseSeverity Severity { get; init; }

    /// <summary>Who decided.</summary>
    public required string By { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }
}

/// <summary>What the provider said of a case that is not yet resolved.</summary>
public sealed record CaseUpdate
{
    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who.</summary>
    public string? By { get; init; }

    /// <summary>How it stands.</summary>
    public required string Status { get; init; }

    /// <summary>The resolution action plan; a status without one does not do (SUP003).</summary>
    public string? Plan { get; init; }

    /// <summary>Whether the partner can accept it; false: SUP005. Default true.</summary>
    public bool Accepted { get; init; } = true;
}

/// <summary>A span in which a case rests; half-open.</summary>
public sealed record CaseHold
{
    /// <summary>Begin, included.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>End, not included; missing: SUP006.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>What is watched.</summary>
    public string? Reason { get; init; }
}

/// <summary>On whose behalf the caller speaks.</summary>
public enum Representing
{
    /// <summary>The partner's support team.</summary>
    PartnerSupport,

    /// <summary>The customer account that the partner resells to.</summary>
    ResoldAccount,
}

/// <summary>An escalation. Which of its fields it has to carry stands in the policy (SUP001).</summary>
public sealed record Escalation
{
    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>A valid subscription or contract number.</summary>
    public string? Subscription { get; init; }

    /// <summary>On whose behalf the caller speaks.</summary>
    public Representing? Representing { get; init; }

    /// <summary>Name of the contact; a generic one of the partner does.</summary>
    public string? ContactName { get; init; }

    /// <summary>Phone of the contact.</summary>
    public string? ContactPhone { get; init; }

    /// <summary>Mail address of the contact.</summary>
    [Format(ValueFormat.Email)]
    public string? ContactEmail { get; init; }

    /// <summary>The partner.</summary>
    public string? Partner { get; init; }

    /// <summary>The customer.</summary>
    public string? Customer { get; init; }

    /// <summary>The issue, in words.</summary>
    public string? Issue { get; init; }
}
