using System.Collections.Immutable;

namespace Reconciler.Api;

/// <summary>Something that hangs on an instance and may break with it (policy, sections 11 and 12).</summary>
public sealed record Integration
{
    /// <summary>Name, as people know it.</summary>
    public required string Name { get; init; }

    /// <summary>Applications it talks to; empty: all.</summary>
    public ImmutableArray<ApplicationKind> Applications { get; init; } = [];

    /// <summary>Who manages it; default the partner.</summary>
    public Party ManagedBy { get; init; } = Party.Partner;

    /// <summary>Who watches it; null: not watched.</summary>
    public Party? MonitoredBy { get; init; }

    /// <summary>Kind of integration, such as <c>sip-trunk</c> or <c>route-point</c>; some are excluded from the provider's monitoring.</summary>
    public string? Kind { get; init; }

    /// <summary>When it was last tested with good result.</summary>
    public DateOnly? TestedOn { get; init; }
}

/// <summary>What a customer must be ready for (policy, section 12).</summary>
public enum ReadinessSubject
{
    /// <summary>An upgrade.</summary>
    Upgrade,

    /// <summary>A certificate renewal.</summary>
    Certificate,

    /// <summary>Maintenance of the infrastructure.</summary>
    Infrastructure,
}

/// <summary>That the customer is ready, as the partner confirmed it.</summary>
public sealed record Readiness
{
    /// <summary>Ready for what.</summary>
    public required ReadinessSubject For { get; init; }

    /// <summary>Who confirmed.</summary>
    public required string By { get; init; }

    /// <summary>When it was confirmed.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Name of the change it was confirmed for; null: any.</summary>
    public string? Change { get; init; }
}

/// <summary>How a backup ended.</summary>
public enum BackupResult
{
    /// <summary>It can be restored.</summary>
    Good,

    /// <summary>It failed.</summary>
    Failed,
}

/// <summary>A backup of one application (policy, section 10).</summary>
public sealed record Backup
{
    /// <summary>The application.</summary>
    public required ApplicationKind Application { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Good or failed.</summary>
    public required BackupResult Result { get; init; }
}

/// <summary>Work of the partner outside the instance that the provider may notice (policy, sections 7 and 11).</summary>
public sealed record PartnerActivity
{
    /// <summary>What is done, in a few words.</summary>
    public required string Name { get; init; }

    /// <summary>When it begins.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>When it ends, not included.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Whether it is likely to raise alarms at the provider; default false.</summary>
    public bool RaisesAlarms { get; init; }

    /// <summary>Whether the provider can see what it does to the customer; default false.</summary>
    public bool CustomerImpactVisible { get; init; }

    /// <summary>Whether it is an emergency of the partner; default false.</summary>
    public bool Emergency { get; init; }

    /// <summary>When the partner told the provider; null: not yet.</summary>
    public DateTimeOffset? AnnouncedAt { get; init; }

    /// <summary>The case that the partner opened for it.</summary>
    public string? Case { get; init; }
}
