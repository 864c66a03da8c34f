using Microsoft.Extensions.Logging;
using Reconciler.Api;
using Reconciler.Kubernetes.Objects;
using Reconciler.Operator.Events;
using Reconciler.Operator.Hosting;
using Reconciler.Operator.Signals;
using Reconciler.Operator.Stores;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator.Fleets;

/// <summary>What all fleet sources share while this process leads.</summary>
internal sealed record FleetSite
{
    /// <summary>The server.</summary>
    public required ApiObjects Objects { get; init; }

    /// <summary>The cluster.</summary>
    public required ClusterCaches Caches { get; init; }

    /// <summary>The only namespace that is looked at; null: all.</summary>
    public required string? Namespace { get; init; }

    /// <summary>Where revisions are being applied.</summary>
    public required Motion Motion { get; init; }

    /// <summary>What each of them declares.</summary>
    public required Claims Claims { get; init; }

    /// <summary>Writes objects.</summary>
    public required FleetWriter Writer { get; init; }

    /// <summary>Writes statuses.</summary>
    public required FleetStatusWriter Statuses { get; init; }

    /// <summary>The operator's own writes, and what the server made of them.</summary>
    public required OwnWrites Own { get; init; }

    /// <summary>Fetches.</summary>
    public required Fetcher Fetcher { get; init; }

    /// <summary>Is raised where the cluster was changed.</summary>
    public required Signal Changed { get; init; }

    /// <summary>How many changes that people were told of one revision may delete.</summary>
    public required Func<int> MostCancellations { get; init; }

    /// <summary>Takes events.</summary>
    public required Action<ClusterEvent> Report { get; init; }

    /// <summary>Gets what can be said nowhere else.</summary>
    public required ILogger Log { get; init; }

    /// <summary>The clocks.</summary>
    public required Clocks Clocks { get; init; }

    /// <summary>Namespace of objects that name none.</summary>
    public static string SpaceOf(FleetSource source, ResourceName name) => source.Spec.TargetNamespace ?? name.Namespace!;
}
