using System.Text.Json.Nodes;
using Reconciler.Cli.Tests.Running;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Cli.Tests.Clusters;

/// <summary>Fleet sources as people look at and steer them.</summary>
public sealed class SourceTests(ControlPlane plane) : IDisposable
{
    private const string Source = "{apiVersion: ops.reconciler.dev/v1alpha1, kind: FleetSource, metadata: {name: team}, spec: {url: 'https://git.example/fleet'}}";
    private const string Ready = """
        {"status": {"lastHandledRequestedAt": "2026-12-01T09:00:00Z", "lastAppliedRevision": "main@sha1:3f9c1e2", "conditions": [{"type": "Ready", "status": "True", "reason": "Applied", "message": "Applied revision: main@sha1:3f9c1e2"}]}}
        """;

    private readonly Workplace _place = new();

    [Fact]
    public async Task Fleet_IsShown_Suspended_AndResumed()
    {
        await plane.PrepareAsync("sources");
        await plane.KubectlAsync(Source, ["apply", "-n", "sources", "-f", "-"]);
        var where = $"--kubeconfig {plane.Kubeconfig} -n sources";

        Assert.Equal(
            "NAMESPACE   NAME   REVISION   SUSPENDED   READY     MESSAGE\nsources     team              False       Unknown   no operator has seen it yet\n",
            (await _place.RunAsync($"get fleet {where}")).Output);

        await plane.KubectlAsync("patch", "fleet", "team", "-n", "sources", "--subresource=status", "--type=merge", "-p", Ready);
        Assert.Equal("fleet team is suspended.\n", (await _place.RunAsync($"suspend fleet team {where}")).Output);
        Assert.Equal(
            "NAMESPACE   NAME   REVISION            SUSPENDED   READY   MESSAGE\nsources     team   main@sha1:3f9c1e2   True        True    Applied revision: main@sha1:3f9c1e2\n",
            (await _place.RunAsync($"get fleet team {where}")).Output);
        var suspended = await _place.RunAsync($"sync fleet team {where}");
        Assert.Equal((ExitCodes.Failed, "reconciler: FleetSource sources/team is suspended: 'reconciler resume fleet team -n sources' comes first\n"), (suspended.Code, suspended.Error));

        var resumed = await _place.RunHereAsync($"resume fleet team {where}");
        Assert.Equal(
            (ExitCodes.Clean, "fleet team is followed again.\nNAMESPACE   NAME   REVISION            SUSPENDED   READY   MESSAGE\nsources     team   main@sha1:3f9c1e2   False       True    Applied revision: main@sha1:3f9c1e2\n"),
            (resumed.Code, resumed.Output));
        Assert.Equal("", await plane.KubectlAsync("get", "fleet", "team", "-n", "sources", "-o", "jsonpath={.spec.suspend}"));
    }

    [Fact]
    public async Task Verbs_TakeSeveral_AndFailWhereOneIsNotReady()
    {
        await plane.PrepareAsync("several");
        await plane.KubectlAsync(Source + "\n---\n" + Source.Replace("name: team", "name: other", StringComparison.Ordinal), ["apply", "-n", "several", "-f", "-"]);
        await plane.KubectlAsync("patch", "fleet", "team", "-n", "several", "--subresource=status", "--type=merge", "-p", Ready);
        await plane.KubectlAsync("patch", "fleet", "other", "-n", "several", "--subresource=status", "--type=merge", "-p", Ready.Replace("True", "False", StringComparison.Ordinal));
        var where = $"--kubeconfig {plane.Kubeconfig} -n several";

        Assert.Equal("fleet team is suspended.\nfleet other is suspended.\n", (await _place.RunAsync($"suspend fleet team other {where}")).Output);
        var resumed = await _place.RunHereAsync($"resume fleet team other {where}");
        Assert.StartsWith("fleet team is followed again.\nfleet other is followed again.\n", resumed.Output, StringComparison.Ordinal);
        Assert.Equal((ExitCodes.Failed, 5), (resumed.Code, resumed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
        Assert.Equal(ExitCodes.Clean, (await _place.RunHereAsync($"sync fleet team {where}")).Code);
        Assert.Equal(ExitCodes.Failed, (await _place.RunHereAsync($"sync fleet team other {where}")).Code);
    }

    [Fact]
    public async Task Suspend_Warns_WhereARevisionIsAppliedInPart_AndWhereAnotherFleetSourceUndoesIt()
    {
        await plane.PrepareAsync("warned");
        await plane.KubectlAsync(Source, ["apply", "-n", "warned", "-f", "-"]);
        await plane.KubectlAsync("patch", "fleet", "team", "-n", "warned", "--subresource=status", "--type=merge", "-p", """{"status": {"applying": "main@sha1:3f9c1e2", "lastHandledRequestedAt": "2026-12-01T09:00:00Z"}}""");
        await plane.KubectlAsync("label", "fleet", "team", "-n", "warned", "ops.reconciler.dev/fleet=root", "ops.reconciler.dev/fleet-namespace=warned");
        var where = $"--kubeconfig {plane.Kubeconfig} -n warned";

        var outcome = await _place.RunAsync($"suspend fleet team {where}");

        Assert.Equal((0, "fleet team is suspended.\n"), (outcome.Code, outcome.Output));
        Assert.Equal(
            "reconciler: main@sha1:3f9c1e2 is being applied, or was cut short: until it is completed nobody is told anything. An apply that is under way goes to its end all the same; nothing completes one that was cut short while the fleet source is suspended; 'reconciler resume fleet team -n warned' goes on with it\n"
            + "reconciler: FleetSource warned/root declares it, and puts back what it declares: commit 'suspend: true' there, or let it be left alone with 'kubectl annotate fleet team -n warned ops.reconciler.dev/reconcile=disabled'\n",
            outcome.Error);
        Assert.Equal("", (await _place.RunHereAsync($"resume fleet team {where}")).Error);
    }

    [Fact]
    public async Task Suspend_DoesNotWarn_WhereItsOwnRepositoryDeclaresIt()
    {
        await plane.PrepareAsync("own");
        await plane.KubectlAsync(Source, ["apply", "-n", "own", "-f", "-"]);
        await plane.KubectlAsync("label", "fleet", "team", "-n", "own", "ops.reconciler.dev/fleet=team", "ops.reconciler.dev/fleet-namespace=own");

        Assert.Equal("", (await _place.RunAsync($"suspend fleet team --kubeconfig {plane.Kubeconfig} -n own")).Error);
    }

    [Fact]
    public async Task Fleet_ThatCanNotBeRead_IsShownBesideTheOthers_AndSuspended()
    {
        await plane.PrepareAsync("unreadable");
        await plane.KubectlAsync(Source + "\n---\n" + Source.Replace("name: team", "name: broken", StringComparison.Ordinal).Replace("https://", "HTTPS://jane:secret@", StringComparison.Ordinal), ["apply", "-n", "unreadable", "-f", "-"]);
        await plane.KubectlAsync("patch", "fleet", "broken", "-n", "unreadable", "--subresource=status", "--type=merge", "-p", Ready);
        var where = $"--kubeconfig {plane.Kubeconfig} -n unreadable";

        var shown = (await _place.RunAsync($"get fleet {where} -o wide")).Output.Split('\n');
        Assert.Contains("main@sha1:3f9c1e2   False       False", shown[1], StringComparison.Ordinal);
        Assert.Contains("'spec.url' holds a user or password", shown[1], StringComparison.Ordinal);
        Assert.DoesNotContain("secret@", shown[1], StringComparison.Ordinal);
        Assert.Contains("no operator has seen it yet", shown[2], StringComparison.Ordinal);
        Assert.Equal("fleet broken is suspended.\n", (await _place.RunAsync($"suspend fleet broken {where}")).Output);
        Assert.Contains("True        False", (await _place.RunAsync($"get fleet broken {where}")).Output, StringComparison.Ordinal);
        var synced = await _place.RunHereAsync($"sync fleet broken {where}");
        Assert.Equal(ExitCodes.Failed, synced.Code);
        Assert.StartsWith("reconciler: FleetSource unreadable/broken can not be read: ", synced.Error, StringComparison.Ordinal);
        Assert.Contains("unreadable/broken", (await _place.RunAsync($"status --live {where}")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-o text", "NAMESPACE   NAME   REVISION   SUSPENDED   READY     MESSAGE\nforms       a                 False       Unknown   no operator has seen it yet\nforms       b                 False       Unknown   no operator has seen it yet\n")]
    [InlineData("-l team=x", "NAMESPACE   NAME   REVISION   SUSPENDED   READY     MESSAGE\nforms       b                 False       Unknown   no operator has seen it yet\n")]
    [InlineData("-l team=y", "No fleet sources.\n")]
    [InlineData("-o name", "fleetsource.ops.reconciler.dev/a\nfleetsource.ops.reconciler.dev/b\n")]
    public async Task Get_TakesFormsAndLabels_AsOtherListsDo(string arguments, string expected)
    {
        await FormsAsync();

        Assert.Equal(expected, (await _place.RunAsync($"get fleet --kubeconfig {plane.Kubeconfig} -n forms {arguments}")).Output);
    }

    [Fact]
    public async Task Get_IsForScriptsToo()
    {
        await FormsAsync();

        var json = JsonNode.Parse((await _place.RunAsync($"get fleet b --kubeconfig {plane.Kubeconfig} -n forms -o json")).Output)!;

        var row = Assert.Single(json["fleet"]!.AsArray())!;
        Assert.Equal((1, "b", "forms", "https://git.example/b", false), ((int)json["schemaVersion"]!, (string?)row["name"], (string?)row["namespace"], (string?)row["url"], (bool)row["ready"]!));
        var wide = (await _place.RunAsync($"get fleet b --kubeconfig {plane.Kubeconfig} -n forms -o wide")).Output;
        Assert.Contains("URL", wide, StringComparison.Ordinal);
        Assert.Contains("https://git.example/b", wide, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_ShowsWhatBecomesAnother_UntilItIsEnded()
    {
        await plane.PrepareAsync("watched");
        await plane.KubectlAsync(Source, ["apply", "-n", "watched", "-f", "-"]);
        using var stop = new CancellationTokenSource();
        await using var output = new Said();
        var watching = Program.RunAsync(["get", "fleet", "--kubeconfig", plane.Kubeconfig, "-n", "watched", "-w"], _place.ShellOf(output, TextWriter.Null) with { Clock = TimeProvider.System }, stop.Token);
        Assert.Contains("no operator has seen it yet", await output.NextAsync(), StringComparison.Ordinal);

        await plane.KubectlAsync("patch", "fleet", "team", "-n", "watched", "--subresource=status", "--type=merge", "-p", Ready);
        var changed = await output.NextAsync();
        await stop.CancelAsync();

        Assert.Equal(ExitCodes.Clean, await watching);
        Assert.Contains("Applied revision: main@sha1:3f9c1e2", changed, StringComparison.Ordinal);
        Assert.DoesNotContain("NAMESPACE", changed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fleet_IsMissed_WithAWayOut()
    {
        await plane.PrepareAsync("sources");

        var outcome = await _place.RunAsync($"suspend fleet nobody --kubeconfig {plane.Kubeconfig} -n sources");

        Assert.Equal((ExitCodes.Failed, "reconciler: there is no FleetSource 'nobody' in namespace 'sources': 'reconciler get fleet' lists them; -n names another namespace\n"), (outcome.Code, outcome.Error));
    }

    private async Task FormsAsync()
    {
        await plane.PrepareAsync("forms");
        await plane.KubectlAsync("""
            {apiVersion: ops.reconciler.dev/v1alpha1, kind: FleetSource, metadata: {name: a}, spec: {url: 'https://git.example/a'}}
            ---
            {apiVersion: ops.reconciler.dev/v1alpha1, kind: FleetSource, metadata: {name: b, labels: {team: x}}, spec: {url: 'https://git.example/b'}}
            """, ["apply", "-n", "forms", "-f", "-"]);
    }

    /// <inheritdoc/>
    public void Dispose() => _place.Dispose();
}
