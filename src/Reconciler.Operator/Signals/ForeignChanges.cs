using Reconciler.Api;
using Reconciler.Kubernetes.Caching;
using Reconciler.Kubernetes.Objects;
using Reconciler.Operator.Stores;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator.Signals;

/// <summary>
/// Raises the signal when somebody else changed what the operator reads or makes. Its own writes raise none: neither the answer, nor the event that
/// may come before it.
/// </summary>
/// <param name="own">The operator's own writes.</param>
/// <param name="signal">Is raised.</param>
internal sealed class ForeignChanges(OwnWrites own, Signal signal)
{
    /// <summary>Begins to listen.</summary>
    public void Follow(ClusterCaches caches)
    {
        foreach (var cache in caches.Written)
        {
            cache.Changed += change => RaiseUnless(change.IsAdopted || IsOwn(cache.Type, change));
        }

        caches.Tickets.Changed += change => RaiseUnless(change.IsAdopted || IsOwn(KnownTypes.Tickets, change));
        caches.Notices.Changed += change => RaiseUnless(change.IsAdopted || IsOwn(KnownTypes.Notices, change));
    }

    private void RaiseUnless(bool isOwn)
    {
        if (!isOwn)
        {
            signal.Raise();
        }
    }

    private bool IsOwn(ResourceType type, CacheChange<Known> change)
    {
        var reference = KnownTypes.ReferenceOf(type, (change.New ?? change.Old)!.Head.Name);
        if (change.New is null)
        {
            return change.Old!.Value is { IsGenerated: true } && own.Specs.IsOurs(reference, 0);
        }

        if (change.New.Value is not { } now || change.New.Head.DeletedAt is not null)
        {
            return false;
        }

        var before = change.Old?.Value;
        var isSameSpec = now.IsGenerated ? own.Specs.IsOurs(reference, now.Made) : IsAsWritten(change.Old?.Head, change.New.Head);
        var isSameStatus = before?.Status.Digest == now.Status.Digest || now.Status.Digest == 0 || own.Statuses.IsOurs(reference, now.Status.Digest);
        return isSameSpec && isSameStatus;
    }

    // What people write shows in these. A type that does not count its changes is small: each of them counts.
    private static bool IsAsWritten(ObjectHead? before, ObjectHead after) =>
        before is not null && after.Generation > 0 && before.Generation == after.Generation && before.Labels.Equals(after.Labels) && before.Annotations.Equals(after.Annotations);

    private bool IsOwn<T>(ResourceType type, CacheChange<Kept<T>> change)
        where T : Resource
    {
        var reference = KnownTypes.ReferenceOf(type, (change.New ?? change.Old)!.Head.Name);
        return change.New switch
        {
            null => own.Specs.IsOurs(reference, 0),
            { Value: { } now } => own.Specs.IsOurs(reference, now.Spec) && (now.Status == 0 || now.Status == change.Old?.Value?.Status || own.Statuses.IsOurs(reference, now.Status)),
            _ => false,
        };
    }
}
