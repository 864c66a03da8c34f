using Reconciler.Cli.Tests.Running;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Cli.Tests.Clusters;

/// <summary><c>reconciler get</c> and <c>status --live</c>: the example fleet in a cluster of its own looks as it does in files.</summary>
public sealed class GetTests(ProgramTests.OwnPlane own) : IClassFixture<ProgramTests.OwnPlane>, IDisposable
{
    private static bool _isApplied;
    private readonly Workplace _place = new Workplace().WithCopyOf("examples/fleet");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("windows")]
    [InlineData("windows -o wide -l ops.reconciler.dev/region=EMEA")]
    [InlineData("windows -o json hooli-ntp dial-plan-cleanup")]
    [InlineData("notices")]
    [InlineData("tickets -o yaml")]
    [InlineData("findings -o name")]
    public async Task Get_IsTheSame_OfFilesAndOfACluster(string arguments)
    {
        var plane = await ApplyAsync();

        var files = await _place.RunAsync($"get {arguments} examples/fleet --state store -n fleet {Workplace.AsOf}");
        var cluster = await _place.RunAsync($"get {arguments} --kubeconfig {plane.Kubeconfig} -n fleet {Workplace.AsOf}");

        Assert.NotEmpty(files.Output);
        Assert.Equal(files, cluster);
    }

    [Fact]
    public async Task Status_NamesTheSame_OfFilesAndOfACluster_ButForWhatIsNoObjectThere()
    {
        var plane = await ApplyAsync();

        var files = await _place.RunAsync($"status examples/fleet --state store -n fleet -l ops.reconciler.dev/region=EMEA -o name {Workplace.AsOf}");
        var cluster = await _place.RunAsync($"status --live --kubeconfig {plane.Kubeconfig} -n fleet -l ops.reconciler.dev/region=EMEA -o name {Workplace.AsOf}");

        var there = (await plane.KubectlAsync("get", "maintenancewindows,dedicatedinstances", "-n", "fleet", "-o", "name")).Split('\n');
        Assert.Contains("maintenancewindow.ops.reconciler.dev/emea-storage-firmware\n", cluster.Output, StringComparison.Ordinal);
        Assert.NotEqual(files.Output, cluster.Output);
        Assert.Equal(files.Output.Split('\n').Intersect(there), cluster.Output.Split('\n'));
    }

    [Fact]
    public async Task Get_OfAllNamespaces_TellsThem()
    {
        var plane = await ApplyAsync();

        var outcome = await _place.RunAsync($"get mw hooli-ntp -A --kubeconfig {plane.Kubeconfig} {Workplace.AsOf}");

        Assert.Matches(@"^NAMESPACE   NAME .*\nfleet       hooli-ntp ", outcome.Output);
    }

    [Fact]
    public async Task Status_SaysWhoLeads_AndWhatNobodyLookedAt()
    {
        var plane = await ApplyAsync();
        var nobody = await _place.RunAsync($"status --live --kubeconfig {plane.Kubeconfig} {Workplace.AsOf}");
        await plane.KubectlAsync(
            """
            apiVersion: coordination.k8s.io/v1
            kind: Lease
            metadata: {name: reconciler, namespace: fleet}
            spec: {holderIdentity: pod-1, leaseDurationSeconds: 15, renewTime: "2026-12-01T08:59:58.000000Z"}
            """,
            ["apply", "-f", "-"]);

        var led = await _place.RunHereAsync($"status --live -n fleet --kubeconfig {plane.Kubeconfig} {Workplace.AsOf}");
        _place.Clock.Advance(TimeSpan.FromMinutes(1));
        var late = await _place.RunHereAsync($"status --live --kubeconfig {plane.Kubeconfig} {Workplace.AsOf} -o json");
        await plane.KubectlAsync("delete", "lease", "reconciler", "-n", "fleet");

        Golden.Match("Looking/status-nobody.golden.txt", nobody.Output);
        Assert.Contains("\nfleet/reconciler: led by pod-1, last sign of life 2026-12-01T08:59:58Z (2s ago)\n", led.Output, StringComparison.Ordinal);
        Assert.False((bool)late.Json["live"]!["leaders"]![0]!["leads"]!);
    }

    [Fact]
    public async Task Observing_IsSaid_AndWhatIsOnlyPlannedIsNoObject()
    {
        var plane = await ApplyAsync();
        await plane.KubectlAsync(
            """
            apiVersion: coordination.k8s.io/v1
            kind: Lease
            metadata: {name: observer, namespace: fleet, annotations: {ops.reconciler.dev/announces: observe} }
            spec: {holderIdentity: pod-1, leaseDurationSeconds: 15, renewTime: "2026-12-01T08:59:58.000000Z"}
            """,
            ["apply", "-f", "-"]);
        await plane.KubectlAsync("delete", "changeticket", "hooli-ntp", "-n", "fleet");
        var cluster = $"--lease observer --kubeconfig {plane.Kubeconfig} -n fleet {Workplace.AsOf}";

        var status = await _place.RunAsync($"status --live {cluster}");
        var (windows, tickets, notices) = (await _place.RunAsync($"get windows {cluster}"), await _place.RunAsync($"get tickets {cluster}"), await _place.RunAsync($"get notices {cluster}"));
        var there = await plane.KubectlAsync("get", "changetickets", "-n", "fleet", "-o", "name");
        var (names, json) = (await _place.RunAsync($"get tickets {cluster} -o name"), await _place.RunAsync($"get tickets hooli-ntp {cluster} -o json"));
        await _place.RunAsync($"run examples/fleet -n fleet {Workplace.AsOf} --state store");
        await plane.KubectlAsync(["apply", "--server-side", "-n", "fleet", .. Files("store/ledger").SelectMany(file => new[] { "-f", file })]);
        await plane.KubectlAsync(["apply", "--server-side", "--subresource=status", "-n", "fleet", .. Files("store/ledger").SelectMany(file => new[] { "-f", file })]);

        Assert.Contains("\nfleet/observer: led by pod-1, observing: nobody is told anything, last sign of life ", status.Output, StringComparison.Ordinal);
        Assert.All(new[] { windows, tickets, notices }, list => Assert.Contains("nobody is told anything", list.Error, StringComparison.Ordinal));
        Assert.DoesNotMatch("told [0-9]+ of|notice (at once|by)", windows.Output.Split('\n').Single(line => line.StartsWith("hooli-ntp ", StringComparison.Ordinal)));
        Assert.Matches("(?m)^hooli-ntp .* New +observed only$", tickets.Output);
        Assert.Matches("(?m)^hooli-ntp-planned-.* Due +observed only$", notices.Output);
        Assert.DoesNotContain("to be sent now", notices.Output, StringComparison.Ordinal);
        Assert.Equal(there.Split('\n').Order(), names.Output.Split('\n').Order());
        Assert.True((bool)Assert.Single(json.Json["tickets"]!.AsArray())!["observed"]!);
    }

    [Fact]
    public async Task Nothing_IsNoAllClear_WhereTheNamespaceIsNotThere()
    {
        var plane = await ApplyAsync();

        var status = await _place.RunAsync($"status --live -n nosuch --kubeconfig {plane.Kubeconfig} {Workplace.AsOf}");
        var list = await _place.RunAsync($"get windows -n nosuch --kubeconfig {plane.Kubeconfig} {Workplace.AsOf}");
        var empty = await _place.RunAsync($"status --live -n default --kubeconfig {plane.Kubeconfig} {Workplace.AsOf}");

        Assert.Equal(new(ExitCodes.Failed, "", "reconciler: there is no namespace nosuch\n"), status);
        Assert.Equal(new(ExitCodes.Clean, "", "No windows in namespace nosuch: there is no such namespace.\n"), list);
        Assert.Contains("\nNothing is here: no instance and no change.\n", empty.Output, StringComparison.Ordinal);
        Assert.StartsWith("namespace default: 0 instances, 0 changes, ", empty.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_ShowsWhatSomebodyChanges()
    {
        var plane = await ApplyAsync();
        using var stop = new CancellationTokenSource();
        await using var output = new Said();
        var shell = _place.ShellOf(output, TextWriter.Null) with { Clock = TimeProvider.System };
        var watching = Program.RunAsync(["get", "mw", "-w", "-n", "fleet", "--kubeconfig", plane.Kubeconfig, "--as-of", "2026-12-01T09:00:00Z", "-o", "name"], shell, stop.Token);

        var all = await output.NextAsync();
        await plane.KubectlAsync("annotate", "mw", "dial-plan-cleanup", "-n", "fleet", "note=seen");
        await plane.KubectlAsync("patch", "mw", "dial-plan-cleanup", "-n", "fleet", "--type=merge", "-p", """{"spec": {"start": "2027-01-13"}}""");
        var changed = "";
        while (changed.Length == 0)
        {
            changed = await output.NextAsync();
        }

        await stop.CancelAsync();
        await plane.KubectlAsync("patch", "mw", "dial-plan-cleanup", "-n", "fleet", "--type=merge", "-p", """{"spec": {"start": "2027-01-12"}}""");
        Assert.Equal(ExitCodes.Clean, await watching);
        Assert.Contains("maintenancewindow.ops.reconciler.dev/hooli-ntp\n", all, StringComparison.Ordinal);
        Assert.Equal("maintenancewindow.ops.reconciler.dev/dial-plan-cleanup\n", changed);
    }

    [Fact]
    public async Task Get_ShowsWhatCanNotBeRead_AndWhatIsPlannedAllTheSame()
    {
        var plane = await ApplyAsync();
        await plane.KubectlAsync("patch", "mw", "dial-plan-cleanup", "-n", "fleet", "--type=merge", "-p", """{"spec": {"start": "2026-02-30"}}""");

        var findings = await _place.RunAsync($"get findings --kubeconfig {plane.Kubeconfig} {Workplace.AsOf}");
        var status = await _place.RunAsync($"status --live --kubeconfig {plane.Kubeconfig} {Workplace.AsOf}");
        await plane.KubectlAsync("patch", "mw", "dial-plan-cleanup", "-n", "fleet", "--type=merge", "-p", """{"spec": {"start": "2027-01-12"}}""");

        Assert.Matches("(?m)^error      Unreadable   MaintenanceWindow/dial-plan-cleanup .*2026-02-30", findings.Output);
        Assert.Contains("Wrong beside changes (1):\n", status.Output, StringComparison.Ordinal);
        Assert.Contains("amer-to-15su2-globex-amer", (await _place.RunAsync($"get windows --kubeconfig {plane.Kubeconfig} {Workplace.AsOf}")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OfOneNamespace_IsEnoughForWhoMaySeeNoOther()
    {
        var plane = await ApplyAsync();
        await plane.KubectlAsync("create", "serviceaccount", "viewer", "-n", "fleet");
        await plane.KubectlAsync("create", "role", "viewer", "-n", "fleet", "--verb=list,watch", "--resource=*.ops.reconciler.dev,configmaps");
        await plane.KubectlAsync("create", "rolebinding", "viewer", "-n", "fleet", "--role=viewer", "--serviceaccount=fleet:viewer");
        await plane.KubectlAsync("create", "clusterrole", "policies", "--verb=list,watch", "--resource=operationalpolicies.ops.reconciler.dev");
        await plane.KubectlAsync("create", "clusterrolebinding", "viewer", "--clusterrole=policies", "--serviceaccount=fleet:viewer");
        await plane.UntilMayAsync("system:serviceaccount:fleet:viewer", Stop,
            [("fleet", "list", "ops.reconciler.dev/maintenancewindows", ""), ("fleet", "list", "/configmaps", ""), ("", "list", "ops.reconciler.dev/operationalpolicies", "")]);

        var (code, output, error) = await AsAsync(plane, "viewer", ["get", "mw", "hooli-ntp", "-n", "fleet", "-o", "name", "--as-of", "2026-12-01T09:00:00Z"]);

        Assert.Equal((ExitCodes.Clean, "maintenancewindow.ops.reconciler.dev/hooli-ntp\n"), (code, output));
        Assert.Contains("only namespace fleet may be read", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_SaysWhy_WhenTheClusterCanNotBeAskedOrMayNotBe()
    {
        var plane = await ApplyAsync();
        await plane.KubectlAsync("create", "serviceaccount", "nobody", "-n", "fleet");

        var (code, output, error) = await AsAsync(plane, "nobody", ["get", "mw"]);

        Assert.Equal((ExitCodes.Failed, ""), (code, output));
        Assert.Matches("^reconciler: [a-z]+\\.ops\\.reconciler\\.dev is forbidden: .*: to look takes the ClusterRole view, .*policy-view.*names it with -n\n$", error);
    }

    /// <inheritdoc/>
    public void Dispose() => _place.Dispose();

    private async Task<(int Code, string Output, string Error)> AsAsync(ControlPlane plane, string account, string[] words)
    {
        var token = (await plane.KubectlAsync("create", "token", account, "-n", "fleet")).Trim();
        _place.With("kubeconfig", await File.ReadAllTextAsync(plane.Kubeconfig, Stop));
        await plane.KubectlAsync("config", "--kubeconfig", _place.PathOf("kubeconfig"), "set-credentials", account, $"--token={token}");
        await plane.KubectlAsync("config", "--kubeconfig", _place.PathOf("kubeconfig"), "set-context", "--current", "--user", account);
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await Program.RunAsync([.. words, "--kubeconfig", "kubeconfig"], _place.ShellOf(output, error) with { Clock = TimeProvider.System }, Stop);
        return (code, output.ToString(), error.ToString());
    }

    // As the operator leaves it, but for statuses: the ledger, and what people wrote.
    private async Task<ControlPlane> ApplyAsync()
    {
        var plane = await own.ReadyAsync();
        await _place.RunAsync($"run examples/fleet -n fleet {Workplace.AsOf} --state store");
        if (!_isApplied)
        {
            await plane.KubectlAsync("create", "namespace", "fleet");
            await plane.KubectlAsync(["apply", "--server-side", "-n", "fleet", "-R", .. Files("examples/fleet").Concat(Files("store/ledger")).SelectMany(file => new[] { "-f", file })]);
            await plane.KubectlAsync(["apply", "--server-side", "--subresource=status", "-n", "fleet", .. Files("store/ledger").SelectMany(file => new[] { "-f", file })]);
            _isApplied = true;
        }

        return plane;
    }

    private IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(_place.PathOf(folder), "*.yaml", SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(_place.PathOf(folder), file).Split(Path.DirectorySeparatorChar).Any(part => part.StartsWith('.')));
}
