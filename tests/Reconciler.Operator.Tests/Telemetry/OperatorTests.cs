using System.Net;
using Reconciler.Api;
using Reconciler.Operator.Telemetry;
using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests.Telemetry;

/// <summary>What operators tell of themselves while they work.</summary>
/// <param name="plane">A real API server.</param>
public sealed class OperatorTests(ControlPlane plane)
{
    private static readonly ListenAddress Anywhere = new(IPAddress.Loopback, 0);

    [Fact]
    public async Task Leader_TellsWhatItDoes()
    {
        await using var bed = await Bed.NewAsync(plane);
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Window("patch") + Yaml.Window("blocked", "2026-12-13"));
        var running = bed.Start(options => options with { Listen = Anywhere });
        await bed.SettleAsync();

        // The statuses are there before the pass is counted that wrote them.
        await Bed.UntilAsync("a change is blocked", async () => (await Web.MetricsAsync(running.Address)).GetValueOrDefault("""reconciler_changes{state="Blocked"}""") == 1);
        Assert.Equal((HttpStatusCode.OK, "ok\n"), await Web.GetAsync(running.Address, "/healthz"));
        Assert.Equal((HttpStatusCode.OK, "ok\n"), await Web.GetAsync(running.Address, "/readyz"));
        var ready = (await Web.GetAsync(running.Address, "/readyz?verbose")).Text;
        Assert.Matches(@"^\[\+\]shutdown ok\n\[\+\]lease ok\n\[\+\]caches ok: leading, [0-9]+ objects are followed\nreadyz check passed\n$", ready);

        var metrics = await Web.MetricsAsync(running.Address);
        Assert.Equal(1, metrics[$"reconciler_leader{{watches=\"{bed.Namespace}\"}}"]);
        Assert.Equal(0, metrics["reconciler_observing"]);
        Assert.Equal(1, metrics["""reconciler_lease_transitions_total{to="leading"}"""]);
        Assert.Equal(1, metrics["""reconciler_objects{kind="DedicatedInstance"}"""]);
        Assert.Equal(2, metrics["""reconciler_objects{kind="MaintenanceWindow"}"""]);
        Assert.Single(metrics.Keys, name => name.StartsWith("reconciler_findings{", StringComparison.Ordinal) && name.Contains("severity=\"error\",waived=\"false\"", StringComparison.Ordinal));
        Assert.Equal(2, metrics["""reconciler_notices{state="Due"}"""]);
        Assert.Equal(0, metrics["reconciler_held_by_safety"]);
        Assert.NotEqual(0, metrics["""reconciler_passes_total{result="wrote"}"""]);
        Assert.Equal(0, metrics["""reconciler_passes_total{result="failed"}"""]);
        Assert.NotEqual(0, metrics["""reconciler_api_requests_total{verb="list",resource="maintenancewindows",code="200"}"""]);
        Assert.NotEqual(0, metrics["""reconciler_api_requests_total{verb="patch",resource="maintenancewindows/status",code="200"}"""]);
        Assert.Equal(PassMeter.Seconds(bed.Clock.GetUtcNow()), metrics["reconciler_last_pass_timestamp_seconds"]);

        // AMER: weekdays from 21:00 in New York, which is five hours behind.
        var opening = new DateTimeOffset(2026, 12, 1, 2, 0, 0, TimeSpan.Zero);
        Assert.Equal(PassMeter.Seconds(opening), metrics["""reconciler_next_opening_timestamp_seconds{region="AMER"}"""]);
        Assert.Equal((opening - bed.Clock.GetUtcNow()).TotalSeconds, metrics["""reconciler_next_opening_seconds{region="AMER"}"""]);
    }

    [Fact]
    public async Task Observer_SaysSo_InItsMetricsAndOnItsLease()
    {
        await using var bed = await Bed.NewAsync(plane);
        await bed.ApplyAsync(Yaml.Instance());
        var running = bed.Start(options => options with { Listen = Anywhere, Announce = AnnounceMode.Observe });
        await bed.SettleAsync();

        await Bed.UntilAsync("it observes", async () => (await Web.MetricsAsync(running.Address)).GetValueOrDefault("reconciler_observing") == 1);
        Assert.Equal("observe", await bed.KubectlAsync("get", "lease", "lease", "-o", """jsonpath={.metadata.annotations.ops\.reconciler\.dev/announces}"""));
    }

    [Fact]
    public async Task Standby_IsReady_AndTellsNothingOfTheFleet_UntilItLeads()
    {
        await using var bed = await Bed.NewAsync(plane);
        await bed.ApplyAsync(Yaml.Instance());
        var first = bed.Start();
        await bed.SettleAsync();
        var second = bed.Start(options => options with { Listen = Anywhere });
        await Bed.UntilAsync("the second stands by", async () => second.Address is not null && (await Web.GetAsync(second.Address, "/readyz?verbose")).Text.Contains("standing by, operator-0 leads", StringComparison.Ordinal));
        Assert.Equal((HttpStatusCode.OK, "ok\n"), await Web.GetAsync(second.Address, "/readyz"));
        var waiting = await Web.MetricsAsync(second.Address);
        Assert.Equal(0, waiting[$"reconciler_leader{{watches=\"{bed.Namespace}\"}}"]);
        Assert.DoesNotContain(waiting.Keys, name => name.StartsWith("reconciler_objects", StringComparison.Ordinal));

        await first.StopAsync();
        await bed.SettleAsync();

        await Bed.UntilAsync("the second tells", async () => (await Web.MetricsAsync(second.Address)).GetValueOrDefault("""reconciler_objects{kind="DedicatedInstance"}""") == 1);
    }

    [Fact]
    public async Task Readyz_SaysWhichCheckFailsAndWhy_WhileTheServerIsAway_AndTheProcessLives()
    {
        var own = new ControlPlane();
        await using var ending = own;
        await using var bed = await Bed.NewAsync(own);
        var running = bed.Start(options => options with { Listen = Anywhere });
        await bed.SettleAsync();

        await own.StopServerAsync("KILL");

        await Bed.UntilAsync("both checks fail", async () => await Web.GetAsync(running.Address, "/readyz") is (HttpStatusCode.ServiceUnavailable, var text)
            && text.Contains("[-]lease failed: ", StringComparison.Ordinal) && text.EndsWith("readyz check failed\n", StringComparison.Ordinal));
        Assert.Equal((HttpStatusCode.OK, "ok\n"), await Web.GetAsync(running.Address, "/healthz"));

        await own.ReadyAsync(Bed.Stop);
        await Bed.UntilAsync("it is ready again", async () => await Web.GetAsync(running.Address, "/readyz") is (HttpStatusCode.OK, _));
    }

    [Fact]
    public async Task Metrics_CountWhatCanNotBeRead_AndWhatIsNotDelivered()
    {
        await using var bed = await Bed.NewAsync(plane);
        var running = bed.Start(options => options with { Listen = Anywhere, Outbox = null });
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Emergency("urgent"));

        // Each refusal is counted at once, what was found at the end of the pass.
        await Bed.UntilAsync("two deliveries are refused", async () => running.Address is not null
            && (await Web.MetricsAsync(running.Address)).GetValueOrDefault("""reconciler_findings{rule="NotDelivered",severity="error",waived="false"}""") == 2);
        Assert.InRange((await Web.MetricsAsync(running.Address))["""reconciler_deliveries_total{channel="none",result="refused"}"""], 2, double.MaxValue);
    }
}
