using System.Net;
using NodaTime;
using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests.Fleets;

/// <summary>A fleet source that can not be read still says what it did: half of a revision may be in the cluster.</summary>
/// <param name="plane">A real API server.</param>
public sealed class UnreadableTests(ControlPlane plane)
{
    private const string Cut = "main@sha1:0000000000000000000000000000000000000000";

    // The definition looks for users in lower case only.
    private const string WithUser = "HTTPS://jane@git.example/fleet";

    [Fact]
    public async Task UnreadableSource_KeepsItsStatus_AndNobodyIsToldOfWhatIsAppliedInPart_UntilItIsMended()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        var first = fleet.Start();
        await fleet.FollowAsync();
        var applied = fleet.Git.Commit(("acme.yaml", Yaml.Instance()), ("patch.yaml", Yaml.Window("patch")));
        var before = await fleet.UntilAppliedAsync(applied);
        await fleet.Bed.SettleAsync();
        await first.StopAsync();

        // As a crash leaves it, and then somebody mistypes.
        await fleet.Bed.KubectlAsync("patch", "fleet", FleetBed.Name, "--subresource=status", "--type=merge", "-p", $$$"""{"status": {"applying": "{{{Cut}}}"}}""");
        await fleet.FollowAsync(url: WithUser);
        var second = fleet.Start(options => options with { Listen = new(IPAddress.Loopback, 0) });
        await fleet.Bed.UntilConditionAsync("FleetSource", FleetBed.Name, "Stalled");
        await fleet.Bed.SettleAsync();
        await fleet.Bed.AdvanceAsync(Duration.FromMinutes(30));

        var found = await fleet.Bed.GetAsync("FleetSource", FleetBed.Name);
        var status = found["status"]!;
        Assert.Equal("Failed", Kstatus.Of(found));
        Assert.Equal("Unreadable", FleetBed.Reason(status));
        Assert.StartsWith("'spec.url' holds a user or password, which anybody could read here; put it into a secret", FleetBed.Message(status), StringComparison.Ordinal);
        Assert.Contains($"{Cut} is applied in part", FleetBed.Message(status), StringComparison.Ordinal);
        Assert.Equal((Cut, applied, 2), ((string?)status["applying"], (string?)status["lastAppliedRevision"], (int?)status["objects"]));
        Assert.Equal(before["history"]!.ToJsonString(), status["history"]!.ToJsonString());
        Assert.Equal(1, (await Web.MetricsAsync(second.Address))[$"reconciler_fleet_source_applying{{fleet=\"{fleet.Bed.Namespace}/team\"}}"]);
        Assert.Empty(fleet.Bed.Mails());

        await fleet.FollowAsync();
        await fleet.UntilAppliedAsync(applied);
        await fleet.Bed.SettleAsync();
        await fleet.Bed.AdvanceAsync(Duration.FromMinutes(10));
        await fleet.Bed.UntilConditionAsync("MaintenanceWindow", "patch", "Announced");
    }

    [Fact]
    public async Task MendedSource_ThatIsSuspended_SaysWhatWasAppliedLast()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await fleet.FollowAsync();
        var applied = fleet.Git.Commit(("acme.yaml", Yaml.Instance()));
        await fleet.UntilAppliedAsync(applied);
        await fleet.FollowAsync(url: WithUser);
        await fleet.UntilAsync("it can not be read", status => FleetBed.Reason(status) == "Unreadable");

        await fleet.FollowAsync("suspend: true");

        var suspended = await fleet.UntilAsync("it is suspended", status => FleetBed.Reason(status) == "Suspended");
        Assert.Equal($"suspended; {applied} was applied last", FleetBed.Message(suspended));
        Assert.Equal(applied, (string?)suspended["lastAppliedRevision"]);
    }

    [Theory]
    [InlineData("interval: 1d")]
    [InlineData("interval: 0d23h60m0s")]
    [InlineData("interval: 5s")]
    [InlineData("timeout: 1h")]
    [InlineData("timeout: 1s")]
    public async Task Server_TakesEveryDuration_ThatTheReaderTakes(string field)
    {
        await using var fleet = await FleetBed.NewAsync(plane);

        await fleet.Bed.ApplyAsync($$"""{apiVersion: ops.reconciler.dev/v1alpha1, kind: FleetSource, metadata: {name: team}, spec: {url: "https://git.example/fleet", {{field}} } }""");

        Assert.NotNull(await fleet.Bed.FindAsync("FleetSource", FleetBed.Name));
    }
}
