using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests.Fleets;

/// <summary>A revision that is no good is refused whole, and the last good one stays.</summary>
/// <param name="plane">A real API server.</param>
public sealed class RefusalTests(ControlPlane plane)
{
    [Fact]
    public async Task Revision_IsRefusedWhole_WithFileLineAndColumn_WhenOneFileCanNotBeRead()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await fleet.FollowAsync();
        var good = fleet.Git.Commit(("acme.yaml", Yaml.Instance()), ("a.yaml", Yaml.Window("patch")));
        await fleet.UntilAppliedAsync(good);

        var bad = fleet.Git.Commit(("a.yaml", Yaml.Window("patch", "2026-12-16")), ("b.yaml", Yaml.Window("broken", more: "kategory: x")));
        var status = await fleet.SyncAsync();

        Assert.Equal("Refused", FleetBed.Reason(status));
        Assert.StartsWith("b.yaml:13:3: unknown field 'spec.kategory' of MaintenanceWindow; did you mean 'category'?", FleetBed.Message(status), StringComparison.Ordinal);
        Assert.Equal((good, bad), ((string?)status["lastAppliedRevision"], (string?)status["lastAttemptedRevision"]));
        Assert.Equal(("True", "Refused", good), ((string?)FleetBed.Condition(status, "Stalled")["status"], (string?)status["history"]![0]!["result"], (string?)status["history"]![1]!["revision"]));
        Assert.Equal("2026-12-15", (string?)(await fleet.Bed.GetAsync("MaintenanceWindow", "patch"))["spec"]!["start"]);
    }

    [Fact]
    public async Task Revision_IsRefusedWhole_BeforeTheFirstWrite_WhenTheServerDoesNotTakeOneObject()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await fleet.FollowAsync();

        fleet.Git.Commit(("acme.yaml", Yaml.Instance()), ("elsewhere.yaml", Yaml.Window("far").Replace("{name: far}", "{name: far, namespace: no-such-namespace}", StringComparison.Ordinal)));
        var status = await fleet.SyncAsync();

        Assert.Equal("Refused", FleetBed.Reason(status));
        Assert.StartsWith("elsewhere.yaml", FleetBed.Message(status), StringComparison.Ordinal);
        Assert.StartsWith("sha256:", (string?)status["history"]![0]!["digest"], StringComparison.Ordinal);
        Assert.Empty(await fleet.NamesAsync("DedicatedInstance"));
        Assert.Null(status["applying"]);
    }

    [Fact]
    public async Task Revision_IsRefusedWhole_BeforeTheFirstWrite_WhenTheServerDoesNotDeleteOneObject()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await fleet.FollowAsync();
        await fleet.UntilAppliedAsync(fleet.Git.Commit(("acme.yaml", Yaml.Instance()), ("a.yaml", Yaml.Window("a")), ("b.yaml", Yaml.Window("b"))));
        await using var admission = await Admission.RefuseAsync(fleet.Bed, "!(oldObject.metadata.name in ['b', 'probe'])", Yaml.Window("probe"), "DELETE");

        fleet.Git.Commit(("a.yaml", Yaml.Window("a", "2026-12-16")), ("b.yaml", null));
        var status = await fleet.SyncAsync();

        Assert.Equal("Refused", FleetBed.Reason(status));
        Assert.StartsWith($"MaintenanceWindow {fleet.Bed.Namespace}/b, which is declared no more, can not be deleted: ", FleetBed.Message(status), StringComparison.Ordinal);
        Assert.Contains("not taken here", FleetBed.Message(status), StringComparison.Ordinal);
        Assert.Equal("2026-12-15", (string?)(await fleet.Bed.GetAsync("MaintenanceWindow", "a"))["spec"]!["start"]);
        Assert.Null(status["applying"]);
    }

    [Fact]
    public async Task Revision_IsNotRefused_ButTriedAgain_WhenADryRunMeetsSomebodyElsesWrite()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        await using var proxy = new RequestProxy(plane);
        fleet.Start(through: proxy.Kubeconfig);
        await fleet.FollowAsync();
        var good = fleet.Git.Commit(("acme.yaml", Yaml.Instance()), ("a.yaml", Yaml.Window("patch")));
        await fleet.UntilAppliedAsync(good);
        proxy.Fault = asked => asked.Path.Contains("/maintenancewindows/patch?", StringComparison.Ordinal) && asked.Path.Contains("dryRun", StringComparison.Ordinal) ? new(409) : null;

        var next = fleet.Git.Commit(("a.yaml", Yaml.Window("patch", "2026-12-16")), ("b.yaml", Yaml.Window("new", "2027-02-02")));
        var status = await fleet.SyncAsync();

        Assert.Equal(("ApplyFailed", "True"), (FleetBed.Reason(status), (string?)FleetBed.Condition(status, "Reconciling")["status"]));
        Assert.StartsWith($"the server can not tell yet: MaintenanceWindow {fleet.Bed.Namespace}/patch: ", FleetBed.Message(status), StringComparison.Ordinal);
        Assert.Equal([good], status["history"]!.AsArray().Select(entry => (string?)entry!["revision"]));
        Assert.Null(status["applying"]);
        Assert.Equal(["patch"], await fleet.NamesAsync("MaintenanceWindow"));

        proxy.Fault = _ => null;

        await fleet.UntilAppliedAsync(next);
    }

    [Fact]
    public async Task Revision_IsRefused_WhenAnObjectIsDeclaredTwice()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await fleet.FollowAsync();

        fleet.Git.Commit(("a.yaml", Yaml.Instance()), ("b.yaml", Yaml.Instance()));

        Assert.Equal($"b.yaml:3:18: DedicatedInstance '{fleet.Bed.Namespace}/acme' is declared twice: here, and at a.yaml:3:18; rename one of them, or remove it", FleetBed.Message(await fleet.SyncAsync()));
    }

    [Fact]
    public async Task PolicyFindings_RefuseNothing()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await fleet.FollowAsync();

        await fleet.UntilAppliedAsync(fleet.Git.Commit(("acme.yaml", Yaml.Instance()), ("late.yaml", Yaml.Window("late", "2026-12-01"))));

        await fleet.Bed.UntilConditionAsync("MaintenanceWindow", "late", "Compliant", "False");
    }

    [Fact]
    public async Task Object_IsRefused_WhenAnotherSourceAppliesItAlready()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        using var second = new Upstream();
        fleet.Start();
        await fleet.FollowAsync();
        await fleet.UntilAppliedAsync(fleet.Git.Commit(("acme.yaml", Yaml.Instance())));

        second.Commit(("mine.yaml", Yaml.Instance()));
        await fleet.Bed.ApplyAsync($"{{apiVersion: ops.reconciler.dev/v1alpha1, kind: FleetSource, metadata: {{name: other}}, spec: {{url: '{second.Url}', interval: 24h}}}}");

        var other = (await fleet.Bed.UntilConditionAsync("FleetSource", "other", "Ready", "False"))["status"]!;
        Assert.Equal($"mine.yaml:3:18: DedicatedInstance {fleet.Bed.Namespace}/acme is applied by FleetSource {fleet.Bed.Namespace}/team already: declare it in one of the two repositories only", FleetBed.Message(other));
    }

    [Fact]
    public async Task FleetSource_IsRefused_InAnotherNamespace_WhoseSecretsItWouldBeReadWith()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await fleet.FollowAsync();

        fleet.Git.Commit(("more.yaml", """
            apiVersion: ops.reconciler.dev/v1alpha1
            kind: FleetSource
            metadata:
              name: mine
              namespace: default
            spec: {url: "https://evil.example/fleet", secretRef: {name: git}}
            """));

        Assert.StartsWith($"more.yaml:5:14: FleetSource default/mine is in another namespace than '{fleet.Bed.Namespace}'", FleetBed.Message(await fleet.SyncAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Templates_AreRefused_WhereAConfigMapOfThatNameIsSomebodyElses()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await fleet.FollowAsync();
        await fleet.Bed.KubectlAsync("create", "configmap", "settings", "--from-literal=a=b");

        fleet.Git.Commit(("t.yaml", """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: settings, labels: {ops.reconciler.dev/template: "true"}}
            data: {foot.en.scriban: Regards}
            """));

        Assert.StartsWith($"t.yaml:3:18: ConfigMap {fleet.Bed.Namespace}/settings is in the cluster already", FleetBed.Message(await fleet.SyncAsync()), StringComparison.Ordinal);
        Assert.DoesNotContain("Regards", await fleet.Bed.KubectlAsync("get", "configmap", "settings", "-o", "yaml"), StringComparison.Ordinal);
    }
}
