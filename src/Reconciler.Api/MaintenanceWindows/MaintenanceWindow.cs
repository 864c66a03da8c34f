using System.Collections.Immutable;

namespace Reconciler.Api;

/// <summary>One change of one instance, or a recurring one. Every change of every other kind becomes one of these.</summary>
[ResourceKind("MaintenanceWindow", "mw")]
public sealed record MaintenanceWindow : Resource<MaintenanceWindowSpec, MaintenanceWindowStatus>;

/// <summary>What people (or the operator, for what it generates) declare of a change.</summary>
public sealed record MaintenanceWindowSpec
{
    /// <summary>Name of the instance, in the same namespace.</summary>
    [Format(ValueFormat.ObjectName)]
    public required string Instance { get; init; }

    /// <summary>What kind of work it is; it fixes defaults of the policy.</summary>
    public required ChangeCategory Category { get; init; }

    /// <summary>One line that says what is done; null: made from category and applications.</summary>
    public string? Summary { get; init; }

    /// <summary>
    /// When it begins: a window date such as <c>2026-12-08</c>, which means the opening of that night's window, or an instant such as
    /// <c>2026-12-08T21:30:00-05:00</c>. Exactly one of start, earliest/latest and schedule is given.
    /// </summary>
    public DateOrInstant? Start { get; init; }

    /// <summary>The planner picks a start not before this.</summary>
    public DateOrInstant? Earliest { get; init; }

    /// <summary>The planner picks a start such that the change ends not after this; a date means the end of the window of that date.</summary>
    public DateOrInstant? Latest { get; init; }

    /// <summary>Five-field cron in the region's zone; each match is the start of a change of its own, at most 120 within 60 days.</summary>
    [Format(ValueFormat.Cron)]
    public string? Schedule { get; init; }

    /// <summary>How long it takes, such as <c>4h30m</c>; the whole of it fits into a window.</summary>
    [DurationRange("1m", "24h")]
    public required TimeSpan Duration { get; init; }

    /// <summary>Applications touched; empty: all of the instance.</summary>
    public ImmutableArray<ApplicationKind> Applications { get; init; } = [];

    /// <summary>Data centres touched; empty: all of the instance, one after the other.</summary>
    [Distinct]
    public ImmutableArray<string> DataCenters { get; init; } = [];

    /// <summary>Whether its data centres are worked on at the same time; default false: one after the other.</summary>
    public bool Simultaneous { get; init; }

    /// <summary>What it does to calls; null: the default of the category in the policy.</summary>
    public Impact? Impact { get; init; }

    /// <summary>What is done, step by step.</summary>
    public ImmutableArray<string> Steps { get; init; } = [];

    /// <summary>How it is undone.</summary>
    public string? BackOut { get; init; }

    /// <summary>Tests of integrations that are planned for it or recorded.</summary>
    public ImmutableArray<IntegrationTest> IntegrationTests { get; init; } = [];

    /// <summary>Name of the certificate of the instance that it renews; only for category certificate.</summary>
    public string? Certificate { get; init; }

    /// <summary>Name of the ChangeRequest that asked for it.</summary>
    [Format(ValueFormat.ObjectName)]
    public string? ChangeRequest { get; init; }

    /// <summary>Moves asked for, in the order of asking.</summary>
    public ImmutableArray<Move> Moves { get; init; } = [];

    /// <summary>Makes it an emergency (policy, section 7).</summary>
    public Emergency? Emergency { get; init; }

    /// <summary>That people were told by other means; of a schedule, by occurrence.</summary>
    public ImmutableArray<Announced> Announced { get; init; } = [];

    /// <summary>How it ended; of a schedule, by occurrence.</summary>
    public ImmutableArray<Outcome> Outcomes { get; init; } = [];
}
