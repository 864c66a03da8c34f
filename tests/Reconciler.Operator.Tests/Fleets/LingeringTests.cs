using System.Text.Json.Nodes;
using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests.Fleets;

/// <summary>Somebody deletes what a repository declares, and a finalizer of somebody else keeps it from going: it can be put back only once it is gone.</summary>
/// <param name="plane">A real API server.</param>
public sealed class LingeringTests(ControlPlane plane)
{
    private const string Held = "being deleted; finalizer example.com/hold holds it: it is put back once that is gone";

    [Fact]
    public async Task Deletion_IsSaidOnce_WhileAFinalizerHoldsIt_AndPutBackWhenItIsGone()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await fleet.FollowAsync();
        await fleet.UntilAppliedAsync(fleet.Git.Commit(("acme.yaml", Yaml.Instance()), ("other.yaml", Yaml.Window("other", "2027-02-02")), ("patch.yaml", Yaml.Window("patch"))));
        await fleet.Bed.SettleAsync();
        await FinalizersAsync(fleet, "[\"example.com/hold\"]");

        await fleet.Bed.DeleteAsync("mw", "patch", "--wait=false");

        await fleet.UntilAsync("it is said", status => status["drift"] is not null);
        for (var i = 0; i < 3; i++)
        {
            await fleet.SyncAsync();
            await fleet.Bed.KubectlAsync("patch", "mw", "other", "--type=merge", "-p", """{"spec": {"backOut": "none"}}""");
            await Bed.UntilAsync("the other is put back", async () => (await fleet.Bed.GetAsync("MaintenanceWindow", "other"))["spec"]!["backOut"] is null);
        }

        await fleet.Bed.SettleAsync();
        var status = await fleet.UntilAsync("the other is said", status => status["applying"] is null && Drift(status).Count(each => each.Object.EndsWith("/other", StringComparison.Ordinal)) == 3);
        Assert.Equal([Held], Drift(status).Where(each => each.Object.EndsWith("/patch", StringComparison.Ordinal)).Select(each => each.What));
        Assert.Equal("Applied", FleetBed.Reason(status));
        Assert.NotEqual("Cancelled", (string?)(await fleet.Bed.GetAsync("MaintenanceWindow", "patch"))["status"]?["state"]);

        await FinalizersAsync(fleet, "[]");

        await fleet.UntilAsync("it is put back", status => Drift(status) is [(var subject, "deleted"), ..] && subject.EndsWith("/patch", StringComparison.Ordinal));
        var events = (await fleet.Bed.KubectlAsync("get", "events", "--field-selector=involvedObject.name=patch", "-o", "custom-columns=R:.reason,M:.message,C:.count", "--no-headers")).Split('\n').Where(line => line.Contains("Drift", StringComparison.Ordinal)).ToArray();
        Assert.Equal(["DriftHeld", "DriftPutBack"], events.Select(line => line.Split(' ')[0]).Order(StringComparer.Ordinal));
    }

    private static List<(string Object, string What)> Drift(JsonNode status) => [.. (status["drift"] as JsonArray ?? []).Select(each => ((string)each!["object"]!, (string)each["what"]!))];

    private static Task FinalizersAsync(FleetBed fleet, string names) => fleet.Bed.KubectlAsync("patch", "mw", "patch", "--type=merge", "-p", $"{{\"metadata\": {{\"finalizers\": {names}}}}}");
}
