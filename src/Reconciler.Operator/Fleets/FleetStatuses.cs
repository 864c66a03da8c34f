using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Operator.Events;

namespace Reconciler.Operator.Fleets;

/// <summary>The statuses of a fleet source, each from the one before. Nothing in them changes because time passes.</summary>
internal static class FleetStatuses
{
    private const int Most = 5;
    private const int LongestMessage = 1000;

    /// <summary>Digest of what was last applied of a revision; null: nothing was, or it is not remembered.</summary>
    public static string? DigestOf(this FleetSourceStatus status, string revision) =>
        status.History.FirstOrDefault(entry => entry.Result == FleetResult.Applied && entry.Revision == revision)?.Digest;

    /// <summary>Whether trying again does not help, because a person has to change something.</summary>
    public static bool IsStalled(this FleetSourceStatus status) => status.Conditions.Any(condition => condition is { Type: ConditionTypes.Stalled, Status: ConditionStatus.True });

    /// <summary>Before the first write of a revision.</summary>
    /// <param name="before">The status before.</param>
    /// <param name="tree">The revision.</param>
    /// <param name="changes">What is to be done.</param>
    /// <param name="released">The digest by which its deletions were released; null: they need none.</param>
    /// <param name="removed">What people were told of and it takes away.</param>
    /// <param name="generation">The generation that is processed.</param>
    /// <param name="now">The instant.</param>
    public static FleetSourceStatus Applying(this FleetSourceStatus before, WantedTree tree, FleetChanges changes, string? released, ImmutableArray<FleetRemoval> removed, long generation, DateTimeOffset now)
    {
        var message = $"applying {tree.Name}: {changes.Writes.Length} objects to write, {changes.Prunes.Length} to delete; until it is done nobody is told anything";
        return (before with { Applying = tree.Name, ApplyingDigest = tree.Digest, ApplyingFrom = tree.Place, LastAttemptedRevision = tree.Name, HeldDigest = released, Removed = removed }).With(generation, now,
            (ConditionTypes.Ready, ConditionStatus.Unknown, FleetReasons.Progressing, message), (ConditionTypes.Reconciling, ConditionStatus.True, FleetReasons.Progressing, message));
    }

    /// <summary>The cluster is as a revision says.</summary>
    /// <param name="before">The status before.</param>
    /// <param name="tree">The revision.</param>
    /// <param name="entry">What was done; null: nothing had to be.</param>
    /// <param name="generation">The generation that was processed.</param>
    /// <param name="now">The instant.</param>
    public static FleetSourceStatus Applied(this FleetSourceStatus before, WantedTree tree, FleetRevision? entry, long generation, DateTimeOffset now) =>
        (before.Completed(tree, entry) with { LastAttemptedRevision = tree.Name }).With(generation, now, (ConditionTypes.Ready, ConditionStatus.True, FleetReasons.Applied, $"Applied revision: {tree.Name}"));

    /// <summary>The cluster is as a revision says, which was cut short before; but it is not the newest one, so this is not all that is to be said.</summary>
    public static FleetSourceStatus Completed(this FleetSourceStatus before, WantedTree tree, FleetRevision? entry) => before with
    {
        Applying = null,
        ApplyingDigest = null,
        ApplyingFrom = null,
        HeldDigest = null,
        LastAppliedRevision = tree.Name,
        LastAppliedFrom = tree.Place,
        Objects = tree.Objects.Count,
        History = entry is null ? before.History : Remember(before.History, entry),
    };

    /// <summary>Something is wrong.</summary>
    /// <param name="before">The status before.</param>
    /// <param name="problem">What.</param>
    /// <param name="entry">Of a revision: what became of it; null: there is none.</param>
    /// <param name="generation">The generation that was processed.</param>
    /// <param name="now">The instant.</param>
    public static FleetSourceStatus Failed(this FleetSourceStatus before, SyncException problem, FleetRevision? entry, long generation, DateTimeOffset now)
    {
        var message = before.Applying is { } applying ? $"{Cut(problem.Message)}. {applying} is applied in part: until it, or another revision, is applied to its end nobody is told anything, not even of emergencies" : Cut(problem.Message);
        var progress = problem.NeedsPerson
            ? (ConditionTypes.Stalled, ConditionStatus.True, problem.Reason, message)
            : (ConditionTypes.Reconciling, ConditionStatus.True, FleetReasons.ProgressingWithRetry, message);
        return (before with
        {
            LastAttemptedRevision = entry?.Revision ?? before.LastAttemptedRevision,
            HeldDigest = problem.HeldDigest ?? (before.Applying is null ? null : before.HeldDigest),
            History = entry is null ? before.History : Remember(before.History, entry with { Message = Cut(problem.Message) }),
        }).With(generation, now, (ConditionTypes.Ready, ConditionStatus.False, problem.Reason, message), progress);
    }

    /// <summary>Nothing is done for now. What was said stays true, also of this generation.</summary>
    public static FleetSourceStatus Suspended(this FleetSourceStatus before, long generation, DateTimeOffset now)
    {
        var ready = before.Conditions.FirstOrDefault(condition => condition.Type == ConditionTypes.Ready);
        return ready is null or { Reason: Reasons.Unreadable }
            ? before.With(generation, now, (ConditionTypes.Ready, ConditionStatus.Unknown, FleetReasons.Suspended, SuspendedOf(before)))
            : before.With(generation, now, [.. before.Conditions.Where(condition => condition.Type != ConditionTypes.Reconciling).Select(condition => (condition.Type, condition.Status, condition.Reason, condition.Message))]);
    }

    private static string SuspendedOf(FleetSourceStatus before) => before switch
    {
        { Applying: { } applying } => $"suspended while {applying} is applied in part: until it is followed again and that is completed, nobody is told anything",
        { LastAppliedRevision: { } applied } => $"suspended; {applied} was applied last",
        _ => "suspended before anything was applied",
    };

    private static FleetSourceStatus With(
        this FleetSourceStatus status, long generation, DateTimeOffset now, params IEnumerable<(string Type, ConditionStatus Status, string Reason, string Message)> conditions) => status with
        {
            ObservedGeneration = generation,
            Conditions =
            [
                .. conditions.Select(each =>
                {
                    var before = status.Conditions.FirstOrDefault(condition => condition.Type == each.Type);
                    return new Condition
                    {
                        Type = each.Type,
                        Status = each.Status,
                        Reason = each.Reason,
                        Message = each.Message,
                        ObservedGeneration = generation,
                        LastTransitionTime = before?.Status == each.Status ? before.LastTransitionTime : now,
                    };
                }),
            ],
        };

    /// <summary>Notes changes of others that were put back.</summary>
    public static FleetSourceStatus WithDrift(this FleetSourceStatus before, IReadOnlyCollection<FleetDrift> drift) =>
        drift.Count == 0 ? before : before with { Drift = [.. drift.Concat(before.Drift).Take(Most)] };

    // The same revision once more with the same end is no news; with another one it takes the place of the first, unless that was applied: its digest
    // tells what may be put back.
    private static ImmutableArray<FleetRevision> Remember(ImmutableArray<FleetRevision> history, FleetRevision entry) => history switch
    {
        [var last, ..] when last.Revision == entry.Revision && last.Result == entry.Result && last.Message == entry.Message && entry.Result != FleetResult.Applied => history,
        [var last, .. var rest] when last.Revision == entry.Revision && (last.Result != FleetResult.Applied || entry.Result == FleetResult.Applied) => [entry, .. rest],
        _ when entry.Result == FleetResult.Applied || history.Take(Most - 1).Any(kept => kept.Result == FleetResult.Applied) => [entry, .. history.Take(Most - 1)],
        _ => [entry, .. history.Take(Most - 2), .. history.Where(kept => kept.Result == FleetResult.Applied).Take(1)],
    };

    // Whatever a server or a file said: a condition is one line of a table.
    private static string Cut(string message)
    {
        var line = string.Concat(message.Select(character => char.IsControl(character) ? ' ' : character));
        return line.Length <= LongestMessage ? line : line[..(LongestMessage - 1)] + "…";
    }
}
