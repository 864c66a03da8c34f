using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests;

/// <summary>Windows that are made from what people wrote.</summary>
/// <param name="plane">A real API server.</param>
public sealed class GeneratedWindowTests(ControlPlane plane)
{
    [Fact]
    public async Task Window_BelongsToWhatPeopleWrote_AndFollowsIt()
    {
        await using var bed = await Bed.NewAsync(plane);
        bed.Start();
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Cop());
        var window = await bed.UntilConditionAsync("MaintenanceWindow", "hsm-acme", "Scheduled");
        var owner = Assert.Single(window["metadata"]!["ownerReferences"]!.AsArray())!;
        Assert.Equal(("CopRequest", "hsm", (string?)(await bed.GetAsync("CopRequest", "hsm"))["metadata"]!["uid"]), ((string?)owner["kind"], (string?)owner["name"], (string?)owner["uid"]));

        await bed.ApplyAsync(Yaml.Cop().Replace("duration: 2h", "duration: 3h", StringComparison.Ordinal));
        await Bed.UntilAsync("the window is longer", async () => (string?)(await bed.GetAsync("MaintenanceWindow", "hsm-acme"))["spec"]!["duration"] == "3h");
        await bed.UntilConditionAsync("MaintenanceWindow", "hsm-acme", "Scheduled");

        await bed.ApplyAsync(Yaml.Cop().Replace("names: [acme]", "names: [other]", StringComparison.Ordinal));
        await Bed.UntilAsync("the window is gone", async () => await bed.FindAsync("MaintenanceWindow", "hsm-acme") is null);
    }

    [Fact]
    public async Task Window_IsMadeAgain_WhenSomebodyDeletesOrEditsIt()
    {
        await using var bed = await Bed.NewAsync(plane);
        bed.Start();
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Cop());
        var first = await bed.UntilConditionAsync("MaintenanceWindow", "hsm-acme", "Scheduled");

        await bed.KubectlAsync("patch", "mw/hsm-acme", "--type=merge", "-p", """{"spec": {"duration": "9h"}, "metadata": {"annotations": {"note": "mine"}}}""");
        await Bed.UntilAsync("its duration is as before", async () => (string?)(await bed.GetAsync("MaintenanceWindow", "hsm-acme"))["spec"]!["duration"] == "2h");
        Assert.Equal("mine", (string?)(await bed.GetAsync("MaintenanceWindow", "hsm-acme"))["metadata"]!["annotations"]!["note"]);

        await bed.DeleteAsync("mw/hsm-acme");
        var again = await bed.UntilConditionAsync("MaintenanceWindow", "hsm-acme", "Scheduled");
        Assert.NotEqual((string?)first["metadata"]!["uid"], (string?)again["metadata"]!["uid"]);
    }

    [Fact]
    public async Task Window_ThatPeopleMade_IsNeverOverwritten()
    {
        await using var bed = await Bed.NewAsync(plane);
        var running = bed.Start();
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Cop());
        await bed.UntilConditionAsync("MaintenanceWindow", "hsm-acme", "Scheduled");
        var copy = await bed.GetAsync("MaintenanceWindow", "hsm-acme");
        await running.StopAsync();

        // People keep a copy of a generated window, with its labels: it is theirs.
        copy["metadata"] = new System.Text.Json.Nodes.JsonObject { ["name"] = "hsm-acme", ["labels"] = copy["metadata"]!["labels"]!.DeepClone() };
        copy["spec"]!["summary"] = "Kept by hand";
        copy.AsObject().Remove("status");
        await bed.DeleteAsync("mw/hsm-acme");
        await bed.ApplyAsync(copy.ToJsonString());
        var again = bed.Start();
        await bed.SettleAsync();

        Assert.Equal("Kept by hand", (string?)(await bed.GetAsync("MaintenanceWindow", "hsm-acme"))["spec"]!["summary"]);
        Assert.Contains(again.Lines, line => line.Contains("CopRequest", StringComparison.Ordinal) && line.Contains("NameTaken", StringComparison.Ordinal));

        await bed.DeleteAsync("cop/hsm");
        await bed.SettleAsync();
        Assert.NotNull(await bed.FindAsync("MaintenanceWindow", "hsm-acme"));
    }

    [Fact]
    public async Task Window_ThatBearsTheLabelOfGeneratedOnes_SaysSo_AndTheGeneratedOnesNever()
    {
        await using var bed = await Bed.NewAsync(plane);
        var running = bed.Start();
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Cop() + Yaml.Window("restart").Replace("start: \"2026-12-15\"", "schedule: \"0 22 * * 3\"", StringComparison.Ordinal));
        var copy = await bed.UntilConditionAsync("MaintenanceWindow", "hsm-acme", "Scheduled");
        copy["metadata"] = new System.Text.Json.Nodes.JsonObject { ["name"] = "copy", ["labels"] = copy["metadata"]!["labels"]!.DeepClone() };
        copy.AsObject().Remove("status");
        await bed.ApplyAsync(copy.ToJsonString());

        var condition = Bed.Condition(await bed.UntilConditionAsync("MaintenanceWindow", "copy", "Ready", "False"), "Ready")!;
        Assert.Equal("Unreadable", (string?)condition["reason"]);
        Assert.Contains("the operator did not make it; delete it, or take the label off", (string?)condition["message"], StringComparison.Ordinal);
        await Bed.UntilAsync("its event says so", async () => (await bed.KubectlAsync("describe", "mw/copy")).Contains("Unreadable", StringComparison.Ordinal));

        // Whoever leads next takes the others for what they are.
        await bed.SettleAsync();
        await running.StopAsync();
        var again = bed.Start();
        await bed.SettleAsync();
        foreach (var lines in new[] { running.Lines, again.Lines })
        {
            Assert.All(lines.Where(line => line.Contains("Unreadable", StringComparison.Ordinal)), line => Assert.Contains("/copy:", line, StringComparison.Ordinal));
        }

        Assert.Equal(["copy"], (await bed.ListAsync("MaintenanceWindow")).Where(window => (string?)Bed.Condition(window, "Ready")?["reason"] == "Unreadable").Select(window => (string)window["metadata"]!["name"]!));

        await bed.KubectlAsync("label", "mw/copy", "ops.reconciler.dev/origin-kind-");
        await bed.UntilConditionAsync("MaintenanceWindow", "copy", "Ready");
    }

    [Fact]
    public async Task Window_Stays_WhileWhatItComesFromCanNotBeRead()
    {
        await using var bed = await Bed.NewAsync(plane);
        bed.Start();
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Cop());
        var before = await bed.UntilConditionAsync("MaintenanceWindow", "hsm-acme", "Scheduled");

        await bed.KubectlAsync("patch", "cop/hsm", "--type=merge", "-p", """{"spec": {"latest": "2027-02-30"}}""");
        await bed.UntilConditionAsync("CopRequest", "hsm", "Ready", "False");
        await bed.SettleAsync();

        Assert.Equal((string?)before["metadata"]!["uid"], (string?)(await bed.GetAsync("MaintenanceWindow", "hsm-acme"))["metadata"]!["uid"]);
    }
}
