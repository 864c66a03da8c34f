using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using NodaTime.Text;
using Reconciler.Core.Planning;
using Reconciler.Kubernetes.Objects;
using Reconciler.Manifests.Schemas;
using Reconciler.Operator.Worlds;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests.Given;

/// <summary>A namespace of its own on a real API server, and operators that look at no other.</summary>
internal sealed class Bed : IAsyncDisposable
{
    // Only what fails takes so long.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);
    private static int _count;

    private readonly ControlPlane _plane;
    private readonly List<Running> _running = [];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reconciler-operator-");
    private readonly List<Cluster> _clusters = [];
    private int _markers;
    private int _files;

    private Bed(ControlPlane plane, Cluster cluster, string? space) =>
        (_plane, Cluster, Namespace) = (plane, cluster, space ?? $"bed-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}");

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public string Namespace { get; }

    public Cluster Cluster { get; }

    public ApiObjects Objects => Cluster.Objects;

    public string Outbox => Path.Combine(_folder.FullName, "outbox");

    public ControlPlane Plane => _plane;

    /// <summary>A kubeconfig file for the same server at another address, as that of a proxy.</summary>
    public string KubeconfigFor(Uri server)
    {
        var path = Path.Combine(_folder.FullName, $"kubeconfig-{server.Port}");
        File.WriteAllText(path, _plane.KubeconfigFor(server.GetLeftPart(UriPartial.Authority)));
        return path;
    }

    /// <summary>Whether one of the operators in this process is applying a revision.</summary>
    public bool IsInMotion => _running.Any(running => running.IsInMotion);

    /// <summary>The clock that passes of operators in this process go by; it stands until the test moves it.</summary>
    public FakeTimeProvider Clock { get; } = new(InstantPattern.General.Parse(Yaml.Now).Value.ToDateTimeOffset());

    public static async Task<Bed> NewAsync(ControlPlane plane, string? space = null)
    {
        await plane.ReadyAsync(Stop);
        await InstallAsync(plane);
        var bed = new Bed(plane, Cluster.Connect(plane.Kubeconfig, null, TimeProvider.System), space);
        await plane.KubectlAsync("create", "namespace", bed.Namespace);
        return bed;
    }

    public Task<string> KubectlAsync(params IEnumerable<string> arguments) => _plane.KubectlAsync(["-n", Namespace, .. arguments]);

    public Task<string> ApplyAsync(string yaml) => _plane.KubectlAsync(yaml, ["-n", Namespace, "apply", "-f", "-"]);

    public Task<string> DeleteAsync(params IEnumerable<string> what) => KubectlAsync(["delete", .. what]);

    /// <summary>Starts an operator in this process.</summary>
    /// <param name="with">Other options than those of a bed.</param>
    /// <param name="through">A kubeconfig, as that of a proxy; null: straight to the server.</param>
    /// <param name="time">Measures waits of the machinery; null: the machine's own.</param>
    /// <param name="heard">Hears each line that it says, before anybody else does.</param>
    public Running Start(Func<OperatorOptions, OperatorOptions>? with = null, string? through = null, TimeProvider? time = null, Action<string>? heard = null)
    {
        var options = new OperatorOptions
        {
            Namespace = Namespace,
            Outbox = Outbox,
            LeaseName = "lease",
            LeaseNamespace = Namespace,
            Identity = $"operator-{_running.Count}",
        };
        var running = new Running(through is null ? Cluster : ConnectThrough(through), with?.Invoke(options) ?? options, Clock, time ?? TimeProvider.System, heard);
        _running.Add(running);
        return running;
    }

    /// <summary>Writes a kubeconfig into a file of this bed.</summary>
    /// <returns>Its path.</returns>
    public string Write(string kubeconfig)
    {
        var path = Path.Combine(_folder.FullName, $"kubeconfig-{++_files}");
        File.WriteAllText(path, kubeconfig);
        return path;
    }

    private Cluster ConnectThrough(string kubeconfig)
    {
        var cluster = Cluster.Connect(Write(kubeconfig), null, TimeProvider.System);
        _clusters.Add(cluster);
        return cluster;
    }

    /// <summary>An object as the server has it.</summary>
    public async Task<JsonNode?> FindAsync(string kind, string name)
    {
        var type = KnownTypes.Written.Append(KnownTypes.Tickets).Append(KnownTypes.Notices).First(known => known.Kind == kind);
        return await Objects.FindAsync(type, new(type.Namespaced ? Namespace : null, name), Stop) is { } found ? JsonNode.Parse(found.Json.Span) : null;
    }

    public async Task<JsonNode> GetAsync(string kind, string name) => await FindAsync(kind, name) ?? throw new InvalidOperationException($"there is no {kind} {name}");

    public async Task<IReadOnlyList<JsonNode>> ListAsync(string kind)
    {
        var type = KnownTypes.Written.Append(KnownTypes.Tickets).Append(KnownTypes.Notices).First(known => known.Kind == kind);
        return [.. (await Objects.ListAsync(type, new(Namespace), Stop)).Select(found => JsonNode.Parse(found.Json.Span)!)];
    }

    /// <summary>Waits until something is so, some minutes at most.</summary>
    public static Task UntilAsync(string what, Func<Task<bool>> isSo) => UntilAsync(what, Patience, isSo);

    /// <summary>Waits until something is so.</summary>
    public static async Task UntilAsync(string what, TimeSpan patience, Func<Task<bool>> isSo)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (!await isSo())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begin) < patience, $"not within {patience.TotalSeconds} s: {what}");
            await Task.Delay(Glance, TimeProvider.System, Stop);
        }
    }

    /// <summary>Waits until a condition of an object at its generation has a status, and gives the object.</summary>
    public async Task<JsonNode> UntilConditionAsync(string kind, string name, string type, string status = "True")
    {
        await UntilAsync($"{kind} {name}: {type}={status}", () => IsAsync(kind, name, type, status));
        return await GetAsync(kind, name);
    }

    /// <summary>Waits until a whole pass has begun and ended after everything that was done so far.</summary>
    public async Task SettleAsync()
    {
        // Each type is followed by itself: that a change of one was seen says nothing of the others.
        foreach (var type in KnownTypes.Written.Where(type => type.Namespaced).Append(KnownTypes.ConfigMaps))
        {
            var selection = new Selection(Namespace, type == KnownTypes.ConfigMaps ? Api.Annotations.Template : null);
            var there = (await Objects.ListAsync(type, selection, Stop)).ToDictionary(found => found.Head.Name, found => found.Head);
            await UntilAsync($"the leader knows every {type.Kind}", () => Task.FromResult(_running.All(running => running.Caches is not { } caches || Knows(caches, type, there))));
        }

        var name = $"marker-{++_markers}";
        await Many.CreateAsync(this, [$"{{apiVersion: ops.reconciler.dev/v1alpha1, kind: HolidayCalendar, metadata: {{name: {name}}}, spec: {{validThrough: \"2030-12-31\", rules: [{{name: One, month: 1, day: 1}}]}}}}"]);
        await UntilConditionAsync("HolidayCalendar", name, "Ready");

        // New objects get their statuses first: those of others may still be on their way.
        await UntilAsync("the pass is over", () => Task.FromResult(!_running.Any(running => running.IsPassing)));
    }

    private static bool Knows(ClusterCaches caches, ResourceType type, Dictionary<ResourceName, ObjectHead> there)
    {
        var known = caches.Written.First(cache => cache.Type == type).Read();
        return there.Values.All(head => head.Labels[Api.Annotations.OriginKind] is not null || (known.TryGetValue(head.Name, out var found) && IsAsNew(found.Head, head)))
            && known.Values.Where(found => found.Value is not { IsGenerated: true }).All(found => there.ContainsKey(found.Head.Name));
    }

    // Types that do not count their changes are written by people only.
    private static bool IsAsNew(ObjectHead known, ObjectHead there) =>
        there.Generation > 0 ? known.Generation >= there.Generation : known.ResourceVersion == there.ResourceVersion;

    public static JsonNode? Condition(JsonNode found, string type) =>
        (found["status"]?["conditions"] as JsonArray)?.FirstOrDefault(condition => (string?)condition!["type"] == type);

    /// <summary>Moves the clock, and waits for the pass that this causes.</summary>
    public async Task AdvanceAsync(Duration duration)
    {
        Clock.Advance(duration.ToTimeSpan());
        await SettleAsync();
    }

    /// <summary>Moves the clock, and waits for the pass that this alone causes: nobody changes anything.</summary>
    public async Task WakeAsync(Duration duration)
    {
        var before = -1;
        while (before != Passes())
        {
            // A pass that is still under way would be taken for the one that is waited for.
            before = Passes();
            await Task.Delay(Rest, TimeProvider.System, Stop);
        }

        Clock.Advance(duration.ToTimeSpan());
        await UntilAsync($"a pass after {duration} that nobody asked for", () => Task.FromResult(Passes() > before));

        int Passes() => _running.Sum(running => running.Passes);
    }

    /// <summary>Waits until something is so, while the clock goes on: what failed is tried again at an instant of the clock.</summary>
    public Task UntilTickingAsync(string what, Func<Task<bool>> isSo) => UntilAsync(what, async () =>
    {
        Clock.Advance(TimeSpan.FromSeconds(5));
        return await isSo();
    });

    /// <summary>Whether a condition of an object at its generation has a status.</summary>
    public async Task<bool> IsAsync(string kind, string name, string type, string status = "True") =>
        await FindAsync(kind, name) is { } found && (string?)Condition(found, type)?["status"] == status
        && (long?)found["status"]!["observedGeneration"] == (long?)found["metadata"]!["generation"];

    /// <summary>Mails in the outbox, by name of the notice, with their Message-IDs.</summary>
    public SortedDictionary<string, string> Mails() => new(
        (Directory.Exists(Outbox) ? Directory.GetFiles(Outbox, "*.eml", SearchOption.AllDirectories) : []).ToDictionary(
            file => Path.GetFileNameWithoutExtension(file)!,
            file => File.ReadLines(file).First(line => line.StartsWith("Message-Id:", StringComparison.OrdinalIgnoreCase))["Message-Id:".Length..].Trim()),
        StringComparer.Ordinal);

    public Task<Ledger> LedgerAsync() => new ClusterLedger(Cluster).ReadAsync(Namespace, Stop);

    public async ValueTask DisposeAsync()
    {
        foreach (var running in _running)
        {
            await running.DisposeAsync();
        }

        _clusters.ForEach(cluster => cluster.Dispose());
        Cluster.Dispose();
        _folder.Delete(recursive: true);
    }

    private static async Task InstallAsync(ControlPlane plane)
    {
        await Installing.WaitAsync(Stop);
        try
        {
            if (Installed.Add(plane))
            {
                var definitions = string.Join("---\n", CustomResources.All().Select(definition => definition.ToYaml()));
                await plane.KubectlAsync(definitions, ["apply", "--server-side", "-f", "-"]);
                await plane.KnowsKindsAsync(Stop);
            }
        }
        finally
        {
            Installing.Release();
        }
    }

    private static readonly SemaphoreSlim Installing = new(1);
    private static readonly HashSet<ControlPlane> Installed = [];
}
