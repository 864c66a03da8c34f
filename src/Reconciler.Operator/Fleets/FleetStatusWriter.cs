using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Kubernetes.Objects;
using Reconciler.Manifests;
using Reconciler.Operator.Stores;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator.Fleets;

/// <summary>Writes the status of a fleet source where it differs.</summary>
/// <param name="caches">The cluster.</param>
/// <param name="writes">Writes.</param>
/// <param name="own">Learns what is about to be written: it wakes no pass.</param>
internal sealed class FleetStatusWriter(ClusterCaches caches, LeaderWrites writes, OwnWrites own)
{
    /// <summary>Writes it.</summary>
    /// <param name="name">The fleet source.</param>
    /// <param name="before">Its status as it is.</param>
    /// <param name="after">Its status as it is to be.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>The status that is there then.</returns>
    public async Task<FleetSourceStatus> WriteAsync(ResourceName name, FleetSourceStatus before, FleetSourceStatus after, CancellationToken stop)
    {
        if (ManifestJson.AreSame(before, after))
        {
            return before;
        }

        var subject = new ObjectRef(nameof(FleetSource), name.Namespace!, name.Name);
        var json = ManifestJson.WriteStatus(subject, after);
        own.Statuses.Write(subject, JsonDigest.Of(json, "status"));
        var answer = await writes.ApplyStatusAsync(KnownTypes.Fleets, name, json, stop);
        own.Statuses.Stored(subject, JsonDigest.Of(json, "status"), JsonDigest.Of(answer.Json, "status"));
        caches.Adopt(KnownTypes.Fleets, answer);
        caches.Fleets.Adopt(answer);
        return after;
    }
}
