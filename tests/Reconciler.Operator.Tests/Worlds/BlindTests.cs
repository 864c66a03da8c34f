using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Reconciler.Operator.Tests.Given;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator.Tests.Worlds;

/// <summary>What is known of the cluster, while the server is away.</summary>
public sealed class BlindTests
{
    [Fact]
    public async Task Caches_AreBlind_WhenTheServerIsAwayForLongerThanTheLimit()
    {
        var time = new FakeTimeProvider();
        using var cluster = Cluster.Connect(DeadServer.Kubeconfig(), null, time);
        var caches = new ClusterCaches(cluster.Objects, "any", time, () => 0, NullLogger.Instance);
        using var stop = new CancellationTokenSource();
        var following = caches.RunAsync(stop.Token);
        await Bed.UntilAsync("every type is in trouble", () =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(caches.Blind(TimeSpan.Zero).Count() == caches.Written.Count);
        });

        Assert.Empty(caches.Blind(TimeSpan.FromHours(1)));
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(caches.Written.Count, caches.Blind(TimeSpan.FromHours(1)).Count());

        await stop.CancelAsync();
        await following;
    }
}
