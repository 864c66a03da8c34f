using NodaTime;
using NodaTime.Text;
using Reconciler.Api;
using Reconciler.Engine;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Leasing;
using Reconciler.Kubernetes.Objects;

namespace Reconciler.Operator;

/// <summary>Who leads in a cluster, by the lease.</summary>
/// <param name="Namespace">Namespace of the lease.</param>
/// <param name="Name">Its name.</param>
/// <param name="Holder">Who holds it; null: nobody, it was given back.</param>
/// <param name="RenewedAt">The last sign of life, by the holder's clock; null: none.</param>
/// <param name="HeldFor">How long after that others wait.</param>
/// <param name="Announces">Whether the holder tells people; null: as the policy says, or the holder does not say.</param>
public sealed record ClusterLead(string Namespace, string Name, string? Holder, Instant? RenewedAt, Duration HeldFor, AnnounceMode? Announces)
{
    /// <summary>Whether somebody leads.</summary>
    /// <param name="now">The time.</param>
    public bool IsHeld(Instant now) => Holder is not null && RenewedAt is { } renewed && now < renewed + HeldFor;

    /// <summary>Reads the leases of a name.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="name">The name.</param>
    /// <param name="space">The namespace; null: any.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>The leases; null: they may not be read.</returns>
    /// <exception cref="EngineException">The cluster can not be asked.</exception>
    public static async Task<IReadOnlyList<ClusterLead>?> FindAsync(Cluster cluster, string name, string? space, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        try
        {
            return [.. (await cluster.Objects.ListAsync(LeaseRecord.Type, new(space, Fields: $"metadata.name={name}"), stop)).Select(Read)];
        }
        catch (ApiException refused) when (refused.Code == 403)
        {
            return null;
        }
        catch (ApiException problem)
        {
            throw new EngineException(problem.Message, problem);
        }
    }

    private static ClusterLead Read(ApiObject lease)
    {
        var found = LeaseRecord.Read(lease);
        return new(
            lease.Head.Name.Namespace!,
            lease.Head.Name.Name,
            found.HolderIdentity is { Length: > 0 } holder ? holder : null,
            InstantPattern.ExtendedIso.Parse(found.RenewTime ?? "") is { Success: true, Value: var renewed } ? renewed : null,
            Duration.FromSeconds(found.LeaseDurationSeconds),
            WrittenName.Find<AnnounceMode>(lease.Head.Annotations[Annotations.Announces] ?? ""));
    }
}
