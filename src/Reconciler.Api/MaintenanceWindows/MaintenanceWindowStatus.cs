using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Reconciler.Api;

/// <summary>Where a change stands.</summary>
public enum EntryState
{
    /// <summary>It has no start, and the reason says why.</summary>
    [JsonStringEnumMemberName("Blocked")]
    Blocked,

    /// <summary>It has a start that nobody was told yet.</summary>
    [JsonStringEnumMemberName("Scheduled")]
    Scheduled,

    /// <summary>Somebody with the role was told its start.</summary>
    [JsonStringEnumMemberName("Announced")]
    Announced,

    /// <summary>Its start has come, its end has not.</summary>
    [JsonStringEnumMemberName("InProgress")]
    InProgress,

    /// <summary>Its end has passed; the outcome is recorded as succeeded, or still missing.</summary>
    [JsonStringEnumMemberName("Completed")]
    Completed,

    /// <summary>It was told and is wanted no more.</summary>
    [JsonStringEnumMemberName("Cancelled")]
    Cancelled,

    /// <summary>Its outcome is recorded as failed or rolled back.</summary>
    [JsonStringEnumMemberName("Failed")]
    Failed,
}

/// <summary>What is the case with a change: when, why not, what is next.</summary>
public sealed record MaintenanceWindowStatus
{
    /// <summary>The generation this status speaks of.</summary>
    public long ObservedGeneration { get; init; }

    /// <summary>Conditions by type.</summary>
    public ImmutableArray<Condition> Conditions { get; init; } = [];

    /// <summary>Where the change stands. A schedule stands nowhere itself: null, or Blocked where nothing can come of it.</summary>
    public EntryState? State { get; init; }

    /// <summary>Why, for machines: CamelCase, or a rule id.</summary>
    public string? Reason { get; init; }

    /// <summary>Why, as a sentence.</summary>
    public string? Message { get; init; }

    /// <summary>Why, in a few words for tables: the error against it with its rule, or what was decided.</summary>
    public string Why { get; init; } = "";

    /// <summary>What comes next, by itself or by somebody's hand, in a few words; empty: nothing.</summary>
    public string Next { get; init; } = "";

    /// <summary>Start, UTC.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>End, UTC, not included.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>Start on the region's clock, with zone; of a schedule, that of its next occurrence.</summary>
    public string? LocalStart { get; init; }

    /// <summary>End on the region's clock, with zone; of a schedule, that of its next occurrence.</summary>
    public string? LocalEnd { get; init; }

    /// <summary>When the planned notice falls due.</summary>
    public DateTimeOffset? NoticeDue { get; init; }

    /// <summary>The last instant at which telling is on time.</summary>
    public DateTimeOffset? NoticeDeadline { get; init; }

    /// <summary>How many times the partner may still move it; null: not limited.</summary>
    public int? MovesLeft { get; init; }

    /// <summary>Of a schedule: its next occurrences, at most three; also those that lie beyond the recurring horizon, of which no window is made yet.</summary>
    public ImmutableArray<OccurrenceStatus> Occurrences { get; init; } = [];
}

/// <summary>One opening of a window, or one occurrence of a schedule.</summary>
public sealed record OccurrenceStatus
{
    /// <summary>UTC.</summary>
    public required DateTimeOffset Opens { get; init; }

    /// <summary>UTC, not included.</summary>
    public required DateTimeOffset Closes { get; init; }

    /// <summary>On the region's clock, with zone.</summary>
    public required string LocalOpens { get; init; }
}
