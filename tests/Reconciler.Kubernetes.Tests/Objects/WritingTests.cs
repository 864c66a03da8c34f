using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Objects;
using Reconciler.TestKit.Clusters;
using static Reconciler.Kubernetes.Tests.Plane;

namespace Reconciler.Kubernetes.Tests.Objects;

/// <summary>Reads and writes against the real server, and what is repeated when it refuses.</summary>
public sealed class WritingTests(ControlPlane plane)
{
    [Fact]
    public async Task Object_IsCreatedFoundListedReplacedAndDeleted()
    {
        var objects = await plane.ObjectsAsync();
        var space = await objects.NamespaceAsync("writing");
        var name = new ResourceName(space, "a");

        var created = await objects.CreateAsync(ConfigMaps, space, Map("a", "1"), Stop);
        var replaced = await objects.ReplaceAsync(ConfigMaps, name, WithVersion(created, "2"), Stop);
        await objects.PutAsync(space, "b", "1");
        await objects.MergeAsync(ConfigMaps, name, """{"data":{"y":"3"}}"""u8.ToArray(), Stop);

        Assert.Equal("""{"x":"2","y":"3"}""", await DataAsync(objects, name));
        Assert.True(ResourceVersions.Compare(created.Head.ResourceVersion, replaced.Head.ResourceVersion) < 0);
        Assert.Equal([name, new(space, "b")], (await objects.ListAsync(ConfigMaps, new(space), Stop)).Select(one => one.Head.Name));
        Assert.True(await objects.DeleteAsync(ConfigMaps, name, null, Stop));
        Assert.False(await objects.DeleteAsync(ConfigMaps, name, null, Stop));
        Assert.Null(await objects.FindAsync(ConfigMaps, name, Stop));
    }

    [Fact]
    public async Task Replace_IsAConflict_WhenSomebodyWroteInBetween()
    {
        var objects = await plane.ObjectsAsync();
        var space = await objects.NamespaceAsync("conflicts");
        var stale = await objects.PutAsync(space, "a", "1");
        await objects.PutAsync(space, "a", "2");

        var problem = await Assert.ThrowsAsync<ApiException>(() => objects.ReplaceAsync(ConfigMaps, new(space, "a"), WithVersion(stale, "3"), Stop));

        Assert.True(problem.IsConflict);
        Assert.Equal(
            "PUT /api/v1/namespaces/conflicts/configmaps/a: 409 Conflict: Operation cannot be fulfilled on configmaps \"a\": the object has been modified; "
            + "please apply your changes to the latest version and try again", problem.Message);
    }

    [Fact]
    public async Task Delete_IsAConflict_WhenItIsAnotherObjectByNow()
    {
        var objects = await plane.ObjectsAsync();
        var space = await objects.NamespaceAsync("preconditions");
        var first = await objects.PutAsync(space, "a", "1");
        await objects.PutAsync(space, "a", "2");

        var changed = await Assert.ThrowsAsync<ApiException>(() =>
            objects.DeleteAsync(ConfigMaps, first.Head.Name, new(first.Head.Uid, first.Head.ResourceVersion), Stop));
        var another = await Assert.ThrowsAsync<ApiException>(() => objects.DeleteAsync(ConfigMaps, first.Head.Name, new("another"), Stop));

        Assert.True(changed.IsConflict && another.IsConflict);
        Assert.True(await objects.DeleteAsync(ConfigMaps, first.Head.Name, new(first.Head.Uid), Stop));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Apply_TakesEveryCharacter_AsWeWriteIt(bool isEscaped)
    {
        var objects = await plane.ObjectsAsync();
        var space = await objects.NamespaceAsync($"characters-{isEscaped}".ToLowerInvariant());
        var basic = Enumerable.Range(0, 0x1_0000).Where(Rune.IsValid).Select(value => new Rune(value).ToString());
        var text = string.Concat(basic) + @"Feiertage 🎄 𠮷\uD83C\\🚀\" + new Rune(0x1_FFFE) + new Rune(0x10_FFFF);
        var map = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "ConfigMap", ["metadata"] = new JsonObject { ["name"] = "a" }, ["data"] = new JsonObject { ["x"] = text } };
        var json = isEscaped ? map.ToUtf8() : Encoding.UTF8.GetBytes(map.ToJsonString(new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));

        await objects.ApplyAsync(ConfigMaps, new(space, "a"), json, new("me"), Stop);

        using var stored = JsonDocument.Parse((await objects.FindAsync(ConfigMaps, new(space, "a"), Stop))!.Value.Json);
        Assert.Equal(text, stored.RootElement.GetProperty("data").GetProperty("x").GetString());
    }

    [Fact]
    public async Task Apply_GivesUpTheFieldsThatAreNoLongerInIt_AndKeepsThoseOfOthers()
    {
        var objects = await plane.ObjectsAsync();
        var space = await objects.NamespaceAsync("apply");
        var name = new ResourceName(space, "a");
        await objects.ApplyAsync(ConfigMaps, name, Data("""{"mine":"1","too":"1"}"""), new("me"), Stop);
        await objects.ApplyAsync(ConfigMaps, name, Data("""{"theirs":"1"}"""), new("them"), Stop);

        await objects.ApplyAsync(ConfigMaps, name, Data("""{"mine":"2"}"""), new("me"), Stop);
        await objects.ApplyAsync(ConfigMaps, name, Data("""{"mine":"never"}"""), new("me", DryRun: true), Stop);
        var problem = await Assert.ThrowsAsync<ApiException>(() =>
            objects.ApplyAsync(ConfigMaps, name, Data("""{"mine":"3"}"""), new("them", Force: false), Stop));

        Assert.True(problem.IsConflict);
        Assert.Equal("""{"mine":"2","theirs":"1"}""", await DataAsync(objects, name));
    }

    [Fact]
    public async Task ApplyStatus_WritesConditions()
    {
        var objects = await plane.ObjectsAsync();
        await objects.NamespaceAsync("apply-status");

        var answer = await objects.ApplyStatusAsync(Namespaces, new(null, "apply-status"), Encoding.UTF8.GetBytes(
            """{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"apply-status"},"status":{"conditions":[{"type":"Odd","status":"True"}]}}"""), new("me"), Stop);

        Assert.Contains("\"Odd\"", Encoding.UTF8.GetString(answer.Json.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429, "TooManyRequests")]
    [InlineData(500, "InternalError")]
    [InlineData(503, "ServiceUnavailable")]
    public async Task Request_IsRepeated_WhenTheServerHasTroubleThatPasses(int code, string reason)
    {
        await plane.ReadyAsync(Stop);
        var objects = plane.ObjectsTapped(out var tap);
        var left = 2;
        tap.Instead = _ => left-- > 0 ? Tap.Refusal(code, reason, "later") : null;

        Assert.NotNull(await objects.FindAsync(Namespaces, new(null, "default"), Stop));
    }

    [Fact]
    public async Task Request_WaitsAsLongAsTheServerAsks()
    {
        await plane.ReadyAsync(Stop);
        Tap? tap = null;
        var clock = new TestClock(new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero));
        var connection = new ApiConnection(ApiAccess.FromKubeconfig(plane.Kubeconfig, null), TimeProvider.System, sockets => tap = new Tap(sockets));
        var objects = new ApiObjects(connection, clock, () => 0);
        var left = 1;
        tap!.Instead = _ => left-- > 0 ? Tap.Refusal(429, "TooManyRequests", "later", retryAfter: 7) : null;

        var found = objects.FindAsync(Namespaces, new(null, "default"), Stop);

        Assert.Equal(TimeSpan.FromSeconds(7), await clock.SleepAsync(Stop));
        clock.Advance(TimeSpan.FromSeconds(7));
        Assert.NotNull(await found);
    }

    [Theory]
    [InlineData(400, "BadRequest")]
    [InlineData(403, "Forbidden")]
    [InlineData(422, "Invalid")]
    public async Task Request_IsNotRepeated_WhenItWouldFailAgain(int code, string reason)
    {
        await plane.ReadyAsync(Stop);
        var objects = plane.ObjectsTapped(out var tap);
        var asked = 0;
        tap.Instead = _ => ++asked > 0 ? Tap.Refusal(code, reason, "never") : null;

        await Assert.ThrowsAsync<ApiException>(() => objects.FindAsync(Namespaces, new(null, "default"), Stop));
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task Request_IsRepeated_WhenTheConnectionIsCut()
    {
        var direct = await plane.ObjectsAsync();
        var space = await direct.NamespaceAsync("cut-writes");
        await using var proxy = new FaultyProxy(plane.Port);
        var objects = plane.ObjectsThrough(proxy);
        await objects.PutAsync(space, "a", "1");

        proxy.Cut();

        Assert.Equal("""{"x":"2"}""", await DataAsync(direct, (await objects.PutAsync(space, "a", "2")).Head.Name));
    }

    [Fact]
    public async Task Request_IsRepeated_WhenTheConnectionIsHalfOpen()
    {
        var direct = await plane.ObjectsAsync();
        var space = await direct.NamespaceAsync("half-open-writes");
        await using var proxy = new FaultyProxy(plane.Port);
        using var connection = new ApiConnection(ApiAccess.FromKubeconfig(plane.KubeconfigOf($"{proxy.Address}"), null), TimeProvider.System)
        {
            Timeout = TimeSpan.FromSeconds(1),
        };
        var objects = new ApiObjects(connection, TimeProvider.System, () => 0);
        await objects.PutAsync(space, "a", "1");

        proxy.Swallow();

        Assert.Equal("""{"x":"2"}""", await DataAsync(direct, (await objects.PutAsync(space, "a", "2")).Head.Name));
    }

    [Fact]
    public async Task Request_FailsInOneLine_WhenWhatAnswersIsNoApiServer()
    {
        await plane.ReadyAsync(Stop);
        var objects = plane.ObjectsTapped(out var tap);
        tap.Instead = _ => new(System.Net.HttpStatusCode.NotImplemented) { Content = new StringContent("<html>\n<body>\r\n  go away </body>") };

        var problem = await Assert.ThrowsAsync<ApiException>(() => objects.Connection.AskAsync(new(HttpMethod.Get, "/x?y"), Stop));

        Assert.Equal("GET /x: 501 NotImplemented: <html> <body> go away </body>", problem.Message);
    }

    private static async Task<string> DataAsync(ApiObjects objects, ResourceName name)
    {
        var found = await objects.FindAsync(ConfigMaps, name, Stop);
        using var document = System.Text.Json.JsonDocument.Parse(found!.Value.Json);
        return document.RootElement.GetProperty("data").GetRawText();
    }

    private static byte[] Data(string data) =>
        Encoding.UTF8.GetBytes($$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{{data}}}""");

    private static byte[] WithVersion(ApiObject old, string x) => Encoding.UTF8.GetBytes(
        $$$"""{"metadata":{"name":"{{{old.Head.Name.Name}}}","resourceVersion":"{{{old.Head.ResourceVersion}}}"},"data":{"x":"{{{x}}}"}}""");
}
