using Reconciler.Kubernetes.Objects;

namespace Reconciler.Benchmarks.Clusters;

/// <summary>The types of what is measured; the peer has a definition of the same windows.</summary>
internal static class Types
{
    /// <summary>Maintenance windows.</summary>
    public static ResourceType Windows { get; } = Of("maintenancewindows", "MaintenanceWindow");

    /// <summary>Instances.</summary>
    public static ResourceType Instances { get; } = Of("dedicatedinstances", "DedicatedInstance");

    /// <summary>Repositories.</summary>
    public static ResourceType Sources { get; } = Of("fleetsources", "FleetSource");

    private static ResourceType Of(string plural, string kind) => new("ops.reconciler.dev", "v1alpha1", plural, kind, Namespaced: true);
}
