using NodaTime;
using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests;

/// <summary>What disturbs everybody has an API server of its own, which each test leaves empty.</summary>
/// <param name="plane">That server; not the one of the assembly.</param>
public sealed class DisturbedTests(ControlPlane plane) : IClassFixture<ControlPlane>, IAsyncDisposable
{
    [Fact]
    public async Task Operator_GoesOn_WhenTheServerIsKilledAndComesBack()
    {
        await using var bed = await Bed.NewAsync(plane);
        bed.Start();
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Window("patch"));
        await bed.SettleAsync();

        await plane.StopServerAsync();
        bed.Clock.Advance(TimeSpan.FromMinutes(10));
        await plane.ReadyAsync(Bed.Stop);
        await bed.ApplyAsync(Yaml.Window("later", "2027-01-19"));

        await bed.UntilConditionAsync("MaintenanceWindow", "patch", "Announced");
        await bed.UntilConditionAsync("MaintenanceWindow", "later", "Scheduled");
        Assert.Equal(2, bed.Mails().Count);
        Assert.All(await bed.ListAsync("Notice"), notice => Assert.Equal("Sent", (string?)notice["status"]!["state"]));
    }

    [Fact]
    public async Task Operator_ListsAnew_WhenTheServerHasForgottenWhereItWas()
    {
        await using var bed = await Bed.NewAsync(plane);
        await using var proxy = new FaultyProxy(plane.Port);
        var running = bed.Start(options => options with { LeaseDuration = TimeSpan.FromMinutes(15) }, plane.KubeconfigFor($"{proxy.Address}"));
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Window("patch"));
        await bed.SettleAsync();
        await bed.AdvanceAsync(Duration.FromMinutes(10));

        proxy.Refuses = true;
        proxy.Cut();
        await bed.DeleteAsync("mw/patch");
        await bed.ApplyAsync(Yaml.Window("later", "2027-01-19"));
        await plane.CompactAsync(Bed.Stop);
        await plane.StopServerAsync();
        await plane.ReadyAsync(Bed.Stop);
        proxy.Refuses = false;

        await running.SaysAsync("maintenancewindows.ops.reconciler.dev: the server has forgotten where the watch was");
        await bed.UntilConditionAsync("MaintenanceWindow", "later", "Scheduled");

        // What is new in a list is known before what is gone from it: another pass calls off.
        await bed.SettleAsync();
        await bed.AdvanceAsync(Duration.FromMinutes(10));
        Assert.Equal(
            [("patch-cancelled", 2), ("patch-planned", 2)],
            bed.Mails().Keys.GroupBy(name => string.Join('-', name.Split('-').Take(2))).Select(group => (group.Key, group.Count())));
        Assert.False(running.Said("leading no more"));
    }

    [Fact]
    public async Task Policy_ThatCanNotBeRead_StopsEverything_AndSaysSo()
    {
        await using var bed = await Bed.NewAsync(plane);
        var running = bed.Start(Everywhere);
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Window("patch"));
        await bed.SettleAsync();

        await bed.ApplyAsync("{apiVersion: ops.reconciler.dev/v1alpha1, kind: OperationalPolicy, metadata: {name: default}, spec: {announce: {settle: 1h}, regions: [{name: AMER, grid: nowhere}]}}");
        var condition = Bed.Condition(await bed.UntilConditionAsync("OperationalPolicy", "default", "Ready", "False"), "Ready")!;
        Assert.Equal("Unreadable", (string?)condition["reason"]);
        await bed.DeleteAsync("mw/patch");
        await Bed.UntilAsync("the deletion is known", () => Task.FromResult(running.Caches?.Windows.Read().Count == 0));
        bed.Clock.Advance(TimeSpan.FromMinutes(10));
        await Bed.UntilAsync("two passes are refused", () => Task.FromResult(running.Lines.Count(line => line.Contains("nothing is planned", StringComparison.Ordinal)) > 1));
        Assert.Empty(bed.Mails());
        Assert.Single(await bed.ListAsync("ChangeTicket"));

        await bed.DeleteAsync("opol/default");

        await Bed.UntilAsync("what was decided and is not wanted is withdrawn", async () => (await bed.ListAsync("ChangeTicket")).Count == 0);
    }

    [Fact]
    public async Task Calendar_ThatThePolicyNamesAndCanNotBeRead_StopsEverything_UntilThePolicyDoesNotNameIt()
    {
        const string Policy = "{apiVersion: ops.reconciler.dev/v1alpha1, kind: OperationalPolicy, metadata: {name: default}, spec: {regions: [{name: AMER, calendars: [CALENDARS]}]}}";
        await using var bed = await Bed.NewAsync(plane);
        var running = bed.Start(Everywhere);
        await bed.ApplyAsync("{apiVersion: ops.reconciler.dev/v1alpha1, kind: HolidayCalendar, metadata: {name: ours}, spec: {validThrough: \"9999-12-31\"}}");
        await bed.ApplyAsync(Policy.Replace("CALENDARS", $"{bed.Namespace}/ours", StringComparison.Ordinal));
        await running.SaysAsync("nothing is planned: HolidayCalendar ours");

        await bed.ApplyAsync(Yaml.Instance() + Yaml.Window("patch"));
        await bed.UntilConditionAsync("HolidayCalendar", "ours", "Ready", "False");
        await Bed.UntilAsync("the window is known", () => Task.FromResult(running.Caches?.Windows.Read().Count == 1));
        Assert.False(await bed.IsAsync("MaintenanceWindow", "patch", "Scheduled"));

        await bed.ApplyAsync(Policy.Replace("CALENDARS", "", StringComparison.Ordinal));
        await bed.UntilConditionAsync("MaintenanceWindow", "patch", "Scheduled");
    }

    [Fact]
    public async Task Policy_GetsNoStatus_FromAnOperatorThatLooksAtOneNamespaceOnly()
    {
        await using var bed = await Bed.NewAsync(plane);
        var running = bed.Start();
        await bed.ApplyAsync("{apiVersion: ops.reconciler.dev/v1alpha1, kind: OperationalPolicy, metadata: {name: default}, spec: {announce: {settle: 1m}}}");
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Window("patch"));
        await bed.SettleAsync();
        Assert.Null((await bed.GetAsync("OperationalPolicy", "default"))["status"]);

        await running.StopAsync();
        bed.Start(Everywhere);

        await bed.UntilConditionAsync("OperationalPolicy", "default", "Ready");
    }

    [Fact]
    public async Task Policy_Decides_WhatIsTold()
    {
        await using var bed = await Bed.NewAsync(plane);
        bed.Start(Everywhere);
        await bed.ApplyAsync("{apiVersion: ops.reconciler.dev/v1alpha1, kind: OperationalPolicy, metadata: {name: default}, spec: {announce: {mode: observe}}}");
        await bed.UntilConditionAsync("OperationalPolicy", "default", "Ready");
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Window("patch"));
        await bed.SettleAsync();
        Assert.Empty(await bed.ListAsync("ChangeTicket"));

        await bed.ApplyAsync("{apiVersion: ops.reconciler.dev/v1alpha1, kind: OperationalPolicy, metadata: {name: default}, spec: {announce: {mode: send, settle: 1m}}}");
        await bed.UntilConditionAsync("OperationalPolicy", "default", "Ready");
        await bed.AdvanceAsync(Duration.FromMinutes(1));

        await bed.UntilConditionAsync("MaintenanceWindow", "patch", "Announced");
    }

    // The status of the policy belongs to an operator that sees the whole cluster.
    private static OperatorOptions Everywhere(OperatorOptions options) => options with { Namespace = null };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Assets.Has("kubectl"))
        {
            await plane.KubectlAsync("delete", "opol,mw,di,hol,ntc,chg", "--all", "-A");
        }
    }
}
