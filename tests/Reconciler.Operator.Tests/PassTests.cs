using NodaTime;
using NodaTime.Text;
using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests;

/// <summary>From what people write to what stands in the cluster.</summary>
/// <param name="plane">A real API server.</param>
public sealed class PassTests(ControlPlane plane)
{
    private static readonly Duration Settle = Duration.FromMinutes(10);
    private static readonly Duration Second = Duration.FromSeconds(1);
    private static readonly Instant Told = InstantPattern.General.Parse(Yaml.Now).Value + Settle;
    private static readonly Instant Start = Instant.FromUtc(2026, 12, 16, 2, 0);

    [Fact]
    public async Task Window_IsScheduled_AndKubectlWaitsForIt()
    {
        await using var bed = await Bed.NewAsync(plane);
        bed.Start();

        await bed.ApplyAsync(Yaml.Instance() + Yaml.Window("patch"));

        Assert.Contains("condition met", await bed.KubectlAsync("wait", "--for=condition=Scheduled", "mw/patch", "--timeout=180s"), StringComparison.Ordinal);
        var status = (await bed.GetAsync("MaintenanceWindow", "patch"))["status"]!;
        Assert.Equal(("Scheduled", "2026-12-16T02:00:00Z", "Tue 2026-12-15 21:00 EST"), ((string?)status["state"], (string?)status["start"], (string?)status["localStart"]));
    }

    [Fact]
    public async Task Window_IsBlocked_WhenItsInstanceIsMissing_AndScheduledOnceThatIsThere()
    {
        await using var bed = await Bed.NewAsync(plane);
        bed.Start();
        await bed.ApplyAsync(Yaml.Window("patch"));
        var blocked = Bed.Condition(await bed.UntilConditionAsync("MaintenanceWindow", "patch", "Scheduled", "False"), "Scheduled")!;
        Assert.Equal("REF001", (string?)blocked["reason"]);

        await bed.ApplyAsync(Yaml.Instance());

        await bed.UntilConditionAsync("MaintenanceWindow", "patch", "Scheduled");
    }

    [Fact]
    public async Task Notices_AreKeptAndSent_WhenTheyHaveRested()
    {
        await using var bed = await Bed.NewAsync(plane);
        bed.Start();
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Window("patch"));
        await bed.SettleAsync();
        Assert.Equal(["Due", "Due"], (await bed.ListAsync("Notice")).Select(notice => (string?)notice["status"]!["state"]));
        await bed.AdvanceAsync(Settle - Second);
        Assert.Empty(bed.Mails());

        await bed.WakeAsync(Second);

        await bed.UntilConditionAsync("MaintenanceWindow", "patch", "Announced");
        var notices = await bed.ListAsync("Notice");
        Assert.Equal(["Sent", "Sent"], notices.Select(notice => (string?)notice["status"]!["state"]));
        Assert.Equal(notices.Select(notice => $"<{notice["spec"]!["messageId"]}>"), bed.Mails().Values);
        Assert.NotNull(Assert.Single((await bed.LedgerAsync()).Tickets.Values).Spec.Told);
    }

    [Fact]
    public async Task Reminder_IsMade_WhenItFallsDueByTimeAlone()
    {
        await using var bed = await ToldAsync();

        // Three days before the start, by the calendar of the region.
        await bed.AdvanceAsync(Start - Duration.FromDays(3) - Told - Second);
        Assert.Equal(2, (await bed.ListAsync("Notice")).Count);

        await bed.WakeAsync(Second);

        await Bed.UntilAsync("the reminders are there", async () => (await bed.ListAsync("Notice")).Count(notice => ((string)notice["metadata"]!["name"]!).StartsWith("patch-reminder-", StringComparison.Ordinal)) == 2);
    }

    [Fact]
    public async Task Window_IsInProgress_WhenItsStartComesByTimeAlone()
    {
        await using var bed = await ToldAsync();
        await bed.AdvanceAsync(Start - Told - Second);
        Assert.Equal("Announced", (string?)(await bed.GetAsync("MaintenanceWindow", "patch"))["status"]!["state"]);

        await bed.WakeAsync(Second);

        await Bed.UntilAsync("it is in progress", async () => (string?)(await bed.GetAsync("MaintenanceWindow", "patch"))["status"]!["state"] == "InProgress");
    }

    private async Task<Bed> ToldAsync()
    {
        var bed = await Bed.NewAsync(plane);
        bed.Start();
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Window("patch"));
        await bed.SettleAsync();
        await bed.AdvanceAsync(Settle);
        await bed.UntilConditionAsync("MaintenanceWindow", "patch", "Announced");
        return bed;
    }
}
