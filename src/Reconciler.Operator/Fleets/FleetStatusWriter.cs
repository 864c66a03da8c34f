using Reconciler.Api;
using Reconciler.Kubernetes.Objects;
using Reconciler.Manifests;
using Reconciler.Operator.Stores;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator.Fleets;

/// <summary>Writes the status of a fleet source where the cluster has another: also where somebody else changed or cleared it.</summary>
/// <param name="caches">The cluster.</param>
/// <param name="writes">Writes.</param>
/// <param name="own">Learns what is about to be written: it wakes no pass.</param>
internal sealed class FleetStatusWriter(ClusterCaches caches, LeaderWrites writes, OwnWrites own)
{
    /// <summary>Writes it.</summary>
    /// <param name="name">The fleet source.</param>
    /// <param name="wanted">Its status as it is to be.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>Whether the cluster had another.</returns>
    public async Task<bool> WriteAsync(ResourceName name, FleetSourceStatus wanted, CancellationToken stop)
    {
        var subject = KnownTypes.ReferenceOf(KnownTypes.Fleets, name);
        var json = ManifestJson.WriteStatus(subject, wanted);
        var digest = JsonDigest.Of(json, "status");
        if (caches.Fleets.Read().GetValueOrDefault(name)?.Value is { } known && own.Statuses.IsSettled(subject, digest, known.StatusDigest))
        {
            return false;
        }

        own.Statuses.Write(subject, digest);
        var (answer, stored) = await writes.ApplyStatusAsync(KnownTypes.Fleets, name, json, digest, stop);
        own.Statuses.Stored(subject, digest, stored);
        caches.Adopt(KnownTypes.Fleets, answer);
        caches.Fleets.Adopt(answer);
        return true;
    }
}
