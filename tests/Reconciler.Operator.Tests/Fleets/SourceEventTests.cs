using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests.Fleets;

/// <summary>What becomes of a fleet source is told by events, each of a reason that fits: alerts look at nothing else.</summary>
/// <param name="plane">A real API server.</param>
public sealed class SourceEventTests(ControlPlane plane)
{
    [Fact]
    public async Task Repository_ThatCanNotBeHad_IsAFailedFetch()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();

        await fleet.FollowAsync(url: "https://127.0.0.1:1/fleet");

        await fleet.UntilEventAsync("FetchFailed");
    }

    [Fact]
    public async Task Revision_ThatIsRefusedOrHeld_IsNoFailedFetch()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();

        // An empty repository has no branch yet, and that is a failed fetch.
        var first = fleet.Git.Commit(("acme.yaml", Yaml.Instance()), ("a.yaml", Yaml.Window("a")), ("b.yaml", Yaml.Window("b", "2027-02-02")));
        await fleet.FollowAsync();
        await fleet.UntilAppliedAsync(first);

        fleet.Git.Commit(("broken.yaml", "kind: [broken"));
        await fleet.AskAsync();
        await fleet.UntilEventAsync("RevisionRefused");

        fleet.Git.Commit(("broken.yaml", null), ("acme.yaml", null), ("a.yaml", null));
        await fleet.AskAsync();
        Assert.DoesNotContain("FetchFailed", await fleet.UntilEventAsync("HeldBySafety"));
        Assert.DoesNotContain("HeldBySafety:", await fleet.Bed.KubectlAsync("get", "events", "-o", "custom-columns=M:.message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deletions_AreInHistoryAndEvents_WherePruneIsSwitchedOnAgain()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await fleet.FollowAsync("prune: false");
        await fleet.UntilAppliedAsync(fleet.Git.Commit(("acme.yaml", Yaml.Instance()), ("a.yaml", Yaml.Window("a")), ("b.yaml", Yaml.Window("b", "2027-02-02")), ("c.yaml", Yaml.Window("c", "2027-02-09"))));
        var second = fleet.Git.Commit(("a.yaml", null));
        await fleet.AskAsync();
        await fleet.UntilAppliedAsync(second);
        Assert.Equal(3, (await fleet.NamesAsync("MaintenanceWindow")).Length);

        await fleet.FollowAsync("prune: true");

        await fleet.UntilAsync("it is in the history", status => (int?)status["history"]![0]!["pruned"] == 1 && (string?)status["history"]![0]!["revision"] == second);
        Assert.Equal(["b", "c"], await fleet.NamesAsync("MaintenanceWindow"));
        await Bed.UntilAsync("an event", async () => (await fleet.Bed.KubectlAsync("get", "events", "-o", "custom-columns=M:.message")).Contains($"applied {second}: 0 objects written, 1 deleted, 3 as they were", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Object_WhoseLabelIsTakenOff_IsDeleted_WhenTheCommitTakesItAway_ThoughNobodyLed()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        var first = fleet.Start();
        await fleet.FollowAsync();
        await fleet.UntilAppliedAsync(fleet.Git.Commit(("acme.yaml", Yaml.Instance()), ("a.yaml", Yaml.Window("a")), ("b.yaml", Yaml.Window("b", "2027-02-02")), ("c.yaml", Yaml.Window("c", "2027-02-09"))));
        await first.StopAsync();
        await fleet.Bed.KubectlAsync("label", "mw", "a", "ops.reconciler.dev/fleet-");
        await fleet.Bed.ApplyAsync(Yaml.Window("ours", "2027-02-16"));
        var second = fleet.Git.Commit(("a.yaml", null));

        fleet.Start();

        await fleet.UntilAppliedAsync(second);
        Assert.Equal(["b", "c", "ours"], await fleet.NamesAsync("MaintenanceWindow"));
    }
}
