using Reconciler.TestKit.Clusters;
using static Reconciler.Kubernetes.Tests.Plane;

namespace Reconciler.Kubernetes.Tests.Caching;

/// <summary>A cache shows what the server has.</summary>
public sealed class FollowingTests(ControlPlane plane)
{
    [Fact]
    public async Task Cache_TellsEachChange_AfterItsFirstList()
    {
        var objects = await plane.ObjectsAsync();
        var space = await objects.NamespaceAsync("following");
        await objects.PutAsync(space, "a", "1");
        await using var cache = await Followed.SyncedAsync(objects, space);

        Assert.Equal("a=1", cache.Shown);
        await objects.PutAsync(space, "b", "2");
        await objects.PutAsync(space, "a", "3");
        await objects.DropAsync(space, "b");

        Assert.Equal("new a=1", await cache.NextAsync());
        Assert.Equal("new b=2", await cache.NextAsync());
        Assert.Equal("changed a=3", await cache.NextAsync());
        Assert.Equal("gone b=2", await cache.NextAsync());
        Assert.Equal("a=3", cache.Shown);
    }

    [Fact]
    public async Task Cache_ReadsAllPages_WhenTheListIsLongerThanOne()
    {
        var objects = await plane.ObjectsAsync();
        var space = await objects.NamespaceAsync("paging");
        for (var i = 0; i < 7; i++)
        {
            await objects.PutAsync(space, $"m{i}", $"{i}");
        }

        await using var cache = await Followed.SyncedAsync(objects, space, new() { PageSize = 2 });

        Assert.Equal("m0=0 m1=1 m2=2 m3=3 m4=4 m5=5 m6=6", cache.Shown);
    }

    [Fact]
    public async Task Cache_SeesEveryNamespace_WhenNoneIsNamed()
    {
        var objects = await plane.ObjectsAsync();
        var (one, other) = (await objects.NamespaceAsync("wide-1"), await objects.NamespaceAsync("wide-2"));
        await objects.PutAsync(one, "same", "1");
        await objects.PutAsync(other, "same", "2");

        await using var cache = new Followed(objects, new());
        await cache.Cache.WhenSynced.WaitAsync(Stop);

        Assert.Equal("1", cache.Cache.Read()[new(one, "same")].Value);
        Assert.Equal("2", cache.Cache.Read()[new(other, "same")].Value);
    }

    [Fact]
    public async Task Cache_LetsAnObjectComeAndGo_WhenItsLabelDoes()
    {
        var objects = await plane.ObjectsAsync();
        var space = await objects.NamespaceAsync("labels");
        await objects.PutAsync(space, "a", "1", label: "yes");
        await objects.PutAsync(space, "b", "2", label: "no");
        await using var cache = new Followed(objects, new() { Selection = new(space, "app=yes") });

        Assert.Equal("new a=1", await cache.NextAsync());
        await objects.PutAsync(space, "b", "2", label: "yes");
        Assert.Equal("new b=2", await cache.NextAsync());
        await objects.PutAsync(space, "a", "1", label: "no");
        Assert.Equal("gone a=1", await cache.NextAsync());
    }

    [Fact]
    public async Task Cache_TellsTwoObjects_WhenOneIsMadeAnewUnderTheSameName()
    {
        var objects = await plane.ObjectsAsync();
        var space = await objects.NamespaceAsync("anew");
        var first = await objects.PutAsync(space, "a", "1");
        await using var cache = await Followed.SyncedAsync(objects, space);

        await objects.DropAsync(space, "a");
        await objects.PutAsync(space, "a", "2");

        await cache.UntilAsync("gone a=1");
        Assert.Equal("new a=2", await cache.NextAsync());
        Assert.NotEqual(first.Head.Uid, cache.Cache.Read()[new(space, "a")].Head.Uid);
    }

    [Fact]
    public async Task Cache_KnowsAMalformedObjectByName_AndFollowsTheOthers()
    {
        var objects = await plane.ObjectsAsync();
        var space = await objects.NamespaceAsync("malformed");
        await objects.PutAsync(space, "a", "bad");
        await objects.PutAsync(space, "b", "1");
        await using var cache = await Followed.SyncedAsync(objects, space);

        Assert.Equal("a=x is bad b=1", cache.Shown);
        await objects.PutAsync(space, "b", "bad");
        await objects.PutAsync(space, "a", "2");

        await cache.UntilAsync("changed b=x is bad");
        Assert.Equal("changed a=2", await cache.NextAsync());
    }

    [Fact]
    public async Task Cache_ShowsOurOwnWriteAtOnce_AndTellsItOnce()
    {
        var objects = await plane.ObjectsAsync();
        var space = await objects.NamespaceAsync("adopted");
        await objects.PutAsync(space, "a", "1");
        await using var cache = new Followed(objects, new() { Selection = new(space) });
        await cache.UntilAsync("new a=1");

        var written = await objects.PutAsync(space, "a", "2");
        cache.Cache.Adopt(written);

        Assert.Equal("a=2", cache.Shown);
        Assert.StartsWith("changed a=2", await cache.NextAsync(), StringComparison.Ordinal);
        await objects.PutAsync(space, "b", "3");
        Assert.Equal("new b=3", await cache.NextAsync());
    }

    [Fact]
    public async Task Cache_SaysWhatIsWrong_WhenTheTypeIsUnknown()
    {
        var objects = await plane.ObjectsAsync();
        var cache = new Reconciler.Kubernetes.Caching.ResourceCache<string>(
            objects, new("nowhere.example", "v1", "things", "Thing", true), (_, _) => "", new(), TimeProvider.System,
            () => 0, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        using var over = new CancellationTokenSource();
        var run = cache.RunAsync(over.Token);

        while (cache.Trouble is null)
        {
            await Task.Yield();
        }

        Assert.Equal("GET /apis/nowhere.example/v1/things: 404 NotFound: 404 page not found", cache.Trouble);
        await over.CancelAsync();
        await run;
    }
}
