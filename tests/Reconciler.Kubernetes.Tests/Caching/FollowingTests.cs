using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Reconciler.Kubernetes.Caching;
using Reconciler.Kubernetes.Connecting;
using Reconciler.TestKit.Clusters;
using static Reconciler.Kubernetes.Tests.Plane;

namespace Reconciler.Kubernetes.Tests.Caching;

/// <summary>A cache shows what the server has.</summary>
public sealed class FollowingTests(ControlPlane plane)
{
    [Fact]
    public async Task Cache_FollowsEachChange_AfterItsFirstList()
    {
        var objects = await plane.ObjectsAsync();
        await plane.KubectlAsync("create", "namespace", "following");
        var made = await objects.CreateAsync(ConfigMaps, "following", """{"metadata":{"name":"one"},"data":{"x":"1"}}"""u8.ToArray(), Stop);
        var cache = new ResourceCache<string>(objects, ConfigMaps, (o, _) => Encoding.UTF8.GetString(o.Json.Span), new() { Selection = new("following") }, TimeProvider.System, Chance.Next, NullLogger.Instance);
        using var over = new CancellationTokenSource();
        var run = cache.RunAsync(over.Token);
        await cache.WhenSynced.WaitAsync(TimeSpan.FromSeconds(10), Stop);
        Assert.Contains(new("following", "one"), cache.Read().Keys);
        await over.CancelAsync();
        await run;
        Assert.Equal("following/one", made.Head.Name.ToString());
    }
}
