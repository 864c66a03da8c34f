using Reconciler.Api;
using Reconciler.Git;
using Reconciler.Git.Fetching;
using Reconciler.Kubernetes.Connecting;

namespace Reconciler.Operator.Fleets;

/// <summary>What is said of a fleet source as it is, instead of being tried again in a moment.</summary>
internal static class Failures
{
    /// <summary>Whether an exception is one: what the server will not answer better in a moment is said, as what can not be read is.</summary>
    public static bool IsOne(Exception problem) => problem is SyncException or GitException or ApiException { IsTransient: false, IsConflict: false };

    /// <summary>The failure that an exception tells of.</summary>
    public static SyncException Of(Exception problem) => problem switch
    {
        SyncException known => known,
        ApiException refused => new(FleetReasons.RequestRefused, $"the API server does not let the operator do what it has to: {refused.Message}; 'reconciler check' names the rights that it lacks", refused) { IsOfRevision = false },
        _ => new(nameof(FetchFailure.Corrupt), problem.Message, problem),
    };

    /// <summary>What became of a revision; null: the failure tells nothing of one.</summary>
    public static FleetRevision? EntryOf(FleetSync sync, Revision? revision, WantedTree? tree, SyncException problem, long begin) => revision is null || !problem.IsOfRevision ? null : sync.Entry(revision, tree, problem.Reason switch
    {
        FleetReasons.HeldBySafety => FleetResult.Held,
        FleetReasons.ApplyFailed => FleetResult.Incomplete,
        _ => FleetResult.Refused,
    }, begin);
}
