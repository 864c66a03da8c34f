using NodaTime;
using Reconciler.Core.Planning;
using Reconciler.Core.Policy;
using Reconciler.Core.Tests.Worlds;

namespace Reconciler.Core.Tests.Planning;

/// <summary>When the gate asks the clock: an hour goes by unnoticed where it could not change what is held.</summary>
public sealed class SafetyGateTests
{
    private const string Window = """
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: MaintenanceWindow
        metadata: {name: patch}
        spec: {instance: globex, category: interrupting, start: 2026-12-15, duration: 2h, applications: [CUCM], dataCenters: [dc-1]}
        """;

    private const string Contacts = """
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: DedicatedInstance
        metadata: {name: globex}
        spec:
          customer: Globex
          partner: Northwind
          region: AMER
          dataCenters: [dc-1, dc-2]
          applications:
          - {kind: CUCM, version: 15SU2, nodes: [{name: ucm-1, role: publisher, dataCenter: dc-1}, {name: ucm-2, role: subscriber, dataCenter: dc-2}]}
          contacts:
          - {name: Desk, email: desk@globex.example, party: partner}
          - {name: Ops, email: ops@globex.example, party: customer}
        """;

    private static readonly Instant Now = Passes.Instant("2026-11-26T09:00:00Z");
    private static readonly Instant AnHourLater = Passes.Instant("2026-11-26T10:00:00Z");

    [Fact]
    public void NextWake_IsNotAfterAnHour_WhereTheLimitsAreKept() => Assert.True(PlanOf(mostNotices: 2).NextWake > AnHourLater);

    [Fact]
    public void NextWake_IsWhenTheHourIsOver_WhereALimitIsBroken()
    {
        var plan = PlanOf(mostNotices: 1);

        Assert.Equal(AnHourLater, plan.NextWake);
        Assert.Contains(plan.Findings, finding => finding.Rule == PlanReasons.HeldBySafety);
    }

    private static Plan PlanOf(int mostNotices) => Planner.Plan(Passes.At("2026-11-26T09:00:00Z", Contacts, Window, Policy(mostNotices)).Snapshot, Ledger.Empty, Now, new() { Settle = false });

    private static string Policy(int mostNotices) => $$"""
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: OperationalPolicy
        metadata: {name: default}
        spec: {safety: {maxNotices: {{mostNotices}} } }
        """;
}
