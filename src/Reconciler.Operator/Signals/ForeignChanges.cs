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
            cache.Changed += change =>
            {
                RaiseUnless(own.IsOwn(cache.Type, change));
                ForgetIfGone(cache.Type, change, known => (known.Made, known.Status.Digest, known.Applied));
            };
        }

        Follow(caches.Tickets);
        Follow(caches.Notices);
    }

    private void Follow<T>(ResourceCache<Kept<T>> cache)
        where T : Resource =>
        cache.Changed += change =>
        {
            RaiseUnless(own.IsOwn(cache.Type, change));
            ForgetIfGone(cache.Type, change, kept => (kept.Spec, kept.Status, 0));
        };

    private void ForgetIfGone<T>(ResourceType type, CacheChange<T> change, Func<T, (UInt128 Spec, UInt128 Status, UInt128 Applied)> digests)
        where T : class
    {
        if (change is { New: null, Old: { } last })
        {
            var reference = KnownTypes.ReferenceOf(type, last.Head.Name);
            var (spec, status, applied) = last.Value is { } known ? digests(known) : default;
            own.Specs.Forget(reference, spec);
            own.Statuses.Forget(reference, status);
            own.Applied.Forget(reference, applied);
        }
    }

    private void RaiseUnless(bool isOwn)
    {
        if (!isOwn)
        {
            signal.Raise();
        }
    }
}
