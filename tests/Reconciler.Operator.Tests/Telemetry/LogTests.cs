using System.Text.Json.Nodes;
using Reconciler.Operator.Tests.Fleets;
using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests.Telemetry;

/// <summary>All lines about one change can be found in the log.</summary>
/// <param name="plane">A real API server.</param>
public sealed class LogTests(ControlPlane plane)
{
    [Fact]
    public async Task Lines_AboutAChange_NameChangeInstanceAndNamespace()
    {
        await using var bed = await Bed.NewAsync(plane);
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Emergency("urgent") + Yaml.Cop());
        await using var process = new OperatorProcess(bed, "first", "--log-format", "json");
        await bed.UntilConditionAsync("MaintenanceWindow", "urgent", "Announced");
        await Bed.UntilAsync("it is said", () => Task.FromResult(process.Said("\"reason\":\"Announced\"") && process.Said("hsm-acme")));
        await process.SignalAsync("TERM");
        await process.EndAsync();

        var lines = process.Lines.Where(line => line.Length > 0).Select(line => JsonNode.Parse(line)!).ToArray();
        Assert.Equal(("Starting", "as the policy says", bed.Namespace, $"{bed.Namespace}/lease"), ((string?)lines[0]["event"], (string?)lines[0]["announce"], (string?)lines[0]["watches"], (string?)lines[0]["lease"]));
        Assert.All(lines, line => Assert.All(["time", "level", "event", "message"], field => Assert.NotNull(line[field])));
        var urgent = lines.Where(line => (string?)line["name"] == "urgent").ToArray();
        Assert.Contains(urgent, line => (string?)line["reason"] == "NoticeSent");
        Assert.All(urgent, line => Assert.Equal(
            ($"{bed.Namespace}/MaintenanceWindow/urgent", "acme", bed.Namespace), ((string?)line["change"], (string?)line["instance"], (string?)line["namespace"])));
        Assert.All(lines.Where(line => (string?)line["name"] == "hsm-acme"), line => Assert.Equal(
            ($"{bed.Namespace}/CopRequest/hsm/acme", "acme"), ((string?)line["change"], (string?)line["instance"])));
    }

    [Fact]
    public async Task Lines_AboutAFleetSource_NameItAndTheRevision()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        var revision = fleet.Git.Commit(("fleet.yaml", Yaml.Instance()));
        await fleet.FollowAsync();
        await using var process = new OperatorProcess(fleet.Bed, "first", "--log-format", "json", "--data", fleet.Data, "--local-repositories");

        await Bed.UntilAsync("it is said", () => Task.FromResult(process.Said("RevisionApplied")));

        var line = JsonNode.Parse(process.Lines.First(line => line.Contains("RevisionApplied", StringComparison.Ordinal)))!;
        Assert.Equal(($"{fleet.Bed.Namespace}/team", revision), ((string?)line["fleet"], (string?)line["revision"]));
    }
}
