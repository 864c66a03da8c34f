using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Policy;

namespace Reconciler.Core.Planning.Scheduling;

/// <summary>A change with what the schedule says of it.</summary>
internal sealed record Decision
{
    /// <summary>The change.</summary>
    public required Change Change { get; init; }

    /// <summary>From start to end; null while it has no start.</summary>
    public Interval? Span { get; init; }

    /// <summary>Where it stands before anything is announced in this pass.</summary>
    public required EntryState State { get; init; }

    /// <summary>Why, for machines.</summary>
    public required string Reason { get; init; }

    /// <summary>Why, in a few words.</summary>
    public required string Message { get; init; }

    /// <summary>What the moves of the change come to.</summary>
    public MoveVerdict Moves { get; init; } = MoveVerdict.None;

    /// <summary>Whether an unwaived error stands against it.</summary>
    public bool IsCompliant { get; init; } = true;

    /// <summary>Whether its start was edited after it was told, without a move: that changes nothing.</summary>
    public bool IsEdited { get; init; }

    /// <summary>The change at its place; null while it has none.</summary>
    public Placement? Placement => Span is { } span && Change.Site is { } site ? new(Change, span, site) : null;
}

/// <summary>What the moves of a change come to.</summary>
/// <param name="Pending">The move that gives it a start that nobody was told yet; null: none does.</param>
/// <param name="FirstSeen">Moves that take effect and that the ledger does not know yet.</param>
internal sealed record MoveVerdict(Move? Pending, ImmutableArray<MoveRecord> FirstSeen)
{
    /// <summary>No moves.</summary>
    public static MoveVerdict None { get; } = new(null, []);
}
