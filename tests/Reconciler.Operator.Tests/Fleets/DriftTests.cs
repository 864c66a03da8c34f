using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests.Fleets;

/// <summary>What others change is put back, and people hear who it was.</summary>
/// <param name="plane">A real API server.</param>
public sealed class DriftTests(ControlPlane plane)
{
    [Fact]
    public async Task ChangedField_IsPutBack_WithWhoAndWhat()
    {
        await using var fleet = await FollowedAsync();

        await fleet.Bed.KubectlAsync("patch", "mw", "patch", "--type=merge", "--field-manager=jane", "-p", """{"spec": {"start": "2027-03-02", "backOut": "none"}}""");

        var drift = (await fleet.UntilAsync("drift", status => status["drift"] is not null && status["applying"] is null))["drift"]![0]!;
        Assert.Equal(($"MaintenanceWindow {fleet.Bed.Namespace}/patch", "jane", "spec.start, spec.backOut"), ((string?)drift["object"], (string?)drift["by"], (string?)drift["what"]));
        var spec = (await fleet.Bed.GetAsync("MaintenanceWindow", "patch"))["spec"]!;
        Assert.Equal(("2026-12-15", null), ((string?)spec["start"], (string?)spec["backOut"]));
        await Bed.UntilAsync("an event", async () => (await fleet.Bed.KubectlAsync("get", "events", "-o", "custom-columns=K:.involvedObject.kind,R:.reason,M:.message")).Split('\n')
            .Any(line => line.Contains("MaintenanceWindow", StringComparison.Ordinal) && line.Contains("DriftPutBack", StringComparison.Ordinal) && line.Contains("changed by jane", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task DeletedObject_ComesBack_AndNobodyIsTold()
    {
        await using var fleet = await FollowedAsync();
        await fleet.Bed.AdvanceAsync(NodaTime.Duration.FromMinutes(10));
        await fleet.Bed.UntilConditionAsync("MaintenanceWindow", "patch", "Announced");
        var mails = fleet.Bed.Mails().Count;

        await fleet.Bed.DeleteAsync("mw", "patch");

        await fleet.Bed.UntilConditionAsync("MaintenanceWindow", "patch", "Announced");
        await fleet.Bed.AdvanceAsync(NodaTime.Duration.FromMinutes(30));
        Assert.Equal(mails, fleet.Bed.Mails().Count);
    }

    [Fact]
    public async Task Object_IsLeftAlone_WhenItOptsOut()
    {
        await using var fleet = await FollowedAsync();

        await fleet.Bed.KubectlAsync("annotate", "mw", "patch", "ops.reconciler.dev/reconcile=disabled");
        await fleet.Bed.KubectlAsync("patch", "mw", "patch", "--type=merge", "-p", """{"spec": {"start": "2027-03-02"}}""");
        await fleet.SyncAsync();

        Assert.Equal("2027-03-02", (string?)(await fleet.Bed.GetAsync("MaintenanceWindow", "patch"))["spec"]!["start"]);
    }

    [Fact]
    public async Task AnotherPath_OfTheSameCommit_IsNoDrift()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await fleet.FollowAsync("path: fleet/prod");
        await fleet.UntilAppliedAsync(fleet.Git.Commit(("fleet/prod/acme.yaml", Yaml.Instance()), ("fleet/more/patch.yaml", Yaml.Window("patch"))));

        await fleet.FollowAsync("path: fleet");

        var status = await fleet.UntilAsync("both are applied", status => (int?)status["objects"] == 2 && status["applying"] is null);
        Assert.Null(status["drift"]);
        Assert.Equal((1, 1), ((int)status["history"]![0]!["applied"]!, (int)status["history"]![0]!["unchanged"]!));
    }

    private async Task<FleetBed> FollowedAsync()
    {
        var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await fleet.FollowAsync();
        await fleet.UntilAppliedAsync(fleet.Git.Commit(("acme.yaml", Yaml.Instance()), ("patch.yaml", Yaml.Window("patch"))));
        return fleet;
    }
}
