using System.Text.Json.Nodes;
using Reconciler.Chart.Tests.Given;

namespace Reconciler.Chart.Tests;

/// <summary>What the chart renders is what an API server takes, in namespaces for restricted pods only.</summary>
/// <param name="plane">A real API server.</param>
public sealed class ChartTests(ChartPlane plane)
{
    public static TheoryData<string> ValuesFiles => Helm.ValuesFiles;

    [Fact]
    public async Task Chart_IsLinted()
    {
        foreach (var file in ValuesFiles.Select(row => row.Data))
        {
            var linted = await Helm.RunAsync(["lint", "--strict", Helm.Chart, .. Helm.Values(file)]);
            Assert.True(linted.Code == 0, linted.Output + linted.Error);
        }
    }

    [Theory]
    [MemberData(nameof(ValuesFiles))]
    public async Task Objects_AreTakenByTheServer(string file)
    {
        await plane.WithAsync("rendered", "fleet", "lab");

        var objects = await plane.TryAsync(await Helm.TemplateAsync("rendered", ["--include-crds", .. Helm.Values(file)]));

        Assert.Equal(11, objects.Count(found => (string?)found["kind"] == "CustomResourceDefinition"));
        Assert.Contains(objects, found => (string?)found["kind"] == "Deployment");
    }

    [Theory]
    [MemberData(nameof(ValuesFiles))]
    public async Task Pod_IsRestricted(string file)
    {
        await plane.WithAsync("rendered", "fleet", "lab");
        var pod = PodOf(await plane.TryAsync(await Helm.TemplateAsync("rendered", Helm.Values(file))));

        var tried = Assert.Single(await plane.TryAsync(pod.ToJsonString()));

        Assert.Equal((65532, true), ((int?)tried["spec"]!["securityContext"]!["runAsUser"], (bool?)tried["spec"]!["containers"]![0]!["securityContext"]!["readOnlyRootFilesystem"]));
        pod["spec"]!["containers"]![0]!["securityContext"]!["allowPrivilegeEscalation"] = true;
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => plane.TryAsync(pod.ToJsonString()));
        Assert.Contains("violates PodSecurity \"restricted:latest\": allowPrivilegeEscalation != false", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("outbx.enabled=true", "additional properties 'outbx' not allowed")]
    [InlineData("replicas=two", "got string, want integer")]
    [InlineData("announce.mode=loud", "value must be one of 'observe', 'send', 'policy'")]
    [InlineData("announce.mode=send", "announce.mode send needs outbox.enabled=true: mails are put into that volume, and without one nobody can be told")]
    [InlineData("outbox.enabled=true,outbox.accessMode=ReadWriteOnce", "outbox.accessMode ReadWriteOnce is for one node: set replicas=1, or take a volume that is ReadWriteMany")]
    [InlineData("fleetSources.secrets[0].namespace=a,fleetSources.secrets[0].names={x},fleetSources.secrets[1].namespace=a,fleetSources.secrets[1].names={y}", "fleetSources.secrets names the namespace a twice: put all names into one entry")]
    [InlineData("terminationGracePeriodSeconds=5", "minimum: got 5, want 15")]
    [InlineData("lease.duration=2s", "lease.duration 2s is too short: the operator takes 3s or more")]
    [InlineData("lease.duration=0m2s", "lease.duration 0m2s is too short")]
    [InlineData("fullnameOverride=7even", "7even can not be the name of a Service: letters, digits and dashes, a letter first")]
    [InlineData("fullnameOverride=a.b", "a.b can not be the name of a Service")]
    [InlineData("nameOverride=a.b,fullnameOverride=ab", "a.b can not be the name of a Service")]
    [InlineData("extraArgs={--lease=mine}", "extraArgs repeats an option of the chart: --lease=mine is made of lease.name")]
    [InlineData("extraArgs={--log-level,debug}", "at '/extraArgs/1': 'debug' does not match pattern '^--'")]
    [InlineData("serviceAccount.create=false", "serviceAccount.create=false needs serviceAccount.name: the account that is there already")]
    [InlineData("image.repository=ghcr.io/team/reconciler:1.0", "does not match pattern")]
    [InlineData("image.repository=https://ghcr.io/reconciler", "does not match pattern")]
    [InlineData("image.repository=", "does not match pattern")]
    [InlineData("image.tag=-x", "does not match pattern")]
    [InlineData("metrics.serviceMonitor.labels.release=a b", "does not match pattern")]
    [InlineData("metrics.labels.team=a", "additional properties 'labels' not allowed")]
    [InlineData("commonLabels.helm\\.sh/chart=mine", "commonLabels repeats a label of the chart: helm.sh/chart")]
    [InlineData("podLabels.app\\.kubernetes\\.io/name=mine", "podLabels repeats a label that the pods have already: app.kubernetes.io/name")]
    [InlineData("commonLabels.team=a,podLabels.team=b", "podLabels repeats a label that the pods have already: team")]
    [InlineData("extraEnv[0].name=TMPDIR", "extraEnv names a variable twice, or one that the chart sets: TMPDIR")]
    [InlineData("extraVolumeMounts[0].name=a", "missing property 'mountPath'")]
    [InlineData("metrics.port=80", "at '/metrics/port': minimum: got 80")]
    [InlineData("outbox=null", "missing property 'outbox'")]
    [InlineData("lease.duration=null", "missing property 'duration'")]
    public async Task Values_ThatCanNotWork_AreRefused(string value, string reason)
    {
        var rendered = await Helm.RunAsync("template", "rc", Helm.Chart, "--kube-version", "1.37.0", "--set", value);

        Assert.Equal(1, rendered.Code);
        Assert.Contains(reason, rendered.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3s")]
    [InlineData("1m")]
    [InlineData("0m10s")]
    public async Task LeaseDuration_OfThreeSecondsAndMore_IsTaken(string duration) =>
        Assert.Contains($"- --lease-duration={duration}\n", await Helm.TemplateAsync("rendered", "--set", $"lease.duration={duration}"), StringComparison.Ordinal);

    [Fact]
    public void Schema_NamesNothingThatTheValuesHaveNot()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Helm.Chart, "values.schema.json")))!;
        var values = File.ReadAllLines(Path.Combine(Helm.Chart, "values.yaml"));

        Assert.All(NamesIn(schema, 0), name => Assert.Contains(values, line => line.StartsWith($"{new string(' ', 2 * name.Depth)}{name.Name}:", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Pod_HasUsersOfItsNamespace_WhereItsOwnAreTakenAway()
    {
        await plane.WithAsync("rendered");

        var pod = PodOf(await plane.TryAsync(await Helm.TemplateAsync("rendered", "--set", "podSecurityContext.runAsUser=null,podSecurityContext.runAsGroup=null,podSecurityContext.fsGroup=null")));

        Assert.Equal(["fsGroupChangePolicy", "runAsNonRoot", "seccompProfile"], pod["spec"]!["securityContext"]!.AsObject().Select(field => field.Key).Order(StringComparer.Ordinal));
        Assert.Single(await plane.TryAsync(pod.ToJsonString()));
    }

    [Fact]
    public async Task Pod_HasWhatIsAddedToIt()
    {
        await plane.WithAsync("rendered", "fleet", "lab");

        var objects = await plane.TryAsync(await Helm.TemplateAsync("rendered", Helm.Values("airgapped-values.yaml")));

        var pod = PodOf(objects);
        Assert.Equal("/etc/ssl/own", (string?)pod["spec"]!["containers"]![0]!["volumeMounts"]!.AsArray().Single(mount => (string?)mount!["name"] == "authorities")!["mountPath"]);
        Assert.Equal("topology.kubernetes.io/zone", (string?)Assert.Single(pod["spec"]!["topologySpreadConstraints"]!.AsArray())!["topologyKey"]);
        Assert.Equal("""{"kubernetes.io/os":"linux","pool":"ops"}""", pod["spec"]!["nodeSelector"]!.ToJsonString());
        Assert.Equal("proxy", (string?)pod["metadata"]!["labels"]!["egress"]);
        Assert.All(objects, found => Assert.Equal("calling", (string?)found["metadata"]!["labels"]?["cost-center"]));
    }

    [Fact]
    public async Task Release_WhoseNameIsNoneOfAService_IsRefused_UnlessAnotherIsGiven()
    {
        var refused = await Helm.RunAsync("template", "7even", Helm.Chart, "--kube-version", "1.37.0");
        var taken = await Helm.RunAsync("template", "7even", Helm.Chart, "--kube-version", "1.37.0", "--set", "fullnameOverride=seven");

        Assert.Contains("7even-reconciler can not be the name of a Service", refused.Error, StringComparison.Ordinal);
        Assert.Equal((0, ""), (taken.Code, taken.Error));
    }

    [Theory]
    [InlineData("reconciler")]
    [InlineData("registry.internal:5000/mirror/reconciler")]
    [InlineData("ghcr.io/team_a/re--conciler/v1.x")]
    public async Task ImageRepository_AsRegistriesNameIt_IsTaken(string repository) =>
        Assert.Contains($"image: {repository}:", await Helm.TemplateAsync("rendered", "--set", $"image.repository={repository}"), StringComparison.Ordinal);

    [Fact]
    public async Task Releases_OfTwoNamespaces_ShareNoNameOutsideOfThem()
    {
        await plane.WithAsync("one-two", "one", "fleet");
        var names = new List<string>();
        foreach (var (space, name) in new[] { ("one-two", "three"), ("one", "two-three") })
        {
            var objects = await plane.TryAsync(await Helm.TemplateAsync(space, "--set", $"fullnameOverride={name},watchNamespace=fleet,fleetSources.secrets[0].namespace=fleet,fleetSources.secrets[0].names={{git}}"));
            names.AddRange(objects.Where(found => (string?)found["metadata"]!["namespace"] != space).Select(found => $"{(string?)found["kind"]} {(string?)found["metadata"]!["namespace"]} {(string?)found["metadata"]!["name"]}"));
        }

        Assert.NotEmpty(names);
        Assert.Distinct(names);
    }

    [Theory]
    [MemberData(nameof(ValuesFiles))]
    public async Task Objects_AreThese(string file)
    {
        await plane.WithAsync("rendered", "fleet", "lab");

        var objects = await plane.TryAsync(await Helm.TemplateAsync("rendered", Helm.Values(file)));

        var lines = objects.Select(found => $"{(string?)found["kind"]} {((string?)found["metadata"]!["namespace"] is { } space ? $"{space}/" : "")}{(string?)found["metadata"]!["name"]}{(found["spec"]?["replicas"] is { } replicas ? $", {replicas} replicas" : "")}\n");
        Golden.Match($"Rendered/{(file.Length == 0 ? "defaults" : Path.GetFileNameWithoutExtension(file))}.golden.txt", string.Concat(lines.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("observe", "It observes: nobody is told anything. Next step")]
    [InlineData("send", "People are told: mails are put into the claim rc-reconciler-outbox.")]
    [InlineData("policy", "Whether people are told says announce.mode of the OperationalPolicy; its default is to tell them. Then, mails are put into the claim rc-reconciler-outbox.")]
    public async Task Notes_SayWhetherPeopleAreTold(string mode, string expected)
    {
        await plane.WithAsync("observing");

        var installed = await Helm.RunAsync("install", "rc", Helm.Chart, "--namespace", "observing", "--dry-run=server", "--kubeconfig", plane.Plane.Kubeconfig, "--set", $"announce.mode={mode},outbox.enabled=true");

        Assert.True(installed.Code == 0, installed.Error);
        Assert.Contains(expected, installed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Monitoring_BringsAlertsAndDashboard()
    {
        await plane.WithAsync("rendered");

        var objects = await plane.TryAsync(await Helm.TemplateAsync("rendered", Helm.Values("monitored-values.yaml")));

        var rules = objects.Single(found => (string?)found["kind"] == "PrometheusRule")["spec"]!["groups"]!.AsArray().SelectMany(group => group!["rules"]!.AsArray());
        Assert.Contains(rules, rule => (string?)rule!["alert"] == "ReconcilerNobodyLeads" && ((string?)rule["annotations"]!["description"])!.Contains("{{ $labels.namespace }}", StringComparison.Ordinal));
        var dashboard = objects.Single(found => (string?)found["kind"] == "ConfigMap");
        Assert.Equal("1", (string?)dashboard["metadata"]!["labels"]!["grafana_dashboard"]);
        Assert.NotEmpty(JsonNode.Parse((string)dashboard["data"]!["reconciler.json"]!)!["panels"]!.AsArray());
    }

    [Fact]
    public async Task Defaults_Observe_AndTellTheNextStep()
    {
        await plane.WithAsync("observing");

        var installed = await Helm.RunAsync("install", "rc", Helm.Chart, "--namespace", "observing", "--dry-run=server", "--kubeconfig", plane.Plane.Kubeconfig);

        Assert.True(installed.Code == 0, installed.Error);
        Assert.Contains("- --announce=observe\n", installed.Output, StringComparison.Ordinal);
        Assert.Contains("It observes: nobody is told anything. Next step", installed.Output, StringComparison.Ordinal);
    }

    // Of what is not free in form; the name of a definition stands for what it says. `global` is Helm's own.
    private static IEnumerable<(string Name, int Depth)> NamesIn(JsonNode schema, int depth) =>
        (schema["properties"]?.AsObject() ?? []).Where(property => property.Key is not ("global" or "requests" or "limits")).SelectMany(property => NamesIn(property.Value!, depth + 1).Prepend((property.Key, depth)));

    private static JsonObject PodOf(IReadOnlyList<JsonNode> objects)
    {
        var deployment = objects.Single(found => (string?)found["kind"] == "Deployment");
        return new()
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = new JsonObject { ["name"] = "one", ["namespace"] = (string?)deployment["metadata"]!["namespace"], ["labels"] = deployment["spec"]!["template"]!["metadata"]!["labels"]!.DeepClone() },
            ["spec"] = deployment["spec"]!["template"]!["spec"]!.DeepClone(),
        };
    }
}
