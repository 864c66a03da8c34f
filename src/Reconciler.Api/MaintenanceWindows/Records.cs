namespace Reconciler.Api;

/// <summary>
/// Which of the changes of one object an entry speaks of. All null: the object's only change. Otherwise exactly one is set:
/// the instance of a COP request or upgrade, the occurrence of a schedule, the expiry of a certificate.
/// </summary>
public abstract record ChangeRecord
{
    /// <summary>Instance, in a <c>CopRequest</c> or <c>UpgradePlan</c>.</summary>
    [Format(ValueFormat.ObjectName)]
    public string? Instance { get; init; }

    /// <summary>Occurrence of a schedule: <c>20261208</c>, or <c>20261208-2100</c> where a day has several.</summary>
    public string? Occurrence { get; init; }

    /// <summary>Local date of expiry, in a certificate.</summary>
    public DateOnly? Expiry { get; init; }
}

/// <summary>A move of a change that was announced: asked for by one party, confirmed by the provider (policy, sections 2 and 4).</summary>
public sealed record Move : ChangeRecord
{
    /// <summary>The told window date that is left.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The new start: a window date (its opening) or an instant.</summary>
    public required DateOrInstant To { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Who asked; only the partner's moves count towards the limit, only the provider's need the full lead time again.</summary>
    public required Party By { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>The provider's confirmation that the new date is available; missing: RSC005 and the move has no effect.</summary>
    public Confirmation? Confirmed { get; init; }
}

/// <summary>Who confirmed something, and when.</summary>
public sealed record Confirmation
{
    /// <summary>Who.</summary>
    public required string By { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>That people were told of a start by other means than this product.</summary>
public sealed record Announced : ChangeRecord
{
    /// <summary>When they were told.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How, such as <c>mail</c> or <c>phone</c>.</summary>
    public required string Via { get; init; }

    /// <summary>Who told them.</summary>
    public string? By { get; init; }

    /// <summary>The start that was told; null: the start that the object declares.</summary>
    public DateOrInstant? Start { get; init; }
}

/// <summary>How a change ended.</summary>
public enum OutcomeResult
{
    /// <summary>As planned.</summary>
    Succeeded,

    /// <summary>It did not work; the instance may be in between.</summary>
    Failed,

    /// <summary>It did not work and was undone.</summary>
    RolledBack,
}

/// <summary>The recorded end of a change.</summary>
public sealed record Outcome : ChangeRecord
{
    /// <summary>How it ended.</summary>
    public required OutcomeResult Result { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>Who recorded it.</summary>
    public string? By { get; init; }

    /// <summary>What else is to be known.</summary>
    public string? Note { get; init; }
}

/// <summary>A test of an integration that a change touches.</summary>
public sealed record IntegrationTest
{
    /// <summary>Name of the integration.</summary>
    public required string Integration { get; init; }

    /// <summary>When the test is planned; null: after the change.</summary>
    public DateTimeOffset? PlannedFor { get; init; }

    /// <summary>Whether it passed; null: not run yet.</summary>
    public bool? Passed { get; init; }
}
