using NodaTime;
using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests;

/// <summary>A holiday calendar can not be read: whoever counts days by it waits, and nobody else.</summary>
/// <param name="plane">A real API server.</param>
public sealed class CalendarTests(ControlPlane plane)
{
    private static readonly Duration Settle = Duration.FromMinutes(10);

    [Fact]
    public async Task Calendar_ThatCanNotBeRead_HoldsTheInstancesThatNameIt_AndNoOthers()
    {
        await using var bed = await Bed.NewAsync(plane);
        bed.Start();
        await bed.ApplyAsync(Calendar("9999-12-31") + "---\n" + Yaml.Instance() + "  calendars: [ours]\n---\n" + Yaml.Instance("acme-2") + Yaml.Window("patch") + Yaml.Window("other", instance: "acme-2"));

        // Who is seen before the calendar names one that is not there.
        await bed.SettleAsync();
        var condition = Bed.Condition(await bed.UntilConditionAsync("DedicatedInstance", "acme", "Ready", "False"), "Ready")!;
        Assert.Equal("Unreadable", (string?)condition["reason"]);
        Assert.Contains("'spec.calendars' names the HolidayCalendar ours, which can not be read: ", (string?)condition["message"], StringComparison.Ordinal);
        await bed.UntilConditionAsync("HolidayCalendar", "ours", "Ready", "False");

        await bed.AdvanceAsync(Settle);

        await bed.UntilConditionAsync("MaintenanceWindow", "other", "Announced");
        var blocked = Bed.Condition(await bed.UntilConditionAsync("MaintenanceWindow", "patch", "Scheduled", "False"), "Scheduled")!;
        Assert.Contains("DedicatedInstance acme can not be read", (string?)blocked["message"], StringComparison.Ordinal);
        Assert.All(bed.Mails().Keys, name => Assert.StartsWith("other-", name, StringComparison.Ordinal));

        await bed.ApplyAsync(Calendar("2030-12-31"));
        await bed.UntilConditionAsync("MaintenanceWindow", "patch", "Scheduled");
        await bed.AdvanceAsync(Settle);
        await bed.UntilConditionAsync("MaintenanceWindow", "patch", "Announced");

        // As of an instance that can not be read itself, nothing counts as gone.
        await bed.ApplyAsync(Calendar("9999-12-31"));
        await bed.UntilConditionAsync("DedicatedInstance", "acme", "Ready", "False");
        await bed.DeleteAsync("mw/patch");
        await bed.SettleAsync();
        await bed.AdvanceAsync(Settle);
        Assert.Equal(4, bed.Mails().Count);
    }

    // The definition refuses nearly every one that can not be read; it takes dates that no zone can show.
    private static string Calendar(string validThrough) =>
        $"{{apiVersion: ops.reconciler.dev/v1alpha1, kind: HolidayCalendar, metadata: {{name: ours}}, spec: {{validThrough: \"{validThrough}\", rules: [{{name: One, month: 1, day: 1}}]}}}}\n";
}
