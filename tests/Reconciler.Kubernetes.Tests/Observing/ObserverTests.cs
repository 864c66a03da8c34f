using Microsoft.Extensions.Logging.Abstractions;
using Reconciler.Kubernetes.Caching;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Objects;
using Reconciler.Kubernetes.Observing;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Kubernetes.Tests.Observing;

/// <summary>Whoever wants to know is told of each request.</summary>
/// <param name="plane">A real API server.</param>
public sealed class ObserverTests(ControlPlane plane)
{
    private static readonly ResourceType ConfigMaps = new("", "v1", "configmaps", "ConfigMap", Namespaced: true);
    private static readonly ResourceType Things = new("nowhere.example", "v1", "things", "Thing", Namespaced: true);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Observer_IsToldOfAnswersAndRefusals()
    {
        await plane.ReadyAsync(Stop);
        var observer = new TestObserver();
        using var connection = new ApiConnection(ApiAccess.FromKubeconfig(plane.Kubeconfig, null), TimeProvider.System) { Observer = observer };
        var objects = new ApiObjects(connection, TimeProvider.System, () => 0);

        await objects.FindAsync(ConfigMaps, new("kube-system", "no-such"), Stop);
        await objects.ListAsync(ConfigMaps, new("kube-system"), Stop);

        Assert.Equal([("get", "configmaps", 404), ("list", "configmaps", 200)], observer.Requests);
    }

    [Fact]
    public async Task Observer_IsToldThatNobodyAnswered()
    {
        var observer = new TestObserver();
        using var nowhere = new ApiConnection(new() { Server = new("http://127.0.0.1:1") }, TimeProvider.System) { Observer = observer };

        await Assert.ThrowsAsync<ApiException>(() => nowhere.AskAsync(new(HttpMethod.Get, "/api/v1/configmaps"), Stop));

        Assert.Equal([("list", "configmaps", 0)], observer.Requests);
    }

    [Fact]
    public async Task Observer_IsToldThatATypeCanNotBeFollowed()
    {
        await plane.ReadyAsync(Stop);
        var observer = new TestObserver();
        using var connection = new ApiConnection(ApiAccess.FromKubeconfig(plane.Kubeconfig, null), TimeProvider.System) { Observer = observer };
        var cache = new ResourceCache<string>(new(connection, TimeProvider.System, () => 0), Things, (_, _) => "", new(), TimeProvider.System, () => 0, NullLogger.Instance);
        using var over = new CancellationTokenSource();
        var run = cache.RunAsync(over.Token);
        while (observer.Watches.IsEmpty)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Stop);
        }

        await over.CancelAsync();
        await run;

        Assert.Equal(("Thing", WatchEnd.Failed), observer.Watches.First());
        Assert.Equal(("list", "things", 404), observer.Requests.First());
    }
}
