using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Git.Fetching;

namespace Reconciler.Operator.Fleets;

/// <summary>
/// A fleet source that its own repository declares. Where a commit led it astray, to a path, a branch or a server that is not meant, what mends that commit is not read, and
/// to put back what it says would keep people from mending the object. So the object is left to them until a revision is applied again.
/// </summary>
internal static class OwnObject
{
    /// <summary>Leaves it as people edited it, unless the newest revision of just this specification is applied: only then it says for certain what is meant.</summary>
    /// <param name="own">The fleet source.</param>
    /// <param name="changes">What is to be done.</param>
    /// <param name="status">Its status.</param>
    public static FleetChanges Spare(ObjectRef own, FleetChanges changes, FleetSourceStatus status) => changes with
    {
        Writes = changes.Writes.RemoveAll(write => write.IsDrift && write.Wanted.Reference == own && !(IsApplied(status) && write.Found?.Head.Generation == status.ObservedGeneration)),
    };

    /// <summary>Adds to a failure what to do where the place that is read now is not where it declares itself.</summary>
    /// <param name="own">The fleet source.</param>
    /// <param name="failure">What is wrong.</param>
    /// <param name="before">What the last revision that was applied declares; null: that is not to be had.</param>
    /// <param name="tree">What is read now; null: nothing can be.</param>
    /// <param name="place">From where.</param>
    public static SyncException Explain(ObjectRef own, SyncException failure, WantedTree? before, WantedTree? tree, FleetPlace place) =>
        before?.Objects.GetValueOrDefault(own) is { } declared && IsAstray(failure, before, tree, place)
            ? failure.Adding($" · FleetSource {own.Namespace}/{own.Name} is declared in {declared.File} of its own repository: mend that first, and then the object itself: kubectl edit fleet {own.Name} -n {own.Namespace}")
            : failure;

    private static bool IsAstray(SyncException failure, WantedTree before, WantedTree? tree, FleetPlace place) => failure.Reason switch
    {
        nameof(FetchFailure.NoSuchReference) or nameof(FetchFailure.NoSuchRepository) => true,
        FleetReasons.HeldBySafety or FleetReasons.Refused => place != before.Place || (tree is not null && WantedTree.ReferenceOf(tree.Name) != WantedTree.ReferenceOf(before.Name)),
        _ => false,
    };

    private static bool IsApplied(FleetSourceStatus status) => status.Conditions.Any(condition => condition is { Type: ConditionTypes.Ready, Status: ConditionStatus.True });
}
