using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Objects;
using Reconciler.Manifests;
using Reconciler.Operator.Fleets;
using Reconciler.Operator.Tests.Given;
using Reconciler.Operator.Worlds;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests.Fleets;

/// <summary>The server is asked beforehand only where it could refuse what is not known to be good. Each condition that is broken makes it be asked.</summary>
/// <param name="plane">A real API server.</param>
[Collection(nameof(Alone))]
public sealed class TrialTests(ControlPlane plane)
{
    private const int Many = 40;

    [Fact]
    public async Task OneOfEachKindAndNamespace_IsTried_WhereNothingCouldRefuseTheOthers()
    {
        await using var bed = await Bed.NewAsync(plane);

        var tried = await TriedAsync(bed, Windows() + "---\n" + Yaml.Instance("a") + "---\n" + Yaml.Instance("b") + Yaml.Window("z").Replace("{name: z}", "{name: z, namespace: elsewhere}", StringComparison.Ordinal));

        Assert.Equal(["MaintenanceWindow w-00", "DedicatedInstance a", "MaintenanceWindow z"], tried);
    }

    [Fact]
    public async Task Creation_IsTriedBesideAChange_OfTheSameKindAndNamespace()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        var running = fleet.Start();
        await fleet.FollowAsync();
        await fleet.UntilAppliedAsync(fleet.Git.Commit(("windows.yaml", Windows())));

        Assert.Equal(["MaintenanceWindow w-00", "MaintenanceWindow new-a"], await TriedAsync(fleet.Bed, Windows() + Yaml.Window("new-a") + Yaml.Window("new-b"), running.Caches));
    }

    [Fact]
    public async Task Revision_IsRefusedWhole_BeforeTheFirstChange_WhenTheNamespaceIsEnding()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await fleet.FollowAsync();
        await fleet.UntilAppliedAsync(fleet.Git.Commit(("windows.yaml", Windows())));
        await fleet.Bed.KubectlAsync("delete", "namespace", fleet.Bed.Namespace, "--wait=false");

        fleet.Git.Commit(("windows.yaml", Windows().Replace("2026-12-15", "2026-12-16", StringComparison.Ordinal) + Yaml.Window("z")));
        var status = await fleet.SyncAsync();

        Assert.Equal("Refused", FleetBed.Reason(status));
        Assert.Contains("being terminated", FleetBed.Message(status), StringComparison.Ordinal);
        Assert.Equal("2026-12-15", (string?)(await fleet.Bed.GetAsync("MaintenanceWindow", "w-00"))["spec"]!["start"]);
    }

    [Fact]
    public async Task OneDeletion_OfEachKindAndNamespace_IsTried_WhereNothingCouldRefuseTheOthers()
    {
        await using var bed = await Bed.NewAsync(plane);
        var gone = Prepared(bed, Windows() + "---\n" + Yaml.Instance(), null).Select(each => (each.Reference, new ObjectHead { Name = KnownTypes.NameOf(each.Reference) })).ToArray();
        var trials = new Trials(new(bed.Objects));

        Assert.Equal(["w-00", "acme"], (await trials.OfAsync(gone, Bed.Stop)).Select(each => each.Object.Name));
        trials.Surprise();
        Assert.Equal(gone, await trials.OfAsync(gone, Bed.Stop));
    }

    [Theory]
    [InlineData("metadata: {name: odd, labels: {team: 'two words'}}", "")]
    [InlineData("metadata: {name: odd, labels: {'-team': a}}", "")]
    [InlineData("metadata: {name: odd, annotations: {'a b': c}}", "")]
    [InlineData("metadata: {name: odd}", "backOut")]
    public async Task Object_IsTried_ThatTheReaderTakes_AndTheServerMayNot(string metadata, string tooLong)
    {
        await using var bed = await Bed.NewAsync(plane);
        var odd = Yaml.Window("odd", more: tooLong.Length == 0 ? "" : $"{tooLong}: {new string('x', 40_000)}").Replace("metadata: {name: odd}", metadata, StringComparison.Ordinal);

        Assert.Equal(["MaintenanceWindow w-00", "MaintenanceWindow odd"], await TriedAsync(bed, Windows() + odd));
    }

    [Fact]
    public async Task Object_IsTried_ThatSomebodyElseHas()
    {
        await using var bed = await Bed.NewAsync(plane);
        await bed.ApplyAsync(Yaml.Window("w-07"));
        var running = bed.Start();
        await Bed.UntilAsync("it is known", () => Task.FromResult(running.Caches?.Find(new("MaintenanceWindow", bed.Namespace, "w-07")) is not null));

        Assert.Equal(["MaintenanceWindow w-00", "MaintenanceWindow w-07"], await TriedAsync(bed, Windows(), running.Caches));
    }

    [Fact]
    public async Task Policies_AndTemplates_AreAlwaysTried()
    {
        await using var bed = await Bed.NewAsync(plane);

        var tried = await TriedAsync(bed, Windows() + """
            ---
            {apiVersion: ops.reconciler.dev/v1alpha1, kind: OperationalPolicy, metadata: {name: default}, spec: {}}
            ---
            {apiVersion: v1, kind: ConfigMap, metadata: {name: one, labels: {ops.reconciler.dev/template: "true"}}, data: {a.en.scriban: A}}
            ---
            {apiVersion: v1, kind: ConfigMap, metadata: {name: two, labels: {ops.reconciler.dev/template: "true"}}, data: {b.en.scriban: B}}
            """);

        Assert.Equal(["OperationalPolicy default", "ConfigMap one", "ConfigMap two", "MaintenanceWindow w-00"], tried);
    }

    [Theory]
    [InlineData("ValidatingWebhookConfiguration", "ops.reconciler.dev", true)]
    [InlineData("MutatingWebhookConfiguration", "*", true)]
    [InlineData("ValidatingWebhookConfiguration", "cert-manager.io", false)]
    public async Task Everything_IsTried_WhereAWebhookNamesTheGroup(string kind, string group, bool isTried)
    {
        await using var bed = await Bed.NewAsync(plane);
        await bed.ApplyAsync($$"""
            apiVersion: admissionregistration.k8s.io/v1
            kind: {{kind}}
            metadata: {name: {{bed.Namespace}}}
            webhooks:
            - name: hook.example.com
              clientConfig: {url: "https://127.0.0.1:1/"}
              rules: [{apiGroups: ["{{group}}"], apiVersions: ["*"], operations: [CREATE], resources: ["*"]}]
              namespaceSelector:
                matchLabels: {kubernetes.io/metadata.name: nowhere}
              admissionReviewVersions: [v1]
              sideEffects: None
            """);

        var tried = await TriedAsync(bed, Windows());

        await bed.DeleteAsync(kind, bed.Namespace);
        Assert.Equal(isTried ? Many : 1, tried.Count);
    }

    [Theory]
    [InlineData("count/maintenancewindows.ops.reconciler.dev", true)]
    [InlineData("count/secrets", false)]
    public async Task Everything_IsTried_WhereAQuotaCountsTheKind(string what, bool isTried)
    {
        await using var bed = await Bed.NewAsync(plane);
        await bed.KubectlAsync("create", "quota", "few", $"--hard={what}=1000");

        Assert.Equal(isTried ? Many : 1, (await TriedAsync(bed, Windows())).Count);
    }

    [Fact]
    public async Task Everything_IsTried_WhereTheDefinitionInTheClusterIsAnother()
    {
        await using var bed = await Bed.NewAsync(plane);
        var calendars = string.Concat(Enumerable.Range(0, Many).Select(i => $"---\n{{apiVersion: ops.reconciler.dev/v1alpha1, kind: HolidayCalendar, metadata: {{name: c-{i:00}}}, spec: {{dates: [{{date: 2026-12-25, name: Christmas}}]}}}}\n"));
        var known = await TriedAsync(bed, calendars);
        const string Path = "/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/dates/maxItems";
        await bed.KubectlAsync("patch", "crd", "holidaycalendars.ops.reconciler.dev", "--type=json", "-p", $$"""[{"op": "replace", "path": "{{Path}}", "value": 9999}]""");

        var foreign = await TriedAsync(bed, calendars);

        await bed.KubectlAsync("patch", "crd", "holidaycalendars.ops.reconciler.dev", "--type=json", "-p", $$"""[{"op": "replace", "path": "{{Path}}", "value": 10000}]""");
        Assert.Equal((1, Many), (known.Count, foreign.Count));
    }

    [Fact]
    public async Task Everything_IsTried_WhereTheServerTellsNothing()
    {
        await using var bed = await Bed.NewAsync(plane);
        await bed.KubectlAsync("create", "serviceaccount", "nobody");
        var kubeconfig = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(bed.Outbox)!, "nobody");
        await File.WriteAllTextAsync(kubeconfig, $$$"""
            apiVersion: v1
            kind: Config
            current-context: c
            clusters: [{name: c, cluster: {server: "https://127.0.0.1:{{{plane.Port}}}", certificate-authority: {{{plane.Authority}}}}}]
            users: [{name: u, user: {token: {{{(await bed.KubectlAsync("create", "token", "nobody")).Trim()}}}}}]
            contexts: [{name: c, context: {cluster: c, user: u}}]
            """, Bed.Stop);
        using var connection = new ApiConnection(ApiAccess.FromKubeconfig(kubeconfig, context: null), TimeProvider.System);

        Assert.Equal(Many, (await TriedAsync(bed, Windows(), objects: new(connection, TimeProvider.System, () => 0))).Count);
    }

    [Fact]
    public async Task Everything_IsTried_OnceAWriteWasRefusedThatWasNotForeseen()
    {
        await using var bed = await Bed.NewAsync(plane);
        var trials = new Trials(new(bed.Objects));

        trials.Surprise();

        Assert.Equal(Many, (await trials.OfAsync(Prepared(bed, Windows(), null), TypeOf(bed), Bed.Stop)).Count);
    }

    [Fact]
    public async Task Revision_IsRefusedWhole_BeforeTheFirstWrite_WhenAnAdmissionPolicyRefusesOneOfMany()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        const string Marked = "metadata: {name: probe, labels: {mark: bad}}";
        var probe = Yaml.Window("probe").Replace("metadata: {name: probe}", Marked, StringComparison.Ordinal);
        await using var admission = await Admission.RefuseAsync(fleet.Bed, "!has(object.metadata.labels) || !('mark' in object.metadata.labels)", probe);
        fleet.Start();
        await fleet.FollowAsync();

        fleet.Git.Commit(("acme.yaml", Yaml.Instance()), ("windows.yaml", Windows()), ("bad.yaml", probe));
        var status = await fleet.SyncAsync();

        Assert.Equal("Refused", FleetBed.Reason(status));
        Assert.StartsWith("bad.yaml:4:18: MaintenanceWindow", FleetBed.Message(status), StringComparison.Ordinal);
        Assert.Contains("not taken here", FleetBed.Message(status), StringComparison.Ordinal);
        Assert.Empty(await fleet.NamesAsync("MaintenanceWindow"));
        Assert.Empty(await fleet.NamesAsync("DedicatedInstance"));
    }

    [Fact]
    public async Task Revision_IsRefusedWhole_BeforeTheFirstWrite_WhenTheQuotaIsUsedUp()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        const string Limit = "count/maintenancewindows.ops.reconciler.dev";
        await fleet.Bed.KubectlAsync("create", "quota", "none", $"--hard={Limit}=0");
        await fleet.Bed.KubectlAsync("patch", "resourcequota", "none", "--subresource=status", "--type=merge", "-p", $$$$"""{"status": {"hard": {"{{{{Limit}}}}": "0"}, "used": {"{{{{Limit}}}}": "0"}}}""");
        await Bed.UntilAsync("the quota is in force", async () => !await IsTakenAsync(fleet.Bed, Yaml.Window("probe")));
        fleet.Start();
        await fleet.FollowAsync();

        fleet.Git.Commit(("acme.yaml", Yaml.Instance()), ("windows.yaml", Windows()));
        var status = await fleet.SyncAsync();

        Assert.Equal("Refused", FleetBed.Reason(status));
        Assert.Contains("exceeded quota", FleetBed.Message(status), StringComparison.Ordinal);
        Assert.Empty(await fleet.NamesAsync("DedicatedInstance"));
    }

    private static async Task<bool> IsTakenAsync(Bed bed, string yaml)
    {
        try
        {
            await bed.Plane.KubectlAsync(yaml, ["-n", bed.Namespace, "create", "--dry-run=server", "-f", "-"]);
            return true;
        }
        catch (InvalidOperationException problem) when (problem.Message.Contains("exceeded quota", StringComparison.Ordinal))
        {
            return false;
        }
    }

    private static string Windows() => string.Concat(Enumerable.Range(0, Many).Select(i => Yaml.Window($"w-{i:00}")));

    private static async Task<List<string>> TriedAsync(Bed bed, string yaml, ClusterCaches? caches = null, ApiObjects? objects = null) =>
        [.. (await new Trials(new(objects ?? bed.Objects)).OfAsync(Prepared(bed, yaml, caches), TypeOf(bed), Bed.Stop)).Select(each => $"{each.Reference.Kind} {each.Reference.Name}")];

    private static Func<string, ResourceType> TypeOf(Bed bed) => new ClusterCaches(bed.Objects, bed.Namespace, TimeProvider.System, () => 0, NullLogger.Instance).TypeOf;

    private static PreparedWrite[] Prepared(Bed bed, string yaml, ClusterCaches? caches) =>
        [.. ClusterManifests.Of(ManifestReader.Read(new("a.yaml", Encoding.UTF8.GetBytes(yaml)), bed.Namespace)).Select(manifest =>
            PreparedWrite.Of(new(WantedObject.Of(manifest, manifest.Json.ToUtf8(), "a.yaml", ""), caches?.Find(manifest.Object), IsDrift: false), manifest.Json.ToUtf8(), new(bed.Namespace, "team"), null))];
}

/// <summary>Webhooks, admission policies and definitions are those of the whole cluster: while other tests have some, everything is tried.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
