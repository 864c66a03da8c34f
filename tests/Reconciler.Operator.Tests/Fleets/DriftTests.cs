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
    public async Task RemovedField_IsLaidToNobody_WhomManagedFieldsDoNotNameForIt()
    {
        await using var fleet = await FollowedAsync();
        await fleet.Bed.KubectlAsync("label", "mw", "patch", "--field-manager=alice", "team=x");

        await fleet.Bed.KubectlAsync("patch", "mw", "patch", "--type=json", "--field-manager=bob", "-p", """[{"op": "remove", "path": "/spec/dataCenters"}]""");

        var drift = (await fleet.UntilAsync("drift", status => status["drift"] is not null && status["applying"] is null))["drift"]![0]!;
        Assert.Equal((null, "spec.dataCenters"), ((string?)drift["by"], (string?)drift["what"]));
    }

    [Fact]
    public async Task DeletedObject_ComesBack_AndNobodyIsTold()
    {
        await using var fleet = await FollowedAsync();
        await fleet.Bed.SettleAsync();
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

    [Fact]
    public async Task FieldOfSomebodyElse_MakesRoom_ThatDoesNotGoTogetherWithTheDeclaredOne()
    {
        await using var fleet = await FollowedAsync();

        await fleet.Bed.KubectlAsync("patch", "mw", "patch", "--type=merge", "--field-manager=jane", "-p", """{"spec": {"start": null, "earliest": "2027-01-10", "latest": "2027-02-10"}}""");

        var status = await fleet.UntilAsync("drift", status => status["drift"] is not null && status["applying"] is null);
        Assert.Equal(("Applied", "jane"), (FleetBed.Reason(status), (string?)status["drift"]![0]!["by"]));
        var spec = (await fleet.Bed.GetAsync("MaintenanceWindow", "patch"))["spec"]!;
        Assert.Equal(("2026-12-15", null, null), ((string?)spec["start"], (string?)spec["earliest"], (string?)spec["latest"]));
    }

    [Fact]
    public async Task FieldThatSomebodyElseAppliesToo_MakesRoom_WhenTheRepositoryDeclaresAnother_AndLabelsOfOthersStay()
    {
        await using var fleet = await FollowedAsync();
        await fleet.Bed.Plane.KubectlAsync(
            Yaml.Window("patch").Replace("{name: patch}", "{name: patch, labels: {theirs: stays}}", StringComparison.Ordinal), ["-n", fleet.Bed.Namespace, "apply", "--server-side", "--field-manager=jane", "-f", "-"]);

        var revision = fleet.Git.Commit(("patch.yaml", Yaml.Window("patch").Replace("start: \"2026-12-15\"", "earliest: 2027-01-10\n  latest: 2027-02-10", StringComparison.Ordinal)));
        await fleet.AskAsync();

        await fleet.UntilAppliedAsync(revision);
        var patch = await fleet.Bed.GetAsync("MaintenanceWindow", "patch");
        Assert.Equal((null, "2027-01-10"), ((string?)patch["spec"]!["start"], (string?)patch["spec"]!["earliest"]));
        Assert.Equal(("stays", FleetBed.Name, revision["main@sha1:".Length..]), (
            (string?)patch["metadata"]!["labels"]!["theirs"], (string?)patch["metadata"]!["labels"]!["ops.reconciler.dev/fleet"], (string?)patch["metadata"]!["annotations"]!["ops.reconciler.dev/revision"]));
    }

    [Fact]
    public async Task Drift_ThatCanNotBePutBack_IsNoFailedFetch_AndIsTriedAgain()
    {
        await using var fleet = await FollowedAsync();
        await using var admission = await Admission.RefuseAsync(fleet.Bed, "!(object.metadata.name in ['patch', 'probe'])", Yaml.Window("probe"), "CREATE");

        await fleet.Bed.DeleteAsync("mw", "patch");

        var status = await fleet.UntilAsync("it can not be put back", status => FleetBed.Reason(status) == "ApplyFailed");
        Assert.StartsWith($"what others changed can not be put back: patch.yaml:4:18: MaintenanceWindow {fleet.Bed.Namespace}/patch is refused by the server:", FleetBed.Message(status), StringComparison.Ordinal);
        Assert.Equal(["Applied"], status["history"]!.AsArray().Select(entry => (string?)entry!["result"]));
        await Bed.UntilAsync("an event", async () => (await EventsAsync(fleet)).Contains("ApplyFailed", StringComparison.Ordinal));
        Assert.DoesNotContain("FetchFailed", await EventsAsync(fleet), StringComparison.Ordinal);

        await admission.EndAsync();

        await fleet.UntilAsync("it is put back", status => FleetBed.Reason(status) == "Applied" && status["drift"] is not null);
        Assert.NotNull(await fleet.Bed.FindAsync("MaintenanceWindow", "patch"));
    }

    [Fact]
    public async Task ManyChanges_AreToldOneByOneUpToTwenty_AndThenHowManyMore()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        var first = fleet.Start();
        await fleet.FollowAsync();
        await fleet.UntilAppliedAsync(fleet.Git.Commit(("acme.yaml", Yaml.Instance()), ("windows.yaml", string.Concat(Enumerable.Range(0, 23).Select(i => Yaml.Window($"w-{i:00}"))))));
        await first.StopAsync();
        await fleet.Bed.KubectlAsync("delete", "mw", "--all");

        fleet.Start();

        await Bed.UntilAsync("an event", async () => (await EventsAsync(fleet)).Contains("and 3 more: changed by somebody, put back", StringComparison.Ordinal));
        Assert.Equal(23, (await fleet.NamesAsync("MaintenanceWindow")).Length);
    }

    private static Task<string> EventsAsync(FleetBed fleet) => fleet.Bed.KubectlAsync("get", "events", "--field-selector=involvedObject.kind=FleetSource", "-o", "custom-columns=R:.reason,M:.message");

    private async Task<FleetBed> FollowedAsync()
    {
        var fleet = await FleetBed.NewAsync(plane);
        var revision = fleet.Git.Commit(("acme.yaml", Yaml.Instance()), ("patch.yaml", Yaml.Window("patch")));
        fleet.Start();
        await fleet.FollowAsync();
        await fleet.UntilAppliedAsync(revision);
        return fleet;
    }
}
