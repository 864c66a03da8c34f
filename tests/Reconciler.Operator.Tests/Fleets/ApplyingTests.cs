using System.Net;
using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests.Fleets;

/// <summary>An apply that is stuck keeps everybody from being told anything: somebody has to hear of that.</summary>
/// <param name="plane">A real API server.</param>
public sealed class ApplyingTests(ControlPlane plane)
{
    [Fact]
    public async Task Metric_SaysThatARevisionIsAppliedInPart_AlsoWhileTheSourceIsSuspended()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        await using var admission = await Admission.RefuseAsync(fleet.Bed, "request.dryRun || !(object.metadata.name in ['bad', 'probe'])", Yaml.Window("probe"), "CREATE");
        var running = fleet.Start(options => options with { Listen = new(IPAddress.Loopback, 0) });
        await fleet.FollowAsync();
        await fleet.UntilAppliedAsync(fleet.Git.Commit(("acme.yaml", Yaml.Instance())));
        Assert.Equal(0, await AskAsync());

        var cut = fleet.Git.Commit(("bad.yaml", Yaml.Window("bad")));
        await fleet.AskAsync();
        await fleet.UntilAsync("it is cut short", status => FleetBed.Reason(status) == "ApplyFailed");
        await Bed.UntilAsync("the metric says so", async () => await AskAsync() == 1);
        await fleet.FollowAsync("suspend: true");
        await Bed.UntilAsync("it is suspended", async () => (await Web.MetricsAsync(running.Address)).GetValueOrDefault($"reconciler_fleet_source_suspended{{fleet=\"{fleet.Bed.Namespace}/team\"}}") == 1);
        Assert.Equal(1, await AskAsync());

        await admission.EndAsync();
        await fleet.FollowAsync();
        await fleet.UntilAppliedAsync(cut);
        await Bed.UntilAsync("the metric says so", async () => await AskAsync() == 0);

        async Task<double> AskAsync() => (await Web.MetricsAsync(running.Address))[$"reconciler_fleet_source_applying{{fleet=\"{fleet.Bed.Namespace}/team\"}}"];
    }

    [Fact]
    public async Task RequestThatIsForbidden_IsSaid_WithHowToMendIt_AndIsTriedAgainLaterAndLater()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        await using var proxy = new RequestProxy(plane);
        fleet.Start(through: proxy.Kubeconfig);
        await fleet.FollowAsync();
        await fleet.UntilAppliedAsync(fleet.Git.Commit(("acme.yaml", Yaml.Instance())));
        var tried = new System.Collections.Concurrent.ConcurrentQueue<long>();
        proxy.Fault = asked =>
        {
            if (asked.Method != "GET" || !asked.Path.Contains("/configmaps/texts", StringComparison.Ordinal))
            {
                return null;
            }

            tried.Enqueue(TimeProvider.System.GetTimestamp());
            return new(403);
        };

        var revision = fleet.Git.Commit(("texts.yaml", """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: texts, labels: {ops.reconciler.dev/template: "true"}}
            data: {foot.en.scriban: Regards}
            """));
        var status = await fleet.SyncAsync();

        Assert.Equal(("RequestRefused", "False", "True"), (FleetBed.Reason(status), (string?)FleetBed.Condition(status, "Ready")["status"], (string?)FleetBed.Condition(status, "Reconciling")["status"]));
        Assert.StartsWith($"the API server does not let the operator do what it has to: GET /api/v1/namespaces/{fleet.Bed.Namespace}/configmaps/texts: 403", FleetBed.Message(status), StringComparison.Ordinal);
        Assert.Contains("'reconciler check' names the rights that it lacks", FleetBed.Message(status), StringComparison.Ordinal);
        Assert.Null(status["applying"]);
        await fleet.UntilEventAsync("RequestRefused");
        await Bed.UntilAsync("it was tried some times", () => Task.FromResult(tried.Count >= 5));
        var times = tried.Take(5).ToArray();
        Assert.True(TimeProvider.System.GetElapsedTime(times[3], times[4]) > TimeProvider.System.GetElapsedTime(times[0], times[1]) * 2, string.Join(' ', times));

        proxy.Fault = _ => null;
        await fleet.AskAsync();

        await fleet.UntilAppliedAsync(revision);
    }

    [Fact]
    public async Task LookAtADrift_ThatIsForbidden_IsSaid_AndTriedAgain()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        await using var proxy = new RequestProxy(plane);
        fleet.Start(through: proxy.Kubeconfig);
        await fleet.FollowAsync();
        await fleet.UntilAppliedAsync(fleet.Git.Commit(("acme.yaml", Yaml.Instance()), ("patch.yaml", Yaml.Window("patch"))));
        proxy.Fault = asked => asked.Method == "GET" && asked.Path.Split('?')[0].EndsWith("/maintenancewindows/patch", StringComparison.Ordinal) ? new(403) : null;

        await fleet.Bed.DeleteAsync("mw", "patch");

        await fleet.UntilAsync("it is said", status => FleetBed.Reason(status) == "RequestRefused");
        proxy.Fault = _ => null;
        await fleet.AskAsync();
        await fleet.UntilAsync("it is put back", status => FleetBed.Reason(status) == "Applied" && status["applying"] is null);
        Assert.NotNull(await fleet.Bed.FindAsync("MaintenanceWindow", "patch"));
    }
}
