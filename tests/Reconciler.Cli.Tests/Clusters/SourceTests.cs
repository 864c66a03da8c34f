using Reconciler.Cli.Tests.Running;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Cli.Tests.Clusters;

/// <summary>Fleet sources as people look at and steer them.</summary>
public sealed class SourceTests(ControlPlane plane) : IDisposable
{
    private const string Source = "{apiVersion: ops.reconciler.dev/v1alpha1, kind: FleetSource, metadata: {name: team}, spec: {url: 'https://git.example/fleet'}}";
    private const string Ready = """
        {"status": {"lastAppliedRevision": "main@sha1:3f9c1e2", "conditions": [{"type": "Ready", "status": "True", "reason": "Applied", "message": "Applied revision: main@sha1:3f9c1e2"}]}}
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

        Assert.Equal("fleet team is followed again.\n", (await _place.RunAsync($"resume fleet team {where}")).Output);
        Assert.Equal("", await plane.KubectlAsync("get", "fleet", "team", "-n", "sources", "-o", "jsonpath={.spec.suspend}"));
    }

    [Fact]
    public async Task Fleet_IsMissed_WithAWayOut()
    {
        await plane.PrepareAsync("sources");

        var outcome = await _place.RunAsync($"suspend fleet nobody --kubeconfig {plane.Kubeconfig} -n sources");

        Assert.Equal((ExitCodes.Failed, "reconciler: there is no FleetSource 'nobody' in namespace 'sources': 'reconciler get fleet' lists them; -n names another namespace\n"), (outcome.Code, outcome.Error));
    }

    /// <inheritdoc/>
    public void Dispose() => _place.Dispose();
}
