using System.Text;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Core.Tests.Worlds;
using Reconciler.Manifests;

namespace Reconciler.Core.Tests.Planning;

/// <summary>What stays as it is while an object can not be read, or while a pass only looks.</summary>
public sealed class FrozenTicketsTests
{
    private const string Instance = """
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: DedicatedInstance
        metadata: {name: acme}
        spec:
          customer: Acme
          partner: Northwind
          region: AMER
          dataCenters: [dc-1, dc-2]
          applications:
          - {kind: CUCM, version: 15SU2, nodes: [{name: ucm-1, role: publisher, dataCenter: dc-1}, {name: ucm-2, role: subscriber, dataCenter: dc-2}]}
          contacts:
          - {name: Desk, email: desk@acme.example, party: partner, roles: [maintenance]}
          - {name: Ops, email: ops@acme.example, party: customer, roles: [maintenance]}
        """;

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

    private const string Window = """
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: MaintenanceWindow
        metadata: {name: patch}
        spec: {instance: acme, category: interrupting, start: 2026-12-15, duration: 2h, applications: [CUCM], dataCenters: [dc-1]}
        """;

    private static readonly Instant Before = Passes.Instant("2026-12-01T09:00:00Z");
    private static readonly Instant Rested = Passes.Instant("2026-12-01T09:10:00Z");
    private static readonly Instant Now = Passes.Instant("2026-12-02T09:00:00Z");

    [Fact]
    public void Plan_CallsOff_WhenTheObjectIsGone() =>
        Assert.NotNull(Only(Planner.Plan(Of(Instance), Told(Instance, Window), Now).NextLedger).Spec.CancelledAt);

    [Theory]
    [InlineData("MaintenanceWindow", "patch", Instance)]
    [InlineData("DedicatedInstance", "acme", Window)]
    [InlineData("DedicatedInstance", "acme", "")]
    public void Plan_LeavesTheLedgerAsItIs_WhenTheObjectOrItsInstanceCanNotBeRead(string kind, string name, string left)
    {
        var ledger = Told(Instance, Window);

        var plan = Planner.Plan(Of(left) with { Unreadable = [new(kind, "default", name)] }, ledger, Now);

        Assert.Same(ledger, plan.NextLedger);
        Assert.DoesNotContain(plan.Notices, notice => notice.SendNow || notice.Object is not null);
        Assert.Contains(new(kind, "default", name), plan.Unreadable);
    }

    [Fact]
    public void Plan_GivesNobodyTheTimeOfAToldChange_WhenThatCanNotBeRead()
    {
        var ledger = Told(Instance, Window);
        var other = Window.Replace("patch", "other", StringComparison.Ordinal);

        var plan = Planner.Plan(Of(Instance, other) with { Unreadable = [new("MaintenanceWindow", "default", "patch")] }, ledger, Now);

        var entry = plan.Entries.Single(entry => entry.Name == "other");
        Assert.Equal((EntryState.Blocked, "WIN003", "overlaps patch"), (entry.State, entry.Reason, entry.Message));
    }

    [Fact]
    public void Plan_CountsAToldChangeInItsRegion_WhenItsInstanceCanNotBeRead()
    {
        var ledger = Told(Instance, Window);
        var snapshot = Of(Instance.Replace("acme", "beta", StringComparison.Ordinal), Window.Replace("acme", "beta", StringComparison.Ordinal).Replace("patch", "other", StringComparison.Ordinal), Window);
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
        var left = new[] { "beta", "gamma" }.Select(name => Instance.Replace("acme", name, StringComparison.Ordinal).Replace("15SU2", "14SU4", StringComparison.Ordinal));

        var entries = Planner.Plan(Of([Upgrade, .. left]) with { Unreadable = [new("DedicatedInstance", "default", "acme")] }, Ledger.Empty, Now).Entries;

        Assert.Equal(["beta", "gamma"], entries.Select(entry => entry.Instance));
        Assert.All(entries, entry => Assert.Equal((EntryState.Blocked, "REF001", "no instance of the plan acme"), (entry.State, entry.Reason, entry.Message)));
    }

    [Fact]
    public void Plan_KeepsTheTicketOfWhatASelectionFound_WhenTheInstanceCanNotBeRead()
    {
        var ledger = Told(Instance, Cop);
        Assert.NotEmpty(ledger.Tickets);

        Assert.Same(ledger, Planner.Plan(Of(Cop) with { Unreadable = [new("DedicatedInstance", "default", "acme")] }, ledger, Now).NextLedger);
    }

    [Fact]
    public void Plan_SendsNothingThatWasDecidedBefore_WhenTheObjectCanNotBeReadAnyMore()
    {
        var decided = Planner.Plan(Of(Instance, Window), Ledger.Empty, Before).NextLedger;

        var plan = Planner.Plan(Of(Instance) with { Unreadable = [new("MaintenanceWindow", "default", "patch")] }, decided, Now);

        Assert.All(plan.Notices, notice => Assert.Equal((NoticeState.Due, false), (notice.State, notice.SendNow)));
        Assert.Equal(2, plan.Notices.Length);
        Assert.Same(decided, plan.NextLedger);
    }

    [Fact]
    public void Plan_SendsNothingThatWasDecidedBefore_WhenThePassOnlyLooks()
    {
        var decided = Planner.Plan(Of(Instance, Window), Ledger.Empty, Before).NextLedger;
        Assert.Equal(2, Planner.Plan(Of(Instance, Window), decided, Rested).Notices.Count(notice => notice.SendNow));

        var plan = Planner.Plan(Of(Instance, Window), decided, Rested, new() { Announce = AnnounceMode.Observe });

        Assert.DoesNotContain(plan.Notices, notice => notice.SendNow || notice.Object is not null);
        Assert.Same(decided, plan.NextLedger);
    }

    [Fact]
    public void Plan_LeavesTheLedgerAsItIs_WhenThePassOnlyLooks_WhateverTimeDoes()
    {
        var ledger = Told(Instance, Window);

        Assert.Same(ledger, Planner.Plan(Of(), ledger, Now + Duration.FromDays(2000), new() { Announce = AnnounceMode.Observe }).NextLedger);
    }

    [Fact]
    public void Plan_TellsPeople_WhenThePassIsToldTo_WhateverThePolicySays()
    {
        var snapshot = Of(Instance, Window);
        var observing = snapshot with { Policy = snapshot.Policy with { Announce = snapshot.Policy.Announce with { Mode = AnnounceMode.Observe } } };

        Assert.Empty(Planner.Plan(observing, Ledger.Empty, Before).NextLedger.Tickets);
        Assert.Single(Planner.Plan(observing, Ledger.Empty, Before, new() { Announce = AnnounceMode.Send }).NextLedger.Tickets);
    }

    private static ChangeTicket Only(Ledger ledger) => Assert.Single(ledger.Tickets.Values);

    private static Ledger Told(params string[] documents) => Planner.Plan(Of(documents), Ledger.Empty, Before, new() { Adopt = true }).NextLedger;

    private static Snapshot Of(params string[] documents)
    {
        var text = string.Join("\n---\n", documents);
        var fleet = FleetAssembler.Assemble([ManifestReader.Read(new("fleet.yaml", Encoding.UTF8.GetBytes(text)), "default")]);
        Assert.True(fleet.Problems.IsEmpty, string.Join('\n', fleet.Problems.Select(problem => $"{problem.Span.Line}: {problem.Message}")));
        return fleet.Snapshot;
    }
}
