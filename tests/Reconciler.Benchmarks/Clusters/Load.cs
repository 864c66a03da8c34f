using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Reconciler.Kubernetes.Caching;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Objects;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Benchmarks.Clusters;

/// <summary>Creates many objects, and measures until each has a condition at its generation. A watch that the busy server ends goes on.</summary>
/// <param name="plane">The control plane.</param>
internal sealed class Load(ControlPlane plane)
{
    private const int Workers = 16;
    private const string Space = "default";

    /// <summary>Creates objects and waits for nothing.</summary>
    /// <param name="type">Their type.</param>
    /// <param name="template">The object as YAML; its name gets a number, <c>{n}</c> elsewhere becomes that number.</param>
    /// <param name="count">How many.</param>
    public async Task CreateAsync(ResourceType type, string template, int count)
    {
        using var connection = Connect(out var objects);
        var json = await plane.KubectlAsync(template, ["create", "--dry-run=client", "-o", "json", "-f", "-"]);
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = Workers }, async (i, stop) =>
            await objects.CreateAsync(type, Space, Numbered(json, i), stop));
    }

    /// <summary>Creates objects and waits until each has a condition.</summary>
    /// <param name="type">Their type.</param>
    /// <param name="template">The object as YAML.</param>
    /// <param name="name">Its name.</param>
    /// <param name="count">How many.</param>
    /// <returns>From the first create to the last status.</returns>
    public async Task<TimeSpan> CreateAndWaitAsync(ResourceType type, string template, string name, int count)
    {
        var begin = TimeProvider.System.GetTimestamp();
        var waiting = UntilAsync(type, name, count, "Scheduled");
        await CreateAsync(type, template, count);
        await waiting;
        return TimeProvider.System.GetElapsedTime(begin);
    }

    /// <summary>Waits until so many objects have a condition at their generation.</summary>
    /// <param name="type">Their type.</param>
    /// <param name="name">What their names begin with.</param>
    /// <param name="count">How many.</param>
    /// <param name="condition">The condition.</param>
    /// <returns>From now to the last status.</returns>
    public async Task<TimeSpan> UntilAsync(ResourceType type, string name, int count, string condition)
    {
        var begin = TimeProvider.System.GetTimestamp();
        using var connection = Connect(out var objects);
        using var stop = new CancellationTokenSource();
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var left = count;
        var cache = new ResourceCache<object>(objects, type, (found, _) => Has(found, condition), new() { Selection = new(Space) }, TimeProvider.System, () => 0, NullLogger.Instance)
        {
            Changed = change =>
            {
                if (change is { New: { Value: true } now, Old: null or { Value: false } } && now.Head.Name.Name.StartsWith($"{name}-", StringComparison.Ordinal) && --left == 0)
                {
                    done.SetResult();
                }
            },
        };
        var following = cache.RunAsync(stop.Token);
        await await Task.WhenAny(done.Task, following);
        var took = TimeProvider.System.GetElapsedTime(begin);
        await stop.CancelAsync();
        await Task.WhenAny(following);
        return took;
    }

    private ApiConnection Connect(out ApiObjects objects)
    {
        var connection = new ApiConnection(ApiAccess.FromKubeconfig(plane.Kubeconfig, context: null), TimeProvider.System);
        objects = new(connection, TimeProvider.System, () => 0);
        return connection;
    }

    private static byte[] Numbered(string json, int number)
    {
        var text = number.ToString("000000", CultureInfo.InvariantCulture);
        var found = JsonNode.Parse(json.Replace("{n}", text, StringComparison.Ordinal))!;
        found["metadata"]!["name"] = $"{(string)found["metadata"]!["name"]!}-{text}";
        return Encoding.UTF8.GetBytes(found.ToJsonString());
    }

    private static object Has(ApiObject found, string condition)
    {
        using var json = JsonDocument.Parse(found.Json);
        return json.RootElement.TryGetProperty("status", out var status) && status.TryGetProperty("conditions", out var conditions)
            && conditions.EnumerateArray().Any(each => each.GetProperty("type").GetString() == condition
                && (!each.TryGetProperty("observedGeneration", out var observed) || observed.GetInt64() == found.Head.Generation));
    }
}
