using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Kubernetes.Objects;
using Reconciler.Operator.Stores;
using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests.Stores;

/// <summary>An object is deleted and made anew while a pass is under way: its name says nothing of which it is, nor does its generation.</summary>
/// <param name="plane">A real API server.</param>
public sealed class AnotherObjectTests(ControlPlane plane)
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 30, 12, 0);

    [Fact]
    public async Task Status_IsNotWritten_WhenTheServerHasAnotherObjectOfTheName_UntilThatIsKnown()
    {
        await using var bed = await Bed.NewAsync(plane);
        await bed.ApplyAsync(Yaml.Instance());
        var blind = await Place.BeginAsync(bed);
        await blind.DisposeAsync();
        await AnewAsync(bed);
        var (retries, news) = (new Retries(), new List<string>());

        var written = await WriterOf(blind, _ => null, retries, news).WriteAsync([StatusOf(bed)], Now, Bed.Stop);

        Assert.Equal((0, null), (written, (await bed.GetAsync("DedicatedInstance", "acme"))["status"]?.ToJsonString()));
        Assert.Empty(news);
        await using var place = await Place.BeginAsync(bed);
        Assert.Equal(1, await WriterOf(place, _ => null, retries, news).WriteAsync([StatusOf(bed)], retries.Next!.Value, Bed.Stop));
        Assert.Null(retries.Next);
    }

    [Fact]
    public async Task Status_IsNotWritten_WhenItWasPlannedForAnotherObjectOfTheName()
    {
        await using var bed = await Bed.NewAsync(plane);
        await bed.ApplyAsync(Yaml.Instance());
        await using var place = await Place.BeginAsync(bed);
        var planned = place.Caches.Find(StatusOf(bed).Object)!.Head;
        var anew = await AnewAsync(bed);
        await Bed.UntilAsync("the new one is known", () => Task.FromResult(place.Caches.Find(StatusOf(bed).Object)?.Head.Uid == anew));

        Assert.Equal(0, await WriterOf(place, _ => planned, new(), []).WriteAsync([StatusOf(bed)], Now, Bed.Stop));
        Assert.Null((await bed.GetAsync("DedicatedInstance", "acme"))["status"]);
    }

    private static async Task<string> AnewAsync(Bed bed)
    {
        await bed.DeleteAsync("di/acme");
        await bed.ApplyAsync(Yaml.Instance());
        return (string)(await bed.GetAsync("DedicatedInstance", "acme"))["metadata"]!["uid"]!;
    }

    private static StatusWriter WriterOf(Place place, Func<ObjectRef, ObjectHead?> seen, Retries retries, List<string> news) =>
        new(place.Caches, place.Writes, new(), retries, said => news.Add(said.Message), seen, () => false);

    private static DesiredStatus StatusOf(Bed bed) => new(
        new(nameof(DedicatedInstance), bed.Namespace, "acme"),
        new DedicatedInstanceStatus { ObservedGeneration = 1, NextChanges = ["of the former"] });
}
