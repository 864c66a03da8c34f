using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using LibGit2Sharp;
using Reconciler.Api;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Objects;
using Reconciler.TestKit.Clusters;
using Repository = LibGit2Sharp.Repository;

namespace Reconciler.Benchmarks.Clusters;

/// <summary>How fast a repository gets into a cluster, beside a bare loop of server-side applies. Each figure is from a control plane of its own.</summary>
internal static class FleetRuns
{
    private const int First = 5000;
    private const int Many = 10_000;
    private const int PerFile = 10;
    private const int Workers = 16;
    private const int CommitLength = 40;
    private const int DigestLength = 32;

    /// <summary>Publishes, measures, and prints.</summary>
    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("reconciler-fleet-").FullName;
        try
        {
            var program = Path.Combine(folder, "program");
            await Measured.MustAsync("dotnet", "publish", TestKit.Repository.PathOf("src/Reconciler.Cli"), "-c", "Release", "-r", "linux-x64", "-p:AheadOfTime=true", "-o", program);
            foreach (var (what, text) in new[] { ("as declared", (Func<int, string>)Declared), ("as sent, with what says whose they are", Sent) })
            {
                var bare = await BareAsync(text);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"bare server-side-apply loop, {First} objects {what}, {Workers} workers: {First / bare.TotalSeconds:0} objects/s"));
            }

            var (first, _, firstPeak) = await FollowAsync(Path.Combine(program, "reconciler"), Path.Combine(folder, "first"), changed => Windows(First, changed ? First / 2 : -1));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first apply of {First} objects, tried and applied: {First * 1000.0 / first:0} objects/s, peak {firstPeak / 1e6:0} MB"));
            var (_, one, peak) = await FollowAsync(Path.Combine(program, "reconciler"), Path.Combine(folder, "many"), changed => Windows(Many, changed ? Many / 2 : -1));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"one of {Many} documents changed: {one} ms from the end of the fetch, peak {peak / 1e6:0} MB"));
            await GeneratedAsync(Path.Combine(program, "reconciler"), Path.Combine(folder, "generated"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Measures the first apply alone, each program in turn after a bare loop, so that a noisy machine is one for all of them.</summary>
    /// <param name="runs">How often.</param>
    /// <param name="programs">Paths of published programs.</param>
    public static async Task FirstAsync(int runs, IReadOnlyCollection<string> programs)
    {
        var folder = Directory.CreateTempSubdirectory("reconciler-fleet-").FullName;
        try
        {
            foreach (var program in Enumerable.Range(0, runs).SelectMany(_ => programs))
            {
                var (declared, sent) = (await BareAsync(Declared), await BareAsync(Sent));
                var (first, _, peak) = await FollowAsync(program, Directory.CreateDirectory(Path.Combine(folder, Path.GetRandomFileName())).FullName, changed => changed ? [] : Windows(First, -1));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{program}: {First * 1000.0 / first:0} objects/s, {sent.TotalMilliseconds / first:0.00} of a bare loop of the same objects ({First / sent.TotalSeconds:0}), {declared.TotalMilliseconds / first:0.00} of one of them as declared ({First / declared.TotalSeconds:0}), peak {peak / 1e6:0} MB"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Of every kind, and planned: twelve megabytes of YAML.
    private static async Task GeneratedAsync(string program, string folder)
    {
        var (whole, one, peak) = await FollowAsync(program, folder, changed => MeasuredFleet.Files(Many).Select((file, i) => (file.Path, changed && i == Many / PerFile / 5 ? file.Text.Replace("customer: ", "customer: New ", StringComparison.Ordinal) : file.Text)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Many} generated objects: applied in {whole} ms, one file changed in {one} ms, peak {peak / 1e6:0} MB"));
    }

    private static async Task<TimeSpan> BareAsync(Func<int, string> text)
    {
        await using var plane = await ReadyAsync();
        using var connection = new ApiConnection(ApiAccess.FromKubeconfig(plane.Kubeconfig, context: null), TimeProvider.System);
        var objects = new ApiObjects(connection, TimeProvider.System, () => 0);
        byte[][] texts = [.. Enumerable.Range(0, First).Select(i => Encoding.UTF8.GetBytes(text(i)))];
        var begin = TimeProvider.System.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, First), new ParallelOptions { MaxDegreeOfParallelism = Workers }, async (i, stop) =>
            await objects.ApplyAsync(Types.Windows, new("default", $"w-{i:00000}"), texts[i], new("bare"), stop));
        return TimeProvider.System.GetElapsedTime(begin);
    }

    private static string Declared(int number) => Window(number, "2027-03-02");

    // With the labels and annotations that a first apply adds.
    private static string Sent(int number)
    {
        var json = JsonNode.Parse(Declared(number))!;
        json["metadata"]!["labels"] = new JsonObject { [Annotations.Fleet] = "team", [Annotations.FleetNamespace] = "default" };
        json["metadata"]!["annotations"] = new JsonObject { [Annotations.Applied] = new string('0', DigestLength), [Annotations.Revision] = new string('0', CommitLength), [Annotations.Author] = "Jane" };
        return json.ToJsonString();
    }

    private static async Task<(long First, long Second, long PeakBytes)> FollowAsync(string program, string folder, Func<bool, IEnumerable<(string Path, string Text)>> files)
    {
        await using var plane = await ReadyAsync();
        using var upstream = new Repository(Repository.Init(Path.Combine(folder, "upstream"), isBare: true));
        Commit(upstream, files(false));
        await using var running = Running.Start(program, "operator", "--kubeconfig", plane.Kubeconfig, "--announce", "observe", "--data", Path.Combine(folder, "data"), "--local-repositories");
        await plane.KubectlAsync(
            $"{{apiVersion: ops.reconciler.dev/v1alpha1, kind: FleetSource, metadata: {{name: team}}, spec: {{url: '{new Uri(Path.Combine(folder, "upstream")).AbsoluteUri}', interval: 24h}}}}", ["apply", "-f", "-"]);
        using var connection = new ApiConnection(ApiAccess.FromKubeconfig(plane.Kubeconfig, context: null), TimeProvider.System);
        var objects = new ApiObjects(connection, TimeProvider.System, () => 0);
        var first = await UntilAsync(objects, upstream);
        var peak = running.PeakBytes;
        if (!files(true).Any())
        {
            return (first, 0, peak);
        }

        await Task.Delay(TimeSpan.FromSeconds(60), TimeProvider.System);
        Commit(upstream, files(true));
        await plane.KubectlAsync("annotate", "fleet", "team", "ops.reconciler.dev/requested-at=now");
        var second = await UntilAsync(objects, upstream);
        return (first, second, Math.Max(peak, running.PeakBytes));
    }

    private static async Task<long> UntilAsync(ApiObjects objects, Repository upstream)
    {
        while (true)
        {
            if (await objects.FindAsync(Types.Sources, new("default", "team"), CancellationToken.None) is { } found
                && JsonNode.Parse(found.Json.Span)!["status"] is { } status && ((string?)status["lastAppliedRevision"])?.EndsWith(upstream.Branches["main"].Tip.Sha, StringComparison.Ordinal) is true)
            {
                return (long)status["history"]![0]!["milliseconds"]!;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }
    }

    private static async Task<ControlPlane> ReadyAsync()
    {
        var plane = new ControlPlane();
        await plane.ReadyAsync(CancellationToken.None);
        await plane.KubectlAsync("apply", "--server-side", "-f", TestKit.Repository.PathOf("charts/reconciler/crds"));
        await plane.KubectlAsync("wait", "--for=condition=Established", "crd", "--all", "--timeout=60s");
        await plane.KubectlAsync("create", "namespace", "fleet");
        return plane;
    }

    private static IEnumerable<(string Path, string Text)> Windows(int count, int changed) => Enumerable.Range(0, count).Chunk(PerFile).Select(file =>
        ($"team-{file[0] / 1000:00}/windows-{file[0]:00000}.yaml", string.Concat(file.Select(i => Window(i, i == changed ? "2027-03-09" : "2027-03-02") + "\n---\n"))));

    private static void Commit(Repository upstream, IEnumerable<(string Path, string Text)> files)
    {
        var tree = new TreeDefinition();
        foreach (var (path, text) in files)
        {
            using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(text));
            tree.Add(path, upstream.ObjectDatabase.CreateBlob(bytes), Mode.NonExecutableFile);
        }

        var who = new Signature("Jane", "jane@example.com", DateTimeOffset.UnixEpoch);
        var commit = upstream.ObjectDatabase.CreateCommit(who, who, "a change", upstream.ObjectDatabase.CreateTree(tree), upstream.Branches["main"]?.Tip is { } tip ? [tip] : [], prettifyMessage: false);
        upstream.Refs.Add("refs/heads/main", commit.Id, allowOverwrite: true);
    }

    private static string Window(int number, string start) => $$$"""
        {"apiVersion": "ops.reconciler.dev/v1alpha1", "kind": "MaintenanceWindow", "metadata": {"name": "w-{{{number:00000}}}"}, "spec": {"instance": "i-{{{number:00000}}}", "category": "routine", "start": "{{{start}}}T02:00:00Z", "duration": "1h"}}
        """;
}
