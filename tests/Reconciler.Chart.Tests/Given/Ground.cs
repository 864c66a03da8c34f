using System.Text.Json.Nodes;
using Reconciler.Chart.Tests.Permissions;
using Reconciler.Git.Tests;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Chart.Tests.Given;

/// <summary>An installed chart, its operator as a process under the chart's service account, and a namespace in which people do things.</summary>
internal sealed class Ground : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);

    private readonly ControlPlane _plane;
    private readonly IReadOnlyList<JsonNode> _objects;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reconciler-ground-");
    private readonly TemporaryRepository _git = new(isBare: true);
    private OperatorRun? _run;

    private Ground(ControlPlane plane, string space, IReadOnlyList<JsonNode> objects) => (_plane, Space, _objects) = (plane, space, objects);

    /// <summary>The namespace in which people do things.</summary>
    public string Space { get; }

    /// <summary>The repository.</summary>
    public string Repository => _git.Folder;

    /// <summary>The chart's deployment.</summary>
    public JsonNode Deployment => _objects.Single(found => (string?)found["kind"] == "Deployment");

    /// <summary>What it is granted.</summary>
    public IReadOnlyList<Right> Granted => [.. Right.GrantedTo(Account, _objects).Distinct()];

    /// <summary>What it asked so far, with the codes of the answers.</summary>
    public IReadOnlyList<(Right Right, int Code)> Used
    {
        get
        {
            using var log = new StreamReader(new FileStream(_plane.AuditLog, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            var text = log.ReadToEnd();
            return [.. Right.UsedBy(Account, text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries))];
        }
    }

    /// <summary>What is granted and was not asked for with success.</summary>
    public IEnumerable<Right> Unused
    {
        get
        {
            var used = Used.Where(each => each.Code is >= 200 and < 300).Select(each => each.Right).Distinct().ToArray();
            return Granted.Where(right => !used.Any(right.Covers));
        }
    }

    private string Home => $"{Space}-ops";

    private string Account => $"system:serviceaccount:{Home}:rc-reconciler";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Installs the chart, as release <c>rc</c> in a namespace of its own.</summary>
    /// <param name="chart">The server.</param>
    /// <param name="space">The namespace in which people do things.</param>
    /// <param name="values">Values of the chart.</param>
    public static async Task<Ground> NewAsync(ChartPlane chart, string space, params string[] values)
    {
        var plane = await chart.WithAsync(space, $"{space}-ops");
        var yaml = await Helm.TemplateAsync($"{space}-ops", values.SelectMany(value => new[] { "--set", value }));
        await plane.KubectlAsync(yaml, ["apply", "-f", "-"]);
        var ground = new Ground(plane, space, await chart.TryAsync(yaml));
        await plane.UntilMayAsync(ground.Account, Stop, ground.Granted.Select(right => (right.Space, right.Verb, right.Resource, right.Name)));
        return ground;
    }

    /// <summary>A token of the service account.</summary>
    public async Task<string> TokenAsync() => (await _plane.KubectlAsync("create", "token", "rc-reconciler", "-n", Home)).Trim();

    /// <summary>Starts the operator as this user, in folders of this machine.</summary>
    public async Task StartAsync()
    {
        var kubeconfig = Path.Combine(_folder.FullName, "kubeconfig");
        await File.WriteAllTextAsync(kubeconfig, await File.ReadAllTextAsync(_plane.Kubeconfig, Stop), Stop);
        await _plane.KubectlAsync("config", "--kubeconfig", kubeconfig, "set-credentials", "pod", $"--token={await TokenAsync()}");
        await _plane.KubectlAsync("config", "--kubeconfig", kubeconfig, "set-context", "--current", "--user=pod");
        var start = PublishedProgram.Start(Pod.Of(Deployment, _folder.FullName).Arguments);
        start.Environment["KUBECONFIG"] = kubeconfig;
        Take(new(start));
    }

    /// <summary>Takes an operator that was started otherwise.</summary>
    public void Take(OperatorRun run) => _run = run;

    /// <summary>Ends the operator as a node does that is drained.</summary>
    public async Task StopAsync() => Assert.Equal(0, await _run!.EndAsync());

    /// <summary>Runs kubectl as administrator in the namespace.</summary>
    public Task<string> KubectlAsync(params IEnumerable<string> arguments) => _plane.KubectlAsync(["-n", Space, .. arguments]);

    /// <summary>Applies objects as people do.</summary>
    public Task ApplyAsync(params IEnumerable<string> yaml) => _plane.KubectlAsync(string.Join("\n---\n", yaml), ["-n", Space, "apply", "-f", "-"]);

    /// <summary>Follows the repository.</summary>
    /// <param name="url">Its URL.</param>
    /// <param name="secret">What the secret holds that it is read with.</param>
    public async Task FollowAsync(string url, JsonObject secret)
    {
        await ApplyAsync(new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Secret", ["metadata"] = new JsonObject { ["name"] = "team-git" }, ["stringData"] = secret }.ToJsonString());
        await ApplyAsync($$"""
            apiVersion: ops.reconciler.dev/v1alpha1
            kind: FleetSource
            metadata: {name: team}
            spec: {url: "{{url}}", interval: 24h, secretRef: {name: team-git} }
            """);
    }

    /// <summary>Commits exactly these files, and waits until they are applied.</summary>
    public async Task SyncAsync(params IEnumerable<(string Path, string Text)> files)
    {
        var commit = _git.Commit("main", [.. files]);
        await KubectlAsync("annotate", "fleet", "team", "--overwrite", $"ops.reconciler.dev/requested-at={commit}");
        await UntilAsync("fleet/team", "{.status.lastAppliedRevision} {.status.applying}", $"main@sha1:{commit} ");
    }

    /// <summary>Waits until <c>kubectl get</c> prints something.</summary>
    public Task UntilAsync(string what, string path, string text) =>
        UntilAsync($"{what}: {text}", async () => await KubectlAsync("get", "--ignore-not-found", what, "-o", $"jsonpath={path}") == text);

    /// <summary>Waits until something is so; says what else is the case where it does not come.</summary>
    public async Task UntilAsync(string what, Func<Task<bool>> isSo)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (!await isSo())
        {
            Assert.True(
                TimeProvider.System.GetElapsedTime(begin) < Patience,
                $"not within {Patience.TotalSeconds} s: {what}\nnot used:\n  {string.Join("\n  ", Unused)}\n{await KubectlAsync("get", "reconciler", "-o", "wide")}\n{_run?.Said}");
            await Task.Delay(Glance, TimeProvider.System, Stop);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_run is not null)
        {
            await _run.DisposeAsync();
        }

        await KubectlAsync("delete", "mw,di,cop,up,cr,case,hol,fleet,chg,ntc,opol", "--all");
        _git.Dispose();
        _folder.Delete(recursive: true);
    }
}
