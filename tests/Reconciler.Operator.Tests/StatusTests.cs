using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using Reconciler.Operator.Tests.Given;
using Reconciler.Operator.Worlds;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests;

/// <summary>Statuses say what is the case, and are written only where they differ.</summary>
/// <param name="plane">A real API server.</param>
public sealed class StatusTests(ControlPlane plane)
{
    [Fact]
    public async Task Statuses_AreNotWrittenAgain_WhenNothingDiffers()
    {
        await using var bed = await Bed.NewAsync(plane);
        var running = bed.Start();
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Window("patch") + Yaml.Cop());
        await bed.SettleAsync();
        var before = await VersionsAsync(bed);

        await bed.SettleAsync();
        await running.StopAsync();
        bed.Start();
        await bed.SettleAsync();

        Assert.Equal(before, await VersionsAsync(bed));
    }

    [Fact]
    public async Task OwnWrites_WakeNoPass()
    {
        await using var bed = await Bed.NewAsync(plane);
        var running = bed.Start();
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Window("patch") + Yaml.Cop());
        await bed.SettleAsync();
        await bed.AdvanceAsync(Duration.FromMinutes(10));

        // One object at a time: each apply is one change, and one pass.
        var before = running.Passes;
        foreach (var day in Enumerable.Range(11, 5))
        {
            await bed.ApplyAsync(Yaml.Window("other", $"2027-01-{day}"));
            await Bed.UntilAsync($"start on {day}", async () => ((string?)(await bed.GetAsync("MaintenanceWindow", "other"))["status"]?["localStart"])?.Contains($"2027-01-{day}", StringComparison.Ordinal) is true);
        }

        // One more is that of the settling, and one may be owed to what came in the moment in which the pass before these began. If own writes woke any, each of the five had another.
        await Bed.UntilAsync("the fifth pass is over", () => Task.FromResult(running.Passes - before >= 5));
        await bed.SettleAsync();
        Assert.InRange(running.Passes - before, 5, 7);
    }

    [Fact]
    public async Task Condition_KeepsItsTime_UntilItsStatusIsAnother()
    {
        await using var bed = await Bed.NewAsync(plane);
        bed.Start();
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Window("patch"));
        var first = Bed.Condition(await bed.UntilConditionAsync("MaintenanceWindow", "patch", "Scheduled"), "Scheduled")!;
        Assert.Equal(Yaml.Now, (string?)first["lastTransitionTime"]);

        bed.Clock.Advance(TimeSpan.FromMinutes(1));
        await bed.ApplyAsync(Yaml.Window("patch", "2026-12-16"));
        await bed.SettleAsync();
        var second = Bed.Condition(await bed.GetAsync("MaintenanceWindow", "patch"), "Scheduled")!;
        Assert.Equal((2, Yaml.Now), ((int?)second["observedGeneration"], (string?)second["lastTransitionTime"]));

        await bed.ApplyAsync(Yaml.Window("patch", "2026-12-16", instance: "nobody"));
        var third = Bed.Condition(await bed.UntilConditionAsync("MaintenanceWindow", "patch", "Scheduled", "False"), "Scheduled")!;
        Assert.Equal("2026-11-30T12:01:00Z", (string?)third["lastTransitionTime"]);
    }

    [Fact]
    public async Task Status_ThatSomebodyElseChanged_IsMadeSoAgain()
    {
        await using var bed = await Bed.NewAsync(plane);
        bed.Start();
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Window("patch"));
        await bed.UntilConditionAsync("MaintenanceWindow", "patch", "Scheduled");

        await bed.KubectlAsync("patch", "mw/patch", "--subresource=status", "--type=merge", "-p", """{"status": {"start": "2030-01-01T00:00:00Z"}}""");

        await Bed.UntilAsync("the start is right again", async () => (string?)(await bed.GetAsync("MaintenanceWindow", "patch"))["status"]!["start"] == "2026-12-16T02:00:00Z");
    }

    [Fact]
    public async Task Status_ThatSomebodyElseOwnsInPart_IsMadeSoAgain_AndConditionsOfOthersStay()
    {
        await using var bed = await Bed.NewAsync(plane);
        var running = bed.Start();
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Window("patch"));
        await bed.UntilConditionAsync("MaintenanceWindow", "patch", "Scheduled");
        await running.StopAsync();

        // As a restore does: what is said already, a field that is not ours to say, a condition of another controller.
        await bed.Objects.ApplyStatusAsync(KnownTypes.Windows, new(bed.Namespace, "patch"), Encoding.UTF8.GetBytes("""
            {"apiVersion": "ops.reconciler.dev/v1alpha1", "kind": "MaintenanceWindow", "metadata": {"name": "patch"},
             "status": {"start": "2026-12-16T02:00:00Z", "occurrences": [{"opens": "2030-01-01T00:00:00Z", "closes": "2030-01-01T01:00:00Z", "localOpens": "never"}],
              "conditions": [{"type": "Paid", "status": "True", "reason": "Bank", "message": "", "lastTransitionTime": "2026-11-30T12:00:00Z"}]}}
            """), new("restore"), Bed.Stop);
        bed.Start();
        await Bed.UntilAsync("the occurrences are gone", async () => (await StatusAsync())["occurrences"] is null);
        Assert.Equal("2026-12-16T02:00:00Z", (string?)(await StatusAsync())["start"]);

        await bed.ApplyAsync(Yaml.Window("patch", instance: "nobody"));
        await bed.UntilConditionAsync("MaintenanceWindow", "patch", "Scheduled", "False");
        await Bed.UntilAsync("the start is gone", async () => (await StatusAsync())["start"] is null);

        Assert.Equal("2026-11-30T12:00:00Z", (string?)Bed.Condition(await bed.GetAsync("MaintenanceWindow", "patch"), "Paid")?["lastTransitionTime"]);
        await bed.SettleAsync();
        var before = await VersionsAsync(bed);
        await bed.SettleAsync();
        Assert.Equal(before, await VersionsAsync(bed));

        async Task<JsonNode> StatusAsync() => (await bed.GetAsync("MaintenanceWindow", "patch"))["status"]!;
    }

    [Fact]
    public async Task Status_OfAnObjectThatCanNotBeRead_SaysSo_AndTheOthersGoOn()
    {
        await using var bed = await Bed.NewAsync(plane);
        bed.Start();
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Window("patch") + Yaml.Window("odd", "2026-12-16"));
        await bed.SettleAsync();
        await bed.AdvanceAsync(Duration.FromMinutes(10));
        var (mails, ledger) = (bed.Mails(), await bed.LedgerAsync());

        // A date that the calendar does not have: a schema can not know.
        await bed.KubectlAsync("patch", "mw/odd", "--type=merge", "-p", """{"spec": {"start": "2026-02-30"}}""");
        await bed.ApplyAsync(Yaml.Window("third", "2027-01-19"));

        var condition = Bed.Condition(await bed.UntilConditionAsync("MaintenanceWindow", "odd", "Ready", "False"), "Ready")!;
        Assert.Equal("Unreadable", (string?)condition["reason"]);
        Assert.Contains("'spec.start' is the text \"2026-02-30\"", (string?)condition["message"], StringComparison.Ordinal);
        await bed.UntilConditionAsync("MaintenanceWindow", "third", "Scheduled");

        // What people were told stays.
        var odd = await bed.UntilConditionAsync("MaintenanceWindow", "odd", "Scheduled", "Unknown");
        Assert.Equal(("Unknown", "Unreadable"), ((string?)Bed.Condition(odd, "Announced")!["status"], (string?)Bed.Condition(odd, "Announced")!["reason"]));
        Assert.Matches(@"odd +acme +interrupting +Wed 2026-12-16 21:00 EST +Announced +it can not be read +mend it", await bed.KubectlAsync("get", "mw/odd"));
        await bed.AdvanceAsync(Duration.FromMinutes(10));
        Assert.Equal(mails, bed.Mails());
        Assert.Equal(ledger.Tickets.Keys, (await bed.LedgerAsync()).Tickets.Keys);

        await bed.ApplyAsync(Yaml.Window("odd", "2026-12-16"));
        await bed.UntilConditionAsync("MaintenanceWindow", "odd", "Announced");

        await bed.KubectlAsync("patch", "mw/third", "--type=merge", "-p", """{"spec": {"start": "2027-02-30"}}""");
        await bed.UntilConditionAsync("MaintenanceWindow", "third", "Ready", "False");
        Assert.Matches(@"third +acme +interrupting +Blocked +it can not be read +mend it", await bed.KubectlAsync("get", "mw/third"));
    }

    [Fact]
    public async Task Status_OfAnObjectThatCanNotBeRead_SaysSo_AlsoWhenThePassFails()
    {
        await using var bed = await Bed.NewAsync(plane);
        var running = bed.Start();
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Window("patch") + Yaml.Window("odd", "2026-12-16"));
        await bed.SettleAsync();
        await bed.AdvanceAsync(Duration.FromMinutes(10));

        await bed.KubectlAsync("patch", "chg/patch", "--type=merge", "-p", """{"spec": {"moves": [{"from": "2026-12-15", "to": "2026-02-30", "by": "partner", "requestedAt": "2026-11-30T11:00:00Z", "firstSeenAt": "2026-11-30T11:00:00Z"}]}}""");
        await running.SaysAsync("nothing is done until the ticket is mended");
        await bed.KubectlAsync("patch", "mw/odd", "--type=merge", "-p", """{"spec": {"start": "2026-02-30"}}""");

        var condition = Bed.Condition(await bed.UntilConditionAsync("MaintenanceWindow", "odd", "Ready", "False"), "Ready")!;
        Assert.Equal("Unreadable", (string?)condition["reason"]);
    }

    [Fact]
    public async Task Status_OfARecurringWindow_NamesTheNextThreeOccurrences_InUtcAndLocalTime()
    {
        await using var bed = await Bed.NewAsync(plane);
        bed.Start();

        await bed.ApplyAsync(Yaml.Instance() + Yaml.Window("restart").Replace("start: \"2026-12-15\"", "schedule: \"0 22 * * 3\"", StringComparison.Ordinal));

        await Bed.UntilAsync("the occurrences are there", async () => (await bed.GetAsync("MaintenanceWindow", "restart"))["status"]?["occurrences"] is not null);
        var window = await bed.GetAsync("MaintenanceWindow", "restart");
        Assert.Equal(
            ["2026-12-17T03:00:00Z Wed 2026-12-16 22:00 EST", "2026-12-24T03:00:00Z Wed 2026-12-23 22:00 EST", "2026-12-31T03:00:00Z Wed 2026-12-30 22:00 EST"],
            window["status"]!["occurrences"]!.AsArray().Select(occurrence => $"{occurrence!["opens"]} {occurrence["localOpens"]}"));
    }

    private static async Task<IReadOnlyList<string>> VersionsAsync(Bed bed)
    {
        var all = new List<string>();
        foreach (var kind in new[] { "MaintenanceWindow", "DedicatedInstance", "CopRequest", "ChangeTicket", "Notice" })
        {
            all.AddRange((await bed.ListAsync(kind)).Select(found => $"{kind} {found["metadata"]!["name"]} {found["metadata"]!["resourceVersion"]}"));
        }

        return all;
    }
}
