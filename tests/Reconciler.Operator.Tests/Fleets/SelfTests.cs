using System.Text.Json.Nodes;
using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;
using Reconciler.TestKit.GitServers;

namespace Reconciler.Operator.Tests.Fleets;

/// <summary>A fleet source that its own repository declares: a commit that leads it astray must not keep it there.</summary>
/// <param name="plane">A real API server.</param>
public sealed class SelfTests(ControlPlane plane)
{
    private const string Right = "path: prod";

    // Far less than a fetch may take here.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(90);

    [Theory]
    [InlineData("path: prdo", "HeldBySafety", """{"spec": {"path": "prod"}}""")]
    [InlineData("path: prod\n  ref: {branch: mian}", "NoSuchReference", """{"spec": {"ref": {"branch": "main"}}}""")]
    public async Task Source_IsFollowedAgain_WhenItIsMendedInItsRepositoryAndThenItself_ThoughTheFetchTakesLong(string wrong, string reason, string mend)
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        await using var server = new GitHttpServer(Path.GetDirectoryName(fleet.Git.Folder)!);
        await fleet.Bed.ApplyAsync(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Secret",
            ["metadata"] = new JsonObject { ["name"] = "git" },
            ["stringData"] = new JsonObject { ["ca.crt"] = server.CaBundle },
        }.ToJsonString());
        var url = $"{server.Url}/{Path.GetFileName(fleet.Git.Folder)}";
        fleet.Start();
        await AstrayAsync(fleet, url, wrong, reason);
        var mended = fleet.Git.Commit(("prod/self.yaml", Self(url, Right)));
        var before = server.Asked.Count;
        server.Answer = Answer.Silence;

        await PatchAsync(fleet, mend);
        await Bed.UntilAsync("the fetch hangs", () => Task.FromResult(server.Asked.Count > before));
        await server.Waiting.Task;
        await fleet.Bed.DeleteAsync("mw", "a");
        await Bed.UntilAsync("what others changed is put back meanwhile", Soon, async () => await fleet.Bed.FindAsync("MaintenanceWindow", "a") is not null);
        server.Answer = Answer.Whole;
        await fleet.AskAsync();

        await fleet.UntilAppliedAsync(mended);
        Assert.Equal(("prod", null), await PlaceAsync(fleet));
        await PatchAsync(fleet, """{"spec": {"interval": "12h"}}""");
        await Bed.UntilAsync("it is in line again", async () => (string?)(await fleet.Bed.GetAsync("FleetSource", FleetBed.Name))["spec"]!["interval"] == "1d");
    }

    [Fact]
    public async Task Source_GoesAstrayAgain_WhenOnlyItselfIsMended_AndSaysWhatComesFirst()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        var held = await AstrayAsync(fleet, fleet.Git.Url, "path: prdo", "HeldBySafety");
        Assert.EndsWith($" · FleetSource {fleet.Bed.Namespace}/team is declared in prod/self.yaml of its own repository: mend that first, and then the object itself: kubectl edit fleet team -n {fleet.Bed.Namespace}", FleetBed.Message(held), StringComparison.Ordinal);

        await PatchAsync(fleet, """{"spec": {"path": "prod"}}""");

        await fleet.UntilAsync("it is held again", status => status["drift"] is not null && FleetBed.Reason(status) == "HeldBySafety");
        Assert.Equal(("prdo", null), await PlaceAsync(fleet));
    }

    private static string Self(string url, string more) => $$"""
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: FleetSource
        metadata: {name: {{FleetBed.Name}}}
        spec:
          url: {{url}}
          interval: 24h
          timeout: 1h
          {{(url.StartsWith("https", StringComparison.Ordinal) ? "secretRef: {name: git}" : "prune: true")}}
          {{more}}

        """;

    private static async Task<JsonNode> AstrayAsync(FleetBed fleet, string url, string wrong, string reason)
    {
        var right = fleet.Git.Commit(("prod/acme.yaml", Yaml.Instance()), ("prod/a.yaml", Yaml.Window("a")), ("prod/self.yaml", Self(url, Right)));
        await fleet.Bed.ApplyAsync(Self(url, Right));
        await fleet.UntilAppliedAsync(right);
        fleet.Git.Commit(("prod/self.yaml", Self(url, wrong)));
        await fleet.AskAsync();
        return await fleet.UntilAsync("it is astray", status => FleetBed.Reason(status) == reason);
    }

    private static Task PatchAsync(FleetBed fleet, string patch) => fleet.Bed.KubectlAsync("patch", "fleet", FleetBed.Name, "--type=merge", "-p", patch);

    private static async Task<(string? Path, string? Branch)> PlaceAsync(FleetBed fleet) =>
        (await fleet.Bed.GetAsync("FleetSource", FleetBed.Name))["spec"] is var spec ? ((string?)spec!["path"], (string?)spec["ref"]?["branch"]) : default;
}
