using System.Globalization;
using System.Text.Json.Nodes;
using Reconciler.Cli.Tests.Running;
using Reconciler.Git.Tests;
using Reconciler.Operator.Checking;
using Reconciler.TestKit.Clusters;
using Reconciler.TestKit.GitServers;

namespace Reconciler.Cli.Tests.Clusters;

/// <summary><c>reconciler check</c> against a server on which one thing after the other does not hold.</summary>
public sealed class CheckTests(ProgramTests.OwnPlane own) : IClassFixture<ProgramTests.OwnPlane>, IDisposable
{
    private const string Definition = "coprequests.ops.reconciler.dev";

    private static readonly CheckOptions Checked = new() { LeaseNamespace = "default" };

    private readonly Workplace _place = new Workplace().With("outbox/a.eml", "");
    private int _grants;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Check_IsClean_WhenAllIsWell_AndLeavesNothingBehind()
    {
        var plane = await InstallAsync();

        var outcome = await CheckAsync(plane.Kubeconfig, "--outbox outbox --data outbox");

        Assert.Equal((ExitCodes.Clean, ""), (outcome.Code, outcome.Error));
        Golden.Match("Checks/well.golden.txt", Shown(outcome.Output, plane));
        Assert.Equal(["a.eml"], Directory.EnumerateFileSystemEntries(_place.PathOf("outbox")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Check_SaysWhichDefinitionsAreMissing_OrOfAnotherBuild()
    {
        var plane = await InstallAsync();
        await plane.KubectlAsync("delete", "crd", Definition);
        await EditAsync(plane, "dedicatedinstances", version => FieldsOf(version, "spec").Remove("subscription"));
        await EditAsync(plane, "supportcases", version => FieldsOf(version, "status")["mood"] = new JsonObject { ["type"] = "string" });
        await EditAsync(plane, "notices", version => version["schema"]!["openAPIV3Schema"]!["description"] = "Something else.");
        await EditAsync(plane, "holidaycalendars", version => { }, old: true);
        await plane.KubectlAsync("patch", "crd", "holidaycalendars.ops.reconciler.dev", "--subresource=status", "--type=merge", "-p", """{"status": {"storedVersions": ["v1alpha0", "v1alpha1"]}}""");

        var outcome = await CheckAsync(plane.Kubeconfig, "--outbox outbox");

        await plane.KubectlAsync("patch", "crd", "holidaycalendars.ops.reconciler.dev", "--subresource=status", "--type=merge", "-p", """{"status": {"storedVersions": ["v1alpha1"]}}""");
        Assert.Equal((ExitCodes.Findings, ""), (outcome.Code, outcome.Error));
        Golden.Match("Checks/definitions.golden.txt", Shown(outcome.Output, plane));
    }

    [Fact]
    public async Task Check_KnowsDefinitionsOfAnotherProduct()
    {
        var plane = await InstallAsync();
        await plane.KubectlAsync("delete", "crd", Definition);
        await plane.KubectlAsync(
            $$$"""
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: {{{Definition}}}}
            spec:
              group: ops.reconciler.dev
              names: {kind: Police, plural: coprequests, singular: police}
              scope: Cluster
              versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object} } }]
            """,
            ["apply", "-f", "-"]);

        var outcome = await CheckAsync(plane.Kubeconfig, "-o json");

        await plane.KubectlAsync("delete", "crd", Definition);
        var failed = Assert.Single(outcome.Json["checks"]!.AsArray(), check => (string)check!["result"]! == "fail");
        Assert.Equal($"{Definition} is of another product: kind Police, scope Cluster, no v1alpha1", (string)failed!["detail"]!);
        Assert.Equal(ExitCodes.Findings, outcome.Code);
    }

    [Fact]
    public async Task Check_SaysWhatAUserMayNot_AndIsContentWithExactlyTheTable()
    {
        var plane = await InstallAsync();
        await plane.KubectlAsync("create", "serviceaccount", "checked", "-n", "default");
        await GrantAsync(plane, Rights.Of(Checked));
        var kubeconfig = await KubeconfigAsync(plane);

        var well = await CheckAsync(kubeconfig, "--outbox outbox");
        await GrantAsync(plane, [.. Rights.Of(Checked).Where(right => right.Resource != "notices/status").Select(right => right.Resource == "maintenancewindows" ? right with { Verbs = ["list"] } : right)]);
        var less = await CheckAsync(kubeconfig, "--outbox outbox -n fleet --lease-namespace ops");
        await GrantAsync(plane, Rights.Of(Checked with { WithSources = true }).Where(right => right.Resource != "validatingwebhookconfigurations"));
        var slower = await CheckAsync(kubeconfig, "--outbox outbox --data outbox");

        Golden.Match("Checks/account.golden.txt", Shown(well.Output, plane));
        Golden.Match("Checks/rights.golden.txt", Shown(less.Output, plane));
        Assert.Equal((ExitCodes.Clean, ExitCodes.Findings, ExitCodes.Clean), (well.Code, less.Code, slower.Code));
        Assert.Matches(@"(?m)^warn  rights     may not list validatingwebhookconfigurations of admissionregistration\.k8s\.io, so each object of a revision is tried .*\n +mend: ", slower.Output);
    }

    [Fact]
    public async Task Check_SaysItOnce_WhereAUserLacksEverything_AndThatANamespaceIsNotThere()
    {
        var plane = await InstallAsync();
        await plane.KubectlAsync("create", "serviceaccount", "powerless", "-n", "default");
        var token = (await plane.KubectlAsync("create", "token", "powerless", "-n", "default")).Trim();
        _place.With("kubeconfig", await File.ReadAllTextAsync(plane.Kubeconfig, Stop));
        await plane.KubectlAsync("config", "--kubeconfig", _place.PathOf("kubeconfig"), "set-credentials", "powerless", $"--token={token}");
        await plane.KubectlAsync("config", "--kubeconfig", _place.PathOf("kubeconfig"), "set-context", "--current", "--user", "powerless");

        var powerless = await CheckAsync(_place.PathOf("kubeconfig"), "-n default");
        var nowhere = await CheckAsync(plane.Kubeconfig, "-n nosuch --lease-namespace default");

        Golden.Match("Checks/nowhere.golden.txt", Shown(nowhere.Output, plane));
        Golden.Match("Checks/powerless.golden.txt", Shown(powerless.Output, plane));
    }

    [Theory]
    [InlineData("clusters: [", "this is no kubeconfig, or it is damaged: While parsing")]
    [InlineData("hello", "this is no kubeconfig")]
    [InlineData("contexts: [{name: old, context: {cluster: c} }, {name: new, context: {cluster: c} }]", "it has no context 'nix'; those that it has: old, new")]
    public async Task Check_SaysWhatIsWrongWithAKubeconfig(string kubeconfig, string expected)
    {
        _place.With("kubeconfig", kubeconfig);

        Assert.Contains(expected, (await _place.RunAsync("check --kubeconfig kubeconfig --context nix")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_NoticesAClockThatIsWrong()
    {
        var plane = await InstallAsync();

        var outcome = await CheckAsync(plane.Kubeconfig, "--outbox outbox", new TestClock(TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(1)));

        Assert.Equal(ExitCodes.Findings, outcome.Code);
        Assert.Matches(@"(?m)^fail  clock      (1h|59m\d+s|58m\d+s) ahead of the server's \(.+Z\)\n +mend: let both machines follow one time server", outcome.Output);
    }

    [Fact]
    public async Task Check_AsksEachRepository_AndSaysHowToMendWhatKeepsItOut()
    {
        var plane = await InstallAsync();
        using var origin = new TemporaryRepository(_place.PathOf("served/fleet.git"), isBare: true);
        var id = origin.Commit("main", ("a.yaml", "1"));
        await using var server = new GitHttpServer(_place.PathOf("served")) { Wanted = $"Basic {Convert.ToBase64String("jane:secret"u8)}" };
        var port = Ports.Free(1)[0].ToString(CultureInfo.InvariantCulture);
        await plane.KubectlAsync("create", "namespace", "repositories");
        await plane.KubectlAsync("create", "secret", "generic", "good", "-n", "repositories", "--from-literal=username=jane", "--from-literal=password=secret", $"--from-literal=ca.crt={server.CaBundle}");
        await plane.KubectlAsync("create", "secret", "generic", "wrong", "-n", "repositories", "--from-literal=password=guess", $"--from-literal=ca.crt={server.CaBundle}");
        await plane.KubectlAsync("create", "secret", "generic", "trustful", "-n", "repositories", "--from-literal=username=jane", "--from-literal=password=secret");
        string[] sources =
        [
            Source("a-good", $"url: '{server.Url}/fleet.git', secretRef: {{name: good}}"),
            Source("b-commit", $"url: '{server.Url}/fleet.git', secretRef: {{name: good}}, ref: {{commit: {new string('a', 40)}}}"),
            Source("c-renamed", $"url: '{server.Url}/fleet.git', secretRef: {{name: good}}, ref: {{branch: trunk}}"),
            Source("d-elsewhere", $"url: '{server.Url}/other.git', secretRef: {{name: good}}"),
            Source("e-guessed", $"url: '{server.Url}/fleet.git', secretRef: {{name: wrong}}"),
            Source("f-forgotten", $"url: '{server.Url}/fleet.git', secretRef: {{name: missing}}"),
            Source("g-untrusted", $"url: '{server.Url}/fleet.git', secretRef: {{name: trustful}}"),
            Source("h-away", $"url: 'https://localhost:{port}/fleet.git'"),
            Source("i-disk", $"url: 'file://{origin.Folder}'"),
            Source("j-still", $"url: '{server.Url}/fleet.git', suspend: true"),
        ];
        await plane.KubectlAsync(string.Join("---\n", sources), ["apply", "-n", "repositories", "-f", "-"]);
        await plane.KubectlAsync("patch", "fleet", "a-good", "-n", "repositories", "--subresource=status", "--type=merge", "-p", """{"status": {"conditions": [{"type": "Ready", "status": "False", "reason": "Refused", "message": "a.yaml:1:1: no object"}]}}""");
        await plane.KubectlAsync("patch", "fleet", "h-away", "-n", "repositories", "--subresource=status", "--type=merge", "-p", """{"status": {"conditions": [{"type": "Ready", "status": "False", "reason": "Unreachable", "message": "as it says"}]}}""");

        var asOperator = await CheckAsync(plane.Kubeconfig, "-n repositories --outbox outbox --data outbox");
        var asPerson = await CheckAsync(plane.Kubeconfig, "-n repositories --outbox outbox --local-repositories");

        await plane.KubectlAsync("delete", "fleet", "--all", "-n", "repositories");
        Assert.Equal((ExitCodes.Findings, ExitCodes.Clean), (asOperator.Code, asPerson.Code));
        Golden.Match("Checks/repositories.golden.txt", Shown(asOperator.Output, plane).Replace(server.Url, "https://git", StringComparison.Ordinal).Replace($":{port}", ":1", StringComparison.Ordinal).Replace(id[..7], "1234567", StringComparison.Ordinal));
        Assert.Matches("(?m)^warn  sources    repositories/c-renamed: from here: NoSuchReference: .*\n +mend: mend spec.ref, or push it; or ask as the operator, in its pod and with --data$", asPerson.Output);
        Assert.Contains($"ok    sources    repositories/i-disk: file://{origin.Folder} has branch 'main' at {id[..7]}\n", asPerson.Output, StringComparison.Ordinal);

        static string Source(string name, string spec) => $"{{apiVersion: ops.reconciler.dev/v1alpha1, kind: FleetSource, metadata: {{name: {name}}}, spec: {{{spec}}}}}\n";
    }

    [Fact]
    public async Task Check_Fails_WhenThereIsNoCluster_AndSaysTheRestAllTheSame()
    {
        _place.With("kubeconfig", $$$"""
            apiVersion: v1
            kind: Config
            current-context: away
            clusters: [{name: away, cluster: {server: "http://127.0.0.1:{{{Ports.Free(1)[0].ToString(CultureInfo.InvariantCulture)}}}"}}]
            users: [{name: nobody, user: {token: none}}]
            contexts: [{name: away, context: {cluster: away, user: nobody}}]
            """);

        var away = await _place.RunAsync("check --kubeconfig kubeconfig --outbox outbox/a.eml");
        var unknown = await _place.RunAsync("check --kubeconfig missing --outbox nowhere");

        Assert.Equal((ExitCodes.Failed, ExitCodes.Failed), (away.Code, unknown.Code));
        Assert.Matches(@"^fail  server  http://127\.0\.0\.1:\d+/: GET /version: Unreachable: Connection refused.*\n +mend: is the address right", away.Output);
        Assert.Contains("a.eml is a file, not a folder", away.Output, StringComparison.Ordinal);
        Assert.Matches(@"^fail  server  .*missing: no way to a cluster: .*\n +mend: name a file with --kubeconfig", unknown.Output);
        Assert.Contains("nowhere: no such folder", unknown.Output, StringComparison.Ordinal);
        Assert.Contains("\nok    tzdata  20", unknown.Output, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => _place.Dispose();

    private async Task<ControlPlane> InstallAsync()
    {
        var plane = await own.ReadyAsync();
        await plane.KubectlAsync((await _place.RunAsync("crd")).Output, ["apply", "--server-side", "--force-conflicts", "-f", "-"]);
        await plane.KnowsKindsAsync(Stop);
        return plane;
    }

    // By the machine's clock where none is given: the server goes by it too.
    private async Task<Outcome> CheckAsync(string kubeconfig, string options, TimeProvider? clock = null)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await Program.RunAsync($"check --kubeconfig {kubeconfig} {options}".Split(' '), _place.ShellOf(output, error) with { Clock = clock ?? TimeProvider.System }, Stop);
        return new(code, output.ToString(), error.ToString());
    }

    private string Shown(string output, ControlPlane plane) => output
        .Replace($"https://127.0.0.1:{plane.Port.ToString(CultureInfo.InvariantCulture)}/", "https://server/", StringComparison.Ordinal)
        .Replace(_place.PathOf(""), "/place", StringComparison.Ordinal);

    private static JsonObject FieldsOf(JsonNode version, string part) => version["schema"]!["openAPIV3Schema"]!["properties"]![part]!["properties"]!.AsObject();

    private static async Task EditAsync(ControlPlane plane, string plural, Action<JsonNode> edit, bool old = false)
    {
        while (true)
        {
            var definition = JsonNode.Parse(await plane.KubectlAsync("get", "crd", $"{plural}.ops.reconciler.dev", "-o", "json"))!;
            var versions = definition["spec"]!["versions"]!.AsArray();
            edit(versions[0]!);
            if (old)
            {
                versions.Add(new JsonObject { ["name"] = "v1alpha0", ["served"] = false, ["storage"] = false, ["schema"] = versions[0]!["schema"]!.DeepClone() });
            }

            try
            {
                await plane.KubectlAsync(definition.ToJsonString(), ["replace", "-f", "-"]);
                return;
            }
            catch (InvalidOperationException problem) when (problem.Message.Contains("the object has been modified", StringComparison.Ordinal))
            {
                // The server itself writes conditions a moment after a change.
            }
        }
    }

    private async Task GrantAsync(ControlPlane plane, IEnumerable<Right> rights)
    {
        // With one that is another each time, by which it is seen that the server goes by the others, too.
        var mark = $"mark-{++_grants}";
        var rules = rights.Select(right => $"{{apiGroups: ['{right.Group}'], resources: ['{right.Resource}'], verbs: [{string.Join(", ", right.Verbs)}]}}");
        await plane.KubectlAsync(
            $$"""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: checked}
            rules: [{{string.Join(", ", rules)}}, {apiGroups: [marks.example], resources: [{{mark}}], verbs: [get]}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: checked}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: checked}
            subjects: [{kind: ServiceAccount, name: checked, namespace: default}]
            """,
            ["apply", "-f", "-"]);
        await plane.UntilMayAsync("system:serviceaccount:default:checked", Stop, [("", "get", $"marks.example/{mark}", "")]);
    }

    private async Task<string> KubeconfigAsync(ControlPlane plane)
    {
        var token = (await plane.KubectlAsync("create", "token", "checked", "-n", "default")).Trim();
        var (file, admin) = (_place.PathOf("kubeconfig"), await File.ReadAllTextAsync(plane.Kubeconfig, Stop));
        _place.With("kubeconfig", admin);
        await plane.KubectlAsync("config", "--kubeconfig", file, "set-credentials", "checked", $"--token={token}");
        await plane.KubectlAsync("config", "--kubeconfig", file, "set-context", "--current", "--user", "checked");
        return file;
    }
}
