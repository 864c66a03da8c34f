using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Reconciler.Kubernetes.Caching;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Objects;
using static Reconciler.Kubernetes.Tests.Plane;

namespace Reconciler.Kubernetes.Tests.Caching;

/// <summary>A cache of config maps that runs, and what it said. The value <c>bad</c> can not be decoded.</summary>
internal sealed class Followed : IAsyncDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly Channel<string> _said = Channel.CreateUnbounded<string>();
    private readonly Task _run;

    public Followed(ApiObjects objects, CacheOptions options, TimeProvider? time = null, ILogger? log = null)
    {
        Cache = new(objects, ConfigMaps, Decode, options, time ?? TimeProvider.System, Chance.Next, log ?? new TestLog())
        {
            Changed = change => _said.Writer.TryWrite(Words(change)),
        };
        _run = Cache.RunAsync(_over.Token);
    }

    public ResourceCache<string> Cache { get; }

    /// <summary>What the cache holds, in order: <c>a=1 b=2</c>.</summary>
    public string Shown => string.Join(' ', Cache.Read().Values.OrderBy(one => one.Head.Name).Select(Words));

    /// <summary>A cache of one namespace, after its first list.</summary>
    public static async Task<Followed> SyncedAsync(ApiObjects objects, string space, CacheOptions? options = null)
    {
        var followed = new Followed(objects, (options ?? new()) with { Selection = new(space) });
        await followed.Cache.WhenSynced.WaitAsync(Stop);
        return followed;
    }

    /// <summary>The next change.</summary>
    public ValueTask<string> NextAsync() => _said.Reader.ReadAsync(Stop);

    /// <summary>Waits for a change; the ones before it do not matter.</summary>
    public async Task UntilAsync(string change)
    {
        while (await NextAsync() != change)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _run;
        _over.Dispose();
    }

    private static string Decode(ApiObject found, string? former)
    {
        using var document = JsonDocument.Parse(found.Json);
        var value = document.RootElement.GetProperty("data").GetProperty("x").GetString()!;
        return value == "bad" ? throw new FormatException("x is bad") : value;
    }

    private static string Words(CacheChange<string> change) =>
        $"{(change.Old is null ? "new" : change.New is null ? "gone" : "changed")} {Words(change.New ?? change.Old!)}{(change.IsAdopted ? " (ours)" : "")}";

    private static string Words(CachedObject<string> one) => $"{one.Head.Name.Name}={one.Value ?? one.Problem?.Message}";
}
