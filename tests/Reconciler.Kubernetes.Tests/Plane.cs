using System.Text;
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

    /// <summary>The administrator's way to the server.</summary>
    public static async Task<ApiObjects> ObjectsAsync(this ControlPlane plane)
    {
        await plane.ReadyAsync(Stop);
        return Over(ApiAccess.FromKubeconfig(plane.Kubeconfig, null));
    }

    /// <summary>The administrator's way to the server, through a proxy.</summary>
    public static ApiObjects ObjectsThrough(this ControlPlane plane, FaultyProxy proxy) =>
        Over(ApiAccess.FromKubeconfig(plane.KubeconfigOf(proxy.Address.ToString()), null));

    /// <summary>Any way to the server.</summary>
    public static ApiObjects Over(ApiAccess access, Func<HttpMessageHandler, HttpMessageHandler>? around = null, TimeSpan? timeout = null) =>
        new(new ApiConnection(access, TimeProvider.System, around ?? (sockets => sockets)) { Timeout = timeout ?? TimeSpan.FromSeconds(30) }, TimeProvider.System, Chance.Next);

    /// <summary>The administrator's way to the server, with a tap on it, where a request may wait until a server is started again.</summary>
    public static ApiObjects ObjectsTapped(this ControlPlane plane, out Tap tap)
    {
        Tap? made = null;
        var objects = Over(ApiAccess.FromKubeconfig(plane.Kubeconfig, null), sockets => made = new Tap(sockets), TimeSpan.FromMinutes(5));
        tap = made!;
        return objects;
    }

    /// <summary>A file with the administrator's kubeconfig for another address.</summary>
    public static string KubeconfigOf(this ControlPlane plane, string server, string suffix = "")
    {
        var path = Path.Combine(plane.Folder, $"kubeconfig-{new Uri(server).Port}{suffix}");
        File.WriteAllText(path, plane.KubeconfigFor(server));
        return path;
    }

    /// <summary>A namespace of a test's own.</summary>
    public static async Task<string> NamespaceAsync(this ApiObjects objects, string name)
    {
        await objects.CreateAsync(Namespaces, null, Encoding.UTF8.GetBytes($$$"""{"metadata":{"name":"{{{name}}}"}}"""), Stop);
        return name;
    }

    /// <summary>Writes a config map with one value, <c>x</c>.</summary>
    public static Task<ApiObject> PutAsync(this ApiObjects objects, string space, string name, string x, string? label = null) =>
        objects.ApplyAsync(ConfigMaps, new(space, name), Map(name, x, label), new("test"), Stop);

    /// <summary>Deletes a config map.</summary>
    public static Task<bool> DropAsync(this ApiObjects objects, string space, string name) =>
        objects.DeleteAsync(ConfigMaps, new(space, name), null, Stop);

    /// <summary>The JSON of a config map.</summary>
    public static byte[] Map(string name, string x, string? label = null) => Encoding.UTF8.GetBytes($$$"""
        {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"{{{name}}}"{{{(label is null ? "" : $",\"labels\":{{\"app\":\"{label}\"}}")}}}},"data":{"x":"{{{x}}}"}}
        """);
}
