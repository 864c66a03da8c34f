using NodaTime;
using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests;

/// <summary>What <c>kubectl describe</c> shows of the past.</summary>
/// <param name="plane">A real API server.</param>
public sealed class EventTests(ControlPlane plane)
{
    [Fact]
    public async Task Events_TellTheLifeOfAWindow_EachOnce()
    {
        await using var bed = await Bed.NewAsync(plane);
        bed.Start();
        await bed.ApplyAsync(Yaml.Window("patch"));
        await bed.UntilConditionAsync("MaintenanceWindow", "patch", "Scheduled", "False");
        await bed.ApplyAsync(Yaml.Instance());
        await bed.UntilConditionAsync("MaintenanceWindow", "patch", "Scheduled");
        await bed.AdvanceAsync(Duration.FromMinutes(10));
        await bed.SettleAsync();

        await Bed.UntilAsync("all events are there", async () => (await EventsAsync(bed, "patch")).Length == 5);
        Assert.Equal(["Announced 1", "Blocked 1", "NoticeSent 1", "NoticeSent 1", "Scheduled 1"], await EventsAsync(bed, "patch"));

        await bed.DeleteAsync("mw/patch");
        await Bed.UntilAsync("the ticket's event is there", async () => (await EventsAsync(bed, "patch")).Contains("Cancelled 1"));
    }

    [Fact]
    public async Task Events_OfALaterIncarnation_AreAtTheWindowThatPeopleWrote()
    {
        await using var bed = await Bed.NewAsync(plane);
        bed.Start();
        await bed.ApplyAsync(Yaml.Instance() + "---\n" + Yaml.Window("patch"));
        await bed.UntilConditionAsync("MaintenanceWindow", "patch", "Scheduled");
        await bed.AdvanceAsync(Duration.FromMinutes(10));
        await bed.DeleteAsync("mw/patch");
        await bed.AdvanceAsync(Duration.FromMinutes(10));

        await bed.ApplyAsync(Yaml.Window("patch"));
        await bed.AdvanceAsync(Duration.FromMinutes(10));

        var window = await bed.UntilConditionAsync("MaintenanceWindow", "patch", "Announced");
        await Bed.UntilAsync("the events of the second time", async () => (await KindsAsync($"involvedObject.uid={window["metadata"]!["uid"]},reason=NoticeSent")).Length == 2);
        Assert.Single(await KindsAsync($"involvedObject.uid={window["metadata"]!["uid"]},reason=Announced"));
        Assert.Empty(await KindsAsync("involvedObject.name=patch-r2,involvedObject.kind=ChangeTicket"));

        async Task<string[]> KindsAsync(string selector) =>
            (await bed.KubectlAsync("get", "events", "--field-selector", selector, "-o", "jsonpath={range .items[*]}{.involvedObject.kind}{\"\\n\"}{end}")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    [Fact]
    public async Task Hold_IsAnEvent_AndNothingIsSent()
    {
        await using var bed = await Bed.NewAsync(plane);
        var running = bed.Start();
        await bed.ApplyAsync(Yaml.Instance() + string.Concat(Enumerable.Range(1, 6).Select(number => Yaml.Instance($"acme-{number}").Insert(0, "---\n") + Yaml.Window($"patch-{number}", $"2026-12-{15 + (number % 3)}", $"acme-{number}"))));
        await bed.SettleAsync();
        await bed.AdvanceAsync(Duration.FromMinutes(10));
        var told = bed.Mails().Count;
        Assert.Equal(12, told);

        await bed.DeleteAsync("mw", "--all");
        await bed.SettleAsync();
        await bed.AdvanceAsync(Duration.FromMinutes(10));

        Assert.Equal(told, bed.Mails().Count);
        Assert.Contains(running.Lines, line => line.Contains("HeldBySafety", StringComparison.Ordinal) && line.Contains("6 cancellations decided within an hour", StringComparison.Ordinal));
        Assert.Equal(12, (await bed.ListAsync("Notice")).Count(notice => (string?)notice["status"]!["state"] == "Held"));

        // There is no policy object that could show it; the windows are gone.
        await Bed.UntilAsync("each ticket shows the hold", async () => (await EventsAsync(bed, "patch-6")).Contains("HeldBySafety 1"));
    }

    private static async Task<string[]> EventsAsync(Bed bed, string name) =>
        [.. (await bed.KubectlAsync("get", "events", "--field-selector", $"involvedObject.name={name}", "-o", "jsonpath={range .items[*]}{.reason} {.count}{\"\\n\"}{end}"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
}
