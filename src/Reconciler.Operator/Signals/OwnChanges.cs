using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Kubernetes.Caching;
using Reconciler.Kubernetes.Objects;
using Reconciler.Operator.Stores;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator.Signals;

/// <summary>
/// Tells a change that is nothing but the operator's own write from one of somebody else. The answer to an own write may bring somebody else's with
/// it, of which no event will tell any more: so what is in it counts, not whose answer it is.
/// </summary>
internal static class OwnChanges
{
    /// <summary>Whether a change of what people write, or of a generated window, is an own write and nothing else.</summary>
    public static bool IsOwn(this OwnWrites own, ResourceType type, CacheChange<Known> change)
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
        var isSameSpec = now.IsGenerated
            ? before is not { IsGenerated: false } && own.Specs.IsOurs(reference, now.Made)
            : IsAsWritten(change.Old?.Head, change.New.Head) || (change.IsAdopted && own.IsApplied(reference, before, now));
        var isSameStatus = own.IsOwnStatus(reference, before?.Status.Digest, now.Status.Digest);
        return isSameSpec && isSameStatus;
    }

    /// <summary>Whether an object was made what a fleet source declares by this process.</summary>
    public static bool IsApplied(this OwnWrites own, ObjectRef reference, Known? before, Known? now) =>
        now is not null && IsAppliedAnew(before, now) && own.Applied.IsOurs(reference, now.Applied);

    /// <summary>Whether a change of a ticket or a notice is an own write and nothing else.</summary>
    public static bool IsOwn<T>(this OwnWrites own, ResourceType type, CacheChange<Kept<T>> change)
        where T : Resource
    {
        var reference = KnownTypes.ReferenceOf(type, (change.New ?? change.Old)!.Head.Name);
        return change.IsAdopted || change.New switch
        {
            null => own.Specs.IsOurs(reference, 0),
            { Value: { } now } => own.Specs.IsOurs(reference, now.Spec) && own.IsOwnStatus(reference, change.Old?.Value?.Status, now.Status),
            _ => false,
        };
    }

    /// <summary>Whether what people write of an object is as before. A type that does not count its changes is small: each of them counts.</summary>
    public static bool IsAsWritten(ObjectHead? before, ObjectHead after) =>
        before is not null && after.Generation > 0 && before.Generation == after.Generation && before.Labels.Equals(after.Labels) && before.Annotations.Equals(after.Annotations);

    // What is new has no status yet; one that had a status and has none now lost it to somebody.
    private static bool IsOwnStatus(this OwnWrites own, ObjectRef reference, UInt128? before, UInt128 now) => now == (before ?? 0) || own.Statuses.IsOurs(reference, now);

    private static bool IsAppliedAnew(Known? before, Known now) =>
        before?.Applied != now.Applied || before.Head.Annotations[Annotations.Applied] != now.Head.Annotations[Annotations.Applied];
}
