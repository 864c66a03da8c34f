using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Planning;
using Reconciler.Core.Tests.Worlds;

namespace Reconciler.Core.Tests.Planning;

/// <summary>What stays as it is while an object can not be read, or while a pass only looks.</summary>
public sealed class FrozenTicketsTests
{
    private const string Cop = """
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: CopRequest
        metadata: {name: hsm}
        spec:
          instances: {selector: {region: AMER}}
          file: ciscocm.V15SU2_CSCwa12345_C0169-1.cop.sha512
          checksum: 'sha512:ab'
          initiator: provider
          class: fix
          application: CUCM
          duration: 2h
          latest: 2027-03-01
        """;

    private const string Upgrade = """
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: UpgradePlan
        metadata: {name: up}
        spec:
          target: 15SU2
          instances: {selector: {region: AMER}}
          notBefore: 2026-12-15
          latest: 2027-03-01
          duration: 4h
          ground: {kind: currency}
          waves:
          - {name: canary, instances: [acme], soak: 24h}
          - {name: rest, instances: [beta, gamma]}
        """;

    private static readonly Instant Before = Passes.Instant("2026-12-01T09:00:00Z");
    private static readonly Instant Rested = Passes.Instant("2026-12-01T09:10:00Z");
    private static readonly Instant Now = Passes.Instant("2026-12-02T09:00:00Z");

    [Fact]
    public void Plan_CallsOff_WhenTheObjectIsGone() =>
        Assert.NotNull(Only(Planner.Plan(Passes.SnapshotOf(Passes.Instance), Told(Passes.Instance, Passes.Window), Now).NextLedger).Spec.CancelledAt);

    [Theory]
    [InlineData("MaintenanceWindow", "patch", Passes.Instance)]
    [InlineData("DedicatedInstance", "acme", Passes.Window)]
    [InlineData("DedicatedInstance", "acme", "")]
    public void Plan_LeavesTheLedgerAsItIs_WhenTheObjectOrItsInstanceCanNotBeRead(string kind, string name, string left)
    {
        var ledger = Told(Passes.Instance, Passes.Window);

        var plan = Planner.Plan(Passes.SnapshotOf(left) with { Unreadable = [new(kind, "default", name)] }, ledger, Now);

        Assert.Same(ledger, plan.NextLedger);
        Assert.DoesNotContain(plan.Notices, notice => notice.SendNow || notice.Object is not null);
        Assert.Contains(new(kind, "default", name), plan.Unreadable);
    }

    [Fact]
    public void Plan_GivesNobodyTheTimeOfAToldChange_WhenThatCanNotBeRead()
    {
        var ledger = Told(Passes.Instance, Passes.Window);
        var other = Passes.Window.Replace("patch", "other", StringComparison.Ordinal);

        var plan = Planner.Plan(Passes.SnapshotOf(Passes.Instance, other) with { Unreadable = [new("MaintenanceWindow", "default", "patch")] }, ledger, Now);

        var entry = plan.Entries.Single(entry => entry.Name == "other");
        Assert.Equal((EntryState.Blocked, "WIN003", "overlaps patch"), (entry.State, entry.Reason, entry.Message));
    }

    [Fact]
    public void Plan_CountsAToldChangeInItsRegion_WhenItsInstanceCanNotBeRead()
    {
        var ledger = Told(Passes.Instance, Passes.Window);
        var snapshot = Passes.SnapshotOf(Passes.Instance.Replace("acme", "beta", StringComparison.Ordinal), Passes.Window.Replace("acme", "beta", StringComparison.Ordinal).Replace("patch", "other", StringComparison.Ordinal), Passes.Window);
        snapshot = snapshot with
        {
            Unreadable = [new("DedicatedInstance", "default", "acme")],
            Policy = snapshot.Policy with { Regions = [.. snapshot.Policy.Regions.Select(region => region with { ConcurrentChanges = 1 })] },
        };

        var entry = Planner.Plan(snapshot, ledger, Now).Entries.Single(entry => entry.Name == "other");

        Assert.Equal((EntryState.Blocked, "WIN006"), (entry.State, entry.Reason));
    }

    [Fact]
    public void Plan_HoldsAnUpgradePlan_WhenAWaveNamesAnInstanceThatCanNotBeRead()
    {
        var left = new[] { "beta", "gamma" }.Select(name => Passes.Instance.Replace("acme", name, StringComparison.Ordinal).Replace("15SU2", "14SU4", StringComparison.Ordinal));

        var entries = Planner.Plan(Passes.SnapshotOf([Upgrade, .. left]) with { Unreadable = [new("DedicatedInstance", "default", "acme")] }, Ledger.Empty, Now).Entries;

        Assert.Equal(["beta", "gamma"], entries.Select(entry => entry.Instance));
        Assert.All(entries, entry => Assert.Equal((EntryState.Blocked, "REF001", "DedicatedInstance acme can not be read"), (entry.State, entry.Reason, entry.Message)));
    }

    [Fact]
    public void Plan_KeepsTheTicketOfWhatASelectionFound_WhenTheInstanceCanNotBeRead()
    {
        var ledger = Told(Passes.Instance, Cop);
        Assert.NotEmpty(ledger.Tickets);

        Assert.Same(ledger, Planner.Plan(Passes.SnapshotOf(Cop) with { Unreadable = [new("DedicatedInstance", "default", "acme")] }, ledger, Now).NextLedger);
    }

    [Fact]
    public void Plan_SendsNothingThatWasDecidedBefore_WhenTheObjectCanNotBeReadAnyMore()
    {
        var decided = Planner.Plan(Passes.SnapshotOf(Passes.Instance, Passes.Window), Ledger.Empty, Before).NextLedger;

        var plan = Planner.Plan(Passes.SnapshotOf(Passes.Instance) with { Unreadable = [new("MaintenanceWindow", "default", "patch")] }, decided, Now);

        Assert.All(plan.Notices, notice => Assert.Equal((NoticeState.Due, false), (notice.State, notice.SendNow)));
        Assert.Equal(2, plan.Notices.Length);
        Assert.Same(decided, plan.NextLedger);
    }

    [Fact]
    public void Plan_SendsNothingThatWasDecidedBefore_WhenThePassOnlyLooks()
    {
        var decided = Planner.Plan(Passes.SnapshotOf(Passes.Instance, Passes.Window), Ledger.Empty, Before).NextLedger;
        Assert.Equal(2, Planner.Plan(Passes.SnapshotOf(Passes.Instance, Passes.Window), decided, Rested).Notices.Count(notice => notice.SendNow));

        var plan = Planner.Plan(Passes.SnapshotOf(Passes.Instance, Passes.Window), decided, Rested, new() { Announce = AnnounceMode.Observe });

        Assert.DoesNotContain(plan.Notices, notice => notice.SendNow || notice.Object is not null);
        Assert.Same(decided, plan.NextLedger);
    }

    [Fact]
    public void Plan_LeavesTheLedgerAsItIs_WhenThePassOnlyLooks_WhateverTimeDoes()
    {
        var ledger = Told(Passes.Instance, Passes.Window);

        Assert.Same(ledger, Planner.Plan(Passes.SnapshotOf(), ledger, Now + Duration.FromDays(2000), new() { Announce = AnnounceMode.Observe }).NextLedger);
    }

    [Fact]
    public void Plan_TellsPeople_WhenThePassIsToldTo_WhateverThePolicySays()
    {
        var snapshot = Passes.SnapshotOf(Passes.Instance, Passes.Window);
        var observing = snapshot with { Policy = snapshot.Policy with { Announce = snapshot.Policy.Announce with { Mode = AnnounceMode.Observe } } };

        Assert.Empty(Planner.Plan(observing, Ledger.Empty, Before).NextLedger.Tickets);
        Assert.Single(Planner.Plan(observing, Ledger.Empty, Before, new() { Announce = AnnounceMode.Send }).NextLedger.Tickets);
    }

    private static ChangeTicket Only(Ledger ledger) => Assert.Single(ledger.Tickets.Values);

    private static Ledger Told(params string[] documents) => Planner.Plan(Passes.SnapshotOf(documents), Ledger.Empty, Before, new() { Adopt = true }).NextLedger;
}
