using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Kubernetes.Objects;

namespace Reconciler.Operator.Fleets;

/// <summary>What somebody deleted and finalizers still hold: it is told once, until something about it changes.</summary>
internal sealed class Lingering
{
    private HashSet<(string Uid, string What)> _told = [];

    /// <summary>What was not told before.</summary>
    /// <param name="leaving">All that lingers now; what does not any more is forgotten.</param>
    /// <param name="drift">What the status says, so also what another process told before this one led.</param>
    /// <param name="now">The instant.</param>
    public IReadOnlyCollection<(ObjectRef Object, FleetDrift Drift)> News(IEnumerable<(WantedObject Wanted, ObjectHead Head)> leaving, IReadOnlyCollection<FleetDrift> drift, DateTimeOffset now)
    {
        var all = leaving.Select(each => (each.Wanted.Reference, Key: (each.Head.Uid, What: WhatOf(each.Head)))).ToArray();
        var news = all.Where(each => !_told.Contains(each.Key))
            .Select(each => (each.Reference, Drift: new FleetDrift { Object = $"{each.Reference.Kind} {new ObjectKey(each.Reference.Namespace, each.Reference.Name)}", At = now, What = each.Key.What }))
            .Where(each => drift.FirstOrDefault(known => known.Object == each.Drift.Object)?.What != each.Drift.What).ToArray();
        _told = [.. all.Select(each => each.Key)];
        return news;
    }

    private static string WhatOf(ObjectHead head) => head.Finalizers switch
    {
        [] => "being deleted: it is put back once it is gone",
        [var only] => $"being deleted; finalizer {only} holds it: it is put back once that is gone",
        var all => $"being deleted; finalizers {string.Join(", ", all)} hold it: it is put back once they are gone",
    };
}
