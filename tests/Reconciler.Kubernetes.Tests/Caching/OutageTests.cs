using Reconciler.Kubernetes.Objects;
using Reconciler.TestKit.Clusters;
using static Reconciler.Kubernetes.Tests.Plane;

namespace Reconciler.Kubernetes.Tests.Caching;

/// <summary>Whatever happens between us and the server, the cache catches up, and nothing that happened meanwhile is lost.</summary>
public sealed class OutageTests(ControlPlane plane)
{
    [Fact]
    public async Task Cache_NoticesADeletion_WhenItHappenedWhileTheConnectionWasCut()
    {
        var objects = await plane.ObjectsAsync();
        var space = await objects.NamespaceAsync("cut");
        await objects.PutAsync(space, "a", "1");
        await objects.PutAsync(space, "b", "1");
        await using var proxy = new FaultyProxy(plane.Port);
        await using var cache = await Followed.SyncedAsync(plane.ObjectsThrough(proxy), space);

        proxy.Refuses = true;
        proxy.Cut();
        await objects.DropAsync(space, "a");
        await objects.PutAsync(space, "b", "2");
        proxy.Refuses = false;

        await cache.UntilAsync("gone a=1");
        Assert.Equal("changed b=2", await cache.NextAsync());
    }

    [Fact]
    public async Task Cache_GivesUpASilentWatch_WhenTheConnectionIsHalfOpen()
    {
        var objects = await plane.ObjectsAsync();
        var space = await objects.NamespaceAsync("half-open");
        await using var proxy = new FaultyProxy(plane.Port);
        await using var cache = await Followed.SyncedAsync(plane.ObjectsThrough(proxy), space, new() { Silence = TimeSpan.FromSeconds(1) });

        proxy.Swallow();
        await objects.PutAsync(space, "a", "1");

        Assert.Equal("new a=1", await cache.NextAsync());
    }

    [Fact]
    public async Task Cache_GoesOnWhereItWas_WhenTheServerEndsTheWatchAgainAndAgain()
    {
        var objects = await plane.ObjectsAsync();
        var space = await objects.NamespaceAsync("short-watches");
        await using var cache = await Followed.SyncedAsync(plane.ObjectsTapped(out var tap), space, new() { WatchFor = TimeSpan.FromSeconds(1) });

        for (var i = 0; i < 3; i++)
        {
            await tap.HearAsync("watch=true");
            var written = await objects.PutAsync(space, $"m{i}", "1");
            Assert.Equal($"new m{i}=1", await cache.NextAsync());
            Assert.Equal(written.Head.ResourceVersion, cache.Cache.Read()[new(space, $"m{i}")].Head.ResourceVersion);
        }
    }

    [Fact]
    public async Task Cache_ListsAnew_WhenTheServerForgotWhereTheWatchWas()
    {
        var objects = await plane.ObjectsAsync();
        var space = await objects.NamespaceAsync("forgotten");
        await objects.PutAsync(space, "a", "1");
        await objects.PutAsync(space, "b", "1");
        await using var proxy = new FaultyProxy(plane.Port);
        await using var cache = await Followed.SyncedAsync(plane.ObjectsThrough(proxy), space);
        proxy.Refuses = true;
        proxy.Cut();
        await objects.DropAsync(space, "a");
        await objects.PutAsync(space, "b", "2");

        await plane.CompactAsync(Stop);
        await plane.StopServerAsync();
        await plane.ReadyAsync(Stop);
        proxy.Refuses = false;

        await cache.UntilAsync("changed b=2");
        Assert.Equal("gone a=1", await cache.NextAsync());
    }

    [Fact]
    public async Task Cache_ListsAnew_WhenTheWatchSaysItsVersionIsHistory()
    {
        var objects = await plane.ObjectsAsync();
        var space = await objects.NamespaceAsync("gone-mid-watch");
        await objects.PutAsync(space, "a", "1");
        var tapped = plane.ObjectsTapped(out var tap);
        var stale = true;
        tap.Instead = request => stale && request.RequestUri!.Query.Contains("watch=true", StringComparison.Ordinal)
            ? Line("""{"type":"ERROR","object":{"kind":"Status","status":"Failure","message":"too old resource version: 1 (2)","reason":"Expired","code":410}}""")
            : null;
        await using var cache = await Followed.SyncedAsync(tapped, space);

        await tap.HearAsync("watch=true");
        await tap.HearAsync("limit=500");
        stale = false;
        await objects.PutAsync(space, "a", "2");

        await cache.UntilAsync("changed a=2");

        static HttpResponseMessage Line(string line) => new() { Content = new StringContent(line + "\n") };
    }

    [Fact]
    public async Task Cache_ListsAtOnceTheFirstTime_AndRestsLongerAndLonger_WhenEachWatchSaysItsVersionIsHistory()
    {
        var objects = await plane.ObjectsAsync();
        var space = await objects.NamespaceAsync("gone-again-and-again");
        var tapped = plane.ObjectsTapped(out var tap);
        tap.Instead = request => request.RequestUri!.Query.Contains("watch=true", StringComparison.Ordinal) ? Tap.Refusal(410, "Expired", "too old resource version") : null;
        var clock = new TestClock(new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero));
        await using var cache = new Followed(tapped, new() { Selection = new(space) }, clock);

        await tap.HearAsync("limit=500");
        await tap.HearAsync("limit=500");
        var rests = new List<double>();
        while (rests.Count < 3)
        {
            await tap.HearAsync("watch=true");
            rests.Add(await RestAsync());
            clock.Advance(TimeSpan.FromMilliseconds(rests[^1]));
            await tap.HearAsync("limit=500");
        }

        Assert.InRange(rests[0], 100, 200);
        Assert.InRange(rests[1], 200, 400);
        Assert.InRange(rests[2], 400, 800);

        // Other waits are longer: for an answer, and for the next check.
        async Task<double> RestAsync()
        {
            var rest = TimeSpan.MaxValue;
            while (rest > TimeSpan.FromSeconds(1))
            {
                rest = await clock.SleepAsync(Stop).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Stop);
            }

            return rest.TotalMilliseconds;
        }
    }

    [Fact]
    public async Task Cache_HasNoGhosts_WhenAPageBreaksOffAndAnObjectIsDeletedBeforeItIsAskedForAgain()
    {
        var objects = await plane.ObjectsAsync();
        var space = await objects.NamespaceAsync("broken-page");
        var (stays, goes) = (await objects.PutAsync(space, "a", "1"), await objects.PutAsync(space, "b", "1"));
        var tapped = plane.ObjectsTapped(out var tap);
        var asked = 0;
        tap.Before = async request =>
        {
            if (request.RequestUri!.Query.Contains("limit=", StringComparison.Ordinal) && ++asked == 2)
            {
                await objects.DropAsync(space, "b");
            }
        };
        tap.Instead = _ => asked == 1 ? new() { Content = new StringContent($"{{\"items\":[{Text(stays)},{Text(goes)},") } : null;
        await using var cache = await Followed.SyncedAsync(tapped, space);

        Assert.Equal((2, "a=1"), (asked, cache.Shown));

        await objects.PutAsync(space, "b", "1");
        asked = 0;
        var listed = await tapped.ListAsync(ConfigMaps, new(space), Stop);
        Assert.Equal((2, "a"), (asked, Assert.Single(listed).Head.Name.Name));

        static string Text(ApiObject found) => System.Text.Encoding.UTF8.GetString(found.Json.Span);
    }

    // As for some seconds after a kind was installed.
    [Fact]
    public async Task Cache_SeesNoTrouble_WhenTheServerAsksTheWatchToComeBackInAMoment()
    {
        var objects = await plane.ObjectsAsync();
        var space = await objects.NamespaceAsync("not-ready");
        var tapped = plane.ObjectsTapped(out var tap);
        var isReady = false;
        tap.Instead = request => !isReady && request.RequestUri!.Query.Contains("watch=true", StringComparison.Ordinal)
            ? Tap.Refusal(429, "TooManyRequests", "storage is (re)initializing", retryAfter: 1)
            : null;
        await using var cache = await Followed.SyncedAsync(tapped, space);

        await tap.HearAsync("watch=true");
        await tap.HearAsync("watch=true");
        Assert.Null(cache.Cache.Trouble);
        isReady = true;
        await objects.PutAsync(space, "a", "1");

        await cache.UntilAsync("new a=1");
    }

    [Fact]
    public async Task Cache_BeginsItsListAgain_WhenTheServerForgotItBetweenTwoPages()
    {
        var objects = await plane.ObjectsAsync();
        var space = await objects.NamespaceAsync("gone-mid-list");
        for (var i = 0; i < 4; i++)
        {
            await objects.PutAsync(space, $"m{i}", "1");
        }

        var tapped = plane.ObjectsTapped(out var tap);
        var isFirst = true;
        tap.Before = async request =>
        {
            if (isFirst && request.RequestUri!.Query.Contains("continue=", StringComparison.Ordinal))
            {
                isFirst = false;
                await objects.DropAsync(space, "m0");
                await plane.CompactAsync(Stop);
                await plane.StopServerAsync();
                await plane.ReadyAsync(Stop);
            }
        };
        await using var cache = await Followed.SyncedAsync(tapped, space, new() { PageSize = 2 });

        Assert.Equal("m1=1 m2=1 m3=1", cache.Shown);
        await tap.HearAsync("continue=");
        Assert.Equal($"GET /api/v1/namespaces/{space}/configmaps", await tap.HearAsync(""));
    }

    [Fact]
    public async Task Cache_CatchesUp_WhenTheServerIsKilledAndStartedAgain()
    {
        var objects = await plane.ObjectsAsync();
        var space = await objects.NamespaceAsync("killed");
        await objects.PutAsync(space, "a", "1");
        await using var cache = await Followed.SyncedAsync(objects, space);

        await plane.StopServerAsync();
        await plane.ReadyAsync(Stop);
        await objects.PutAsync(space, "a", "2");

        await cache.UntilAsync("changed a=2");
        while (cache.Cache.Trouble is not null)
        {
            await Task.Yield();
        }
    }

    [Fact]
    public async Task Cache_ShowsWhatTheServerHas_WhenItsStoreCameBackFromABackup()
    {
        var objects = await plane.ObjectsAsync();
        var space = await objects.NamespaceAsync("backup");
        await objects.PutAsync(space, "a", "1");
        await objects.PutAsync(space, "b", "1");
        var backup = Path.Combine(plane.Folder, "backup");
        await plane.WhileStoppedAsync(data => Copy(data, backup), Stop);
        await objects.PutAsync(space, "a", "2");
        await objects.DropAsync(space, "b");
        await objects.PutAsync(space, "c", "1");
        for (var i = 0; i < 200; i++)
        {
            await objects.PutAsync(space, "a", $"more {i}");
        }

        await using var cache = await Followed.SyncedAsync(objects, space);
        Assert.Equal("a=more 199 c=1", cache.Shown);

        await plane.WhileStoppedAsync(data =>
        {
            Directory.Delete(data, recursive: true);
            Copy(backup, data);
        }, Stop);

        await cache.UntilAsync("gone c=1");
        Assert.Equal("a=1 b=1", cache.Shown);

        static void Copy(string from, string to)
        {
            foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(to, Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }
    }

    [Fact]
    public async Task Cache_FindsWhatALostEventHid_WithItsRollingCheck()
    {
        var objects = await plane.ObjectsAsync();
        var space = await objects.NamespaceAsync("lost-events");
        await objects.PutAsync(space, "a", "1");
        await objects.PutAsync(space, "b", "1");
        await objects.PutAsync(space, "c", "1");
        var tapped = plane.ObjectsTapped(out var tap);
        var clock = new TestClock(new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero));
        await using var cache = new Followed(tapped, new() { Selection = new(space), PageSize = 1, CheckPause = TimeSpan.FromSeconds(1) }, clock);
        await tap.HearAsync("watch=true");

        tap.Loses = "\"resourceVersion\"";
        await objects.DropAsync(space, "a");
        await objects.PutAsync(space, "b", "2");
        await objects.PutAsync(space, "d", "4");
        for (var i = 0; i < 12; i++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        while (cache.Shown != "b=2 c=1 d=4")
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }
}
