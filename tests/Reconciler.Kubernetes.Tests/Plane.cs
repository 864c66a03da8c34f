using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Objects;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Kubernetes.Tests;

/// <summary>Short words for tests against the real server.</summary>
internal static class Plane
{
    public static readonly ResourceType ConfigMaps = new("", "v1", "configmaps", "ConfigMap", Namespaced: true);
    public static readonly ResourceType Namespaces = new("", "v1", "namespaces", "Namespace", Namespaced: false);

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<ApiObjects> ObjectsAsync(this ControlPlane plane)
    {
        await plane.ReadyAsync(Stop);
        return new(new ApiConnection(ApiAccess.FromKubeconfig(plane.Kubeconfig, null), TimeProvider.System), TimeProvider.System, Chance.Next);
    }
}
