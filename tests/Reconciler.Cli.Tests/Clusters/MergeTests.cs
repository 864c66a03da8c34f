using System.Text.Json.Nodes;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Cli.Tests.Clusters;

/// <summary>Several may write one object by server-side apply: lists of named things and of conditions are merged by element.</summary>
public sealed class MergeTests(ControlPlane plane)
{
    private const string Head = """
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: DedicatedInstance
        metadata: {name: acme, namespace: merged}

        """;

    private const string Instance = Head + """
        spec:
          customer: Acme
          partner: Northwind
          region: AMER
          dataCenters: [dc-1]
          applications: [{kind: CUCM, version: 15SU2, nodes: [{name: a, role: publisher, dataCenter: dc-1}]}]
          certificates: [{name: tomcat, application: CUCM, expires: 2027-01-18, managedBy: provider}]
        """;

    [Fact]
    public async Task Apply_KeepsWhatOthersWrote_InListsOfNamedThings()
    {
        await plane.PrepareAsync("merged");
        await ApplyAsync(Instance, "git");

        await ApplyAsync(Head + "spec: {certificates: [{name: callmanager, application: CUCM, expires: 2027-03-01, managedBy: provider}]}", "inventory");
        await ApplyAsync(Instance, "git");

        Assert.Equal(["tomcat", "callmanager"], (await InstanceAsync())["spec"]!["certificates"]!.AsArray().Select(certificate => (string)certificate!["name"]!));
    }

    [Fact]
    public async Task ApplyStatus_KeepsConditionsOfOthers()
    {
        await plane.PrepareAsync("merged");
        await ApplyAsync(Instance, "git");
        await ApplyAsync(Head + """status: {conditions: [{type: Surveyed, status: "True", reason: ByHand}]}""", "people", "--subresource=status");

        await ApplyAsync(Head + """status: {conditions: [{type: Ready, status: "True", reason: Processed}]}""", "reconciler", "--subresource=status");

        Assert.Equal(["Surveyed", "Ready"], (await InstanceAsync())["status"]!["conditions"]!.AsArray().Select(condition => (string)condition!["type"]!));
    }

    private Task ApplyAsync(string yaml, string manager, params string[] more) =>
        plane.KubectlAsync(yaml, ["apply", "--server-side", $"--field-manager={manager}", .. more, "-f", "-"]);

    private async Task<JsonNode> InstanceAsync() => JsonNode.Parse(await plane.KubectlAsync("get", "di", "acme", "-n", "merged", "-o", "json"))!;
}
