using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests.Fleets;

/// <summary>From a commit to the cluster.</summary>
/// <param name="plane">A real API server.</param>
public sealed class ApplyTests(ControlPlane plane)
{
    [Fact]
    public async Task Commit_IsApplied_AndScheduled()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        var revision = fleet.Git.Commit(("fleet/acme.yaml", Yaml.Instance()), ("fleet/windows.yaml", Yaml.Window("patch")), ("README.md", "none of ours"), ("kustomization.yaml", "resources: [fleet]"));
        fleet.Start();

        await fleet.FollowAsync("path: fleet");

        var status = await fleet.UntilAppliedAsync(revision);
        Assert.Equal(("Applied", 2, "Applied", "Jane", 2), (
            FleetBed.Reason(status), (int)status["objects"]!, (string?)status["history"]![0]!["result"], (string?)status["history"]![0]!["author"], (int)status["history"]![0]!["applied"]!));
        await fleet.Bed.UntilConditionAsync("MaintenanceWindow", "patch", "Scheduled");
        Assert.Contains("condition met", await fleet.Bed.KubectlAsync("wait", "--for=condition=Ready", "fleet/team", "--timeout=180s"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Object_HasCommitAndAuthorOfTheLastChangeToItsFile_AndOthersAreNotTouched()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        var first = fleet.Git.Commit(("acme.yaml", Yaml.Instance()), ("patch.yaml", Yaml.Window("patch")), ("other.yaml", Yaml.Window("other", "2027-02-02")));
        fleet.Start();
        await fleet.FollowAsync();
        await fleet.UntilAppliedAsync(first);
        var before = (string?)(await fleet.Bed.GetAsync("MaintenanceWindow", "other"))["metadata"]!["annotations"]!["ops.reconciler.dev/revision"];

        var second = fleet.Git.CommitAs("Wu Jing", "main", ("patch.yaml", Yaml.Window("patch", "2026-12-16")));
        var status = await fleet.SyncAsync();

        Assert.Equal(second, (string?)status["lastAppliedRevision"]);
        Assert.Equal((1, 2), ((int)status["history"]![0]!["applied"]!, (int)status["history"]![0]!["unchanged"]!));
        var patch = (await fleet.Bed.GetAsync("MaintenanceWindow", "patch"))["metadata"]!["annotations"]!;
        Assert.Equal((second["main@sha1:".Length..], "Wu Jing"), ((string?)patch["ops.reconciler.dev/revision"], (string?)patch["ops.reconciler.dev/author"]));
        Assert.Equal((first["main@sha1:".Length..], before), (before, (string?)(await fleet.Bed.GetAsync("MaintenanceWindow", "other"))["metadata"]!["annotations"]!["ops.reconciler.dev/revision"]));
    }

    [Fact]
    public async Task Object_IsDeleted_WhenItIsDeclaredNoMore_UnlessItOptsOut()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await fleet.Bed.ApplyAsync(Yaml.Window("by-hand", "2027-02-09"));
        await fleet.FollowAsync();
        await fleet.UntilAppliedAsync(fleet.Git.Commit(
            ("acme.yaml", Yaml.Instance()), ("gone.yaml", Yaml.Window("gone")), ("stays.yaml", Yaml.Window("stays", "2027-03-02")),
            ("kept.yaml", Yaml.Window("kept", "2027-02-02").Replace("{name: kept}", "{name: kept, annotations: {ops.reconciler.dev/prune: disabled}}", StringComparison.Ordinal))));

        fleet.Git.Commit(("gone.yaml", null), ("kept.yaml", null));
        var status = await fleet.SyncAsync();

        Assert.Equal(["by-hand", "kept", "stays"], await fleet.NamesAsync("MaintenanceWindow"));
        Assert.Equal(1, (int)status["history"]![0]!["pruned"]!);
    }

    [Fact]
    public async Task FleetSource_StaysAndFinishesItsWork_WhenItDeclaresItselfNoMore()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await fleet.FollowAsync();
        await fleet.UntilAppliedAsync(fleet.Git.Commit(
            ("acme.yaml", Yaml.Instance()), ("gone.yaml", Yaml.Window("gone")),
            ("self.yaml", $"{{apiVersion: ops.reconciler.dev/v1alpha1, kind: FleetSource, metadata: {{name: {FleetBed.Name}}}, spec: {{url: '{fleet.Git.Url}', interval: 24h}}}}")));
        Assert.Equal(FleetBed.Name, (string?)(await fleet.Bed.FindAsync("FleetSource", FleetBed.Name))!["metadata"]!["labels"]!["ops.reconciler.dev/fleet"]);

        fleet.Git.Commit(("gone.yaml", null), ("self.yaml", null));
        var status = await fleet.SyncAsync();
        Assert.Equal(1, (int)status["history"]![0]!["pruned"]!);
        Assert.Empty(await fleet.NamesAsync("MaintenanceWindow"));
        Assert.Equal([FleetBed.Name], await fleet.NamesAsync("FleetSource"));
    }

    [Fact]
    public async Task Policy_Calendar_AndTemplates_AreAppliedToo()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await fleet.FollowAsync();
        await fleet.UntilAppliedAsync(fleet.Git.Commit(
            ("calendar.yaml", "{apiVersion: ops.reconciler.dev/v1alpha1, kind: HolidayCalendar, metadata: {name: us}, spec: {dates: [{date: 2026-12-25, name: Christmas}]}}"),
            ("templates.yaml", """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: texts, labels: {ops.reconciler.dev/template: "true"}}
                data: {foot.en.scriban: Regards}
                """),
            ("secret.yaml", "{apiVersion: v1, kind: Secret, metadata: {name: not-ours}}")));

        Assert.Contains("Regards", await fleet.Bed.KubectlAsync("get", "configmap", "texts", "-o", "yaml"), StringComparison.Ordinal);
        Assert.Equal("2026-12-25", (string?)(await fleet.Bed.GetAsync("HolidayCalendar", "us"))["spec"]!["dates"]![0]!["date"]);
        Assert.DoesNotContain("not-ours", await fleet.Bed.KubectlAsync("get", "secrets", "-o", "name"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Templates_AreAllOfTheirConfigMap_AlsoWhereSomebodyElseMadeItWithMore()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        var first = fleet.Start();
        await fleet.Bed.ApplyAsync("""
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: texts, labels: {ops.reconciler.dev/template: "true"}}
            data: {foot.en.scriban: Theirs}
            binaryData: {logo.png: aGVsbG8=}
            """);
        await fleet.FollowAsync();
        await fleet.UntilAppliedAsync(fleet.Git.Commit(("acme.yaml", Yaml.Instance()), ("templates.yaml", """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: texts, labels: {ops.reconciler.dev/template: "true"}}
            data: {foot.en.scriban: Regards}
            """)));
        Assert.Equal("map[foot.en.scriban:Regards] ", await fleet.Bed.KubectlAsync("get", "configmap", "texts", "-o", "go-template={{.data}} {{with .binaryData}}{{.}}{{end}}"));

        await first.StopAsync();
        fleet.Start();
        await fleet.SyncAsync();
        Assert.Null((await fleet.SyncAsync())["drift"]);
    }

    [Fact]
    public async Task CopyOutOfACluster_IsAppliedOnce_AndRests()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await fleet.FollowAsync("path: ./fleet/");
        await fleet.UntilAppliedAsync(fleet.Git.Commit(("fleet/acme.yaml", Yaml.Instance()), ("fleet/patch.yaml", Yaml.Window("patch"))));

        var copied = fleet.Git.Commit(("fleet/patch.yaml", await fleet.Bed.KubectlAsync("get", "mw", "patch", "-o", "yaml")));
        await fleet.AskAsync();
        await fleet.UntilAppliedAsync(copied);
        var version = (string?)(await fleet.Bed.GetAsync("MaintenanceWindow", "patch"))["metadata"]!["generation"]?.ToString();
        var status = await fleet.SyncAsync();

        Assert.Null(status["drift"]);
        Assert.Equal(1, (int)status["history"]![0]!["applied"]!);
        Assert.Equal(version, (await fleet.Bed.GetAsync("MaintenanceWindow", "patch"))["metadata"]!["generation"]!.ToString());
    }

    [Fact]
    public async Task Commit_IsNotApplied_WhileItIsSuspended()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await fleet.FollowAsync();
        var first = fleet.Git.Commit(("acme.yaml", Yaml.Instance()));
        await fleet.UntilAppliedAsync(first);

        await fleet.FollowAsync("suspend: true");
        var second = fleet.Git.Commit(("patch.yaml", Yaml.Window("patch")));
        await fleet.AskAsync();
        await fleet.Bed.UntilConditionAsync("FleetSource", FleetBed.Name, "Ready");
        await fleet.Bed.SettleAsync();
        Assert.Empty(await fleet.NamesAsync("MaintenanceWindow"));

        await fleet.FollowAsync();
        await fleet.UntilAppliedAsync(second);
    }
}
