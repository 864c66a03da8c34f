using NodaTime;
using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests;

/// <summary>Somebody deletes a ticket, a notice or a window, and a finalizer of somebody else keeps it from going.</summary>
/// <param name="plane">A real API server.</param>
public sealed class LeavingTests(ControlPlane plane)
{
    private static readonly Duration Settle = Duration.FromMinutes(10);

    [Fact]
    public async Task Ticket_ThatAFinalizerHolds_HoldsBackItsOwnNoticesOnly_UntilItIsGone()
    {
        await using var bed = await Bed.NewAsync(plane);
        bed.Start();
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Window("patch"));
        await bed.SettleAsync();
        await LeaveAsync(bed, "chg/patch");

        await bed.ApplyAsync(Yaml.Window("other", "2026-12-16"));
        await bed.SettleAsync();
        await bed.AdvanceAsync(Settle);

        await bed.UntilConditionAsync("MaintenanceWindow", "other", "Announced");
        Assert.All(bed.Mails().Keys, name => Assert.StartsWith("other-", name, StringComparison.Ordinal));
        await Bed.UntilAsync("the window says why", async () => await EventsAsync(bed) is var events
            && events.Contains($"NotWritten its ticket can not be saved, so nobody is told: ChangeTicket {bed.Namespace}/patch is being deleted, and the finalizers example.com/hold still hold it", StringComparison.Ordinal));

        await ReleaseAsync(bed, "chg/patch");
        await Bed.UntilAsync("a ticket is made anew", async () => await bed.FindAsync("ChangeTicket", "patch") is not null);
        await bed.AdvanceAsync(Settle);

        await bed.UntilConditionAsync("MaintenanceWindow", "patch", "Announced");
        Assert.Equal(4, bed.Mails().Count);
    }

    [Fact]
    public async Task Notice_ThatAFinalizerHolds_IsSentWhenItIsGone_AndTheOthersAtOnce()
    {
        await using var bed = await Bed.NewAsync(plane);
        bed.Start();
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Window("patch"));
        await bed.SettleAsync();
        var held = (string)(await bed.ListAsync("Notice"))[0]["metadata"]!["name"]!;
        await LeaveAsync(bed, $"ntc/{held}");

        await bed.AdvanceAsync(Settle);

        Assert.NotEqual(held, Assert.Single(bed.Mails()).Key);
        await Bed.UntilAsync("the window says why", async () => await EventsAsync(bed) is var events
            && events.Contains($"NotDelivered notice {held} to", StringComparison.Ordinal) && events.Contains("the finalizers example.com/hold still hold it", StringComparison.Ordinal));

        await ReleaseAsync(bed, $"ntc/{held}");
        await Bed.UntilAsync("it is sent", () => Task.FromResult(bed.Mails().ContainsKey(held)));
    }

    [Fact]
    public async Task Window_ThatAFinalizerHolds_SaysThatItIsCalledOff()
    {
        await using var bed = await Bed.NewAsync(plane);
        bed.Start();
        await bed.ApplyAsync(Yaml.Instance() + "---\n" + Yaml.Window("patch"));
        await bed.SettleAsync();
        await bed.AdvanceAsync(Settle);
        await bed.UntilConditionAsync("MaintenanceWindow", "patch", "Announced");

        await LeaveAsync(bed, "mw/patch");

        var window = await bed.UntilConditionAsync("MaintenanceWindow", "patch", "Announced", "False");
        Assert.Equal(("Cancelled", "deleted", "gone once example.com/hold lets go of it"), ((string)window["status"]!["state"]!, (string)window["status"]!["why"]!, (string)window["status"]!["next"]!));
        Assert.Null(window["status"]!["start"]);
        await ReleaseAsync(bed, "mw/patch");
        await Bed.UntilAsync("it is gone", async () => await bed.FindAsync("MaintenanceWindow", "patch") is null);
    }

    private static async Task LeaveAsync(Bed bed, string what)
    {
        await bed.KubectlAsync("patch", what, "--type=merge", "-p", """{"metadata": {"finalizers": ["example.com/hold"]}}""");
        await bed.DeleteAsync(what, "--wait=false");
    }

    private static Task ReleaseAsync(Bed bed, string what) => bed.KubectlAsync("patch", what, "--type=merge", "-p", """{"metadata": {"finalizers": null}}""");

    private static async Task<string> EventsAsync(Bed bed) =>
        await bed.KubectlAsync("get", "events", "--field-selector", "involvedObject.name=patch", "-o", "jsonpath={range .items[*]}{.reason} {.message}{\"\\n\"}{end}");
}
