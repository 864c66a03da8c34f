using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests.Fleets;

/// <summary>What is applied was read from somewhere, and is there again, also where the fleet source names another place by now.</summary>
/// <param name="plane">A real API server.</param>
public sealed class PlaceTests(ControlPlane plane)
{
    private static readonly (string, string?)[] Good = [("fleet/acme.yaml", Yaml.Instance()), ("fleet/a.yaml", Yaml.Window("a"))];

    [Fact]
    public async Task LastGoodState_IsPutBack_AfterARestart_WhereItsPathIsMistyped()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        var first = fleet.Start();
        await fleet.FollowAsync("path: fleet");
        var status = await fleet.UntilAppliedAsync(fleet.Git.Commit(Good));
        Assert.Equal(("fleet", fleet.Bed.Namespace), ((string?)status["lastAppliedFrom"]!["path"], (string?)status["lastAppliedFrom"]!["targetNamespace"]));
        await fleet.FollowAsync("path: flet");
        await fleet.UntilAsync("held", status => FleetBed.Reason(status) == "HeldBySafety");
        await first.StopAsync();
        await fleet.Bed.DeleteAsync("mw", "a");

        fleet.Start();

        await Bed.UntilAsync("it is put back from where it was applied", async () => await fleet.Bed.FindAsync("MaintenanceWindow", "a") is not null);
        Assert.Equal("HeldBySafety", FleetBed.Reason(await fleet.UntilAsync("it is said", status => status["drift"] is not null && status["applying"] is null)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RevisionThatWasCutShort_IsCompleted_WhereItsPathIsMistypedSince(bool isRestarted)
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        var first = fleet.Start();
        await fleet.FollowAsync("path: fleet");
        await fleet.UntilAppliedAsync(fleet.Git.Commit(Good));
        await using var admission = await Admission.RefuseAsync(fleet.Bed, "request.dryRun || !(object.metadata.name in ['bad', 'probe'])", Yaml.Window("probe"), "CREATE");
        var cut = fleet.Git.Commit(("fleet/bad.yaml", Yaml.Window("bad", "2026-12-16")));
        await fleet.AskAsync();
        await fleet.UntilAsync("it is cut short", status => FleetBed.Reason(status) == "ApplyFailed");
        if (isRestarted)
        {
            await first.StopAsync();
        }

        await fleet.FollowAsync("path: flet");
        if (isRestarted)
        {
            fleet.Start();
        }

        await fleet.UntilAsync("held", status => FleetBed.Reason(status) == "HeldBySafety");

        await admission.EndAsync();

        await fleet.UntilAsync("it is completed", status => (string?)status["lastAppliedRevision"] == cut && status["applying"] is null && FleetBed.Reason(status) == "HeldBySafety");
        Assert.NotNull(await fleet.Bed.FindAsync("MaintenanceWindow", "bad"));
    }
}
