using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Planning;
using Reconciler.Operator.Stores;
using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests.Stores;

/// <summary>Changes come faster than statuses can be written.</summary>
/// <param name="plane">A real API server.</param>
public sealed class StormTests(ControlPlane plane)
{
    private const int Count = 70;
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 30, 12, 0);

    [Fact]
    public async Task Statuses_OfUnansweredChangesAreAllWritten_AndFiftyOfThoseThatWereNotWrittenLately_WhileChangesWait()
    {
        await using var bed = await Bed.NewAsync(plane);
        await bed.ApplyAsync(string.Join("---\n", Enumerable.Range(0, Count).Select(i => Yaml.Instance($"acme-{i}"))));
        await using var place = await Place.BeginAsync(bed);
        var isStorm = true;
        var writer = new StatusWriter(place.Caches, place.Writes, new(), new(), _ => { }, _ => null, () => isStorm);

        Assert.Equal(Count, await WrittenAsync("", 0));
        Assert.Equal(0, await WrittenAsync("patch", 1));
        Assert.Equal(0, await WrittenAsync("another patch", 29));
        Assert.Equal(50, await WrittenAsync("patch", 30));
        Assert.Equal(20, await WrittenAsync("patch", 31));
        Assert.Equal(0, await WrittenAsync("other", 32));
        isStorm = false;
        Assert.Equal(Count, await WrittenAsync("other", 33));

        Task<int> WrittenAsync(string next, int after) => writer.WriteAsync(StatusesOf(bed, next), Now + Duration.FromSeconds(after), Bed.Stop);
    }

    [Fact]
    public async Task Statuses_AreWrittenSixteenAtATime_AtMost()
    {
        await using var bed = await Bed.NewAsync(plane);
        await bed.ApplyAsync(string.Join("---\n", Enumerable.Range(0, Count).Select(i => Yaml.Instance($"acme-{i}"))));
        await using var place = await Place.BeginAsync(bed);
        await using var proxy = new RequestProxy(plane) { Fault = asked => asked.WritesStatusOf("dedicatedinstances") ? new(0) : null };
        using var cluster = Cluster.Connect(bed.Write(proxy.Kubeconfig), null, TimeProvider.System);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Bed.Stop);
        var writer = new StatusWriter(place.Caches, new(cluster.Objects, () => true), new(), new(), _ => { }, _ => null, () => false);

        // No answer ever comes: what is under way stays so.
        var writing = writer.WriteAsync(StatusesOf(bed, ""), Now, enough.Token);
        await Bed.UntilAsync("sixteen are under way", () => Task.FromResult(proxy.Asked.Count >= 16));
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, Bed.Stop);
        Assert.Equal(16, proxy.Asked.Count);

        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
    }

    private static IEnumerable<DesiredStatus> StatusesOf(Bed bed, string next) => Enumerable.Range(0, Count).Select(i => new DesiredStatus(
        new(nameof(DedicatedInstance), bed.Namespace, $"acme-{i}"),
        new DedicatedInstanceStatus { ObservedGeneration = 1, NextChanges = [next] }));
}
