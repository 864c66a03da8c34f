using System.Text;
using NodaTime;
using NodaTime.Text;
using Reconciler.Core.Planning;
using Reconciler.Manifests;

namespace Reconciler.Core.Tests.Worlds;

/// <summary>Passes over a few objects, as YAML, at one instance in New York with one holiday: Friday, 25 December 2026.</summary>
internal static class Passes
{
    private const string Places = """
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: HolidayCalendar
        metadata: {name: us}
        spec: {validThrough: 2027-12-31, rules: [{name: Christmas, month: 12, day: 25}]}
        ---
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: DedicatedInstance
        metadata: {name: acme}
        spec:
          customer: Acme
          partner: Northwind
          region: AMER
          calendars: [us]
          dataCenters: [dc-1, dc-2]
          applications:
          - {kind: CUCM, version: 15SU2, nodes: [{name: ucm-1, role: publisher, dataCenter: dc-1}, {name: ucm-2, role: subscriber, dataCenter: dc-2}]}

        """;

    /// <summary>An instance with two contacts, such as tests have in which people are told something.</summary>
    public const string Instance = """
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

    /// <summary>A window at it.</summary>
    public const string Window = """
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: MaintenanceWindow
        metadata: {name: patch}
        spec: {instance: acme, category: interrupting, start: 2026-12-15, duration: 2h, applications: [CUCM], dataCenters: [dc-1]}
        """;

    /// <summary>A pass at an instant such as <c>2026-12-01T09:00:00Z</c>.</summary>
    public static World At(string now, params string[] documents) => new(SnapshotOf([Places, .. documents]), Ledger.Empty, new(Instant(now)), new());

    public static Instant Instant(string text) => InstantPattern.General.Parse(text).GetValueOrThrow();

    /// <summary>What these documents say, and nothing else.</summary>
    public static Inventory.Snapshot SnapshotOf(params string[] documents)
    {
        var text = string.Join("\n---\n", documents);
        var fleet = FleetAssembler.Assemble([ManifestReader.Read(new("fleet.yaml", Encoding.UTF8.GetBytes(text)), "default")]);
        Assert.True(fleet.Problems.IsEmpty, string.Join('\n', fleet.Problems.Select(problem => $"{problem.Span.Line}: {problem.Message}")));
        return fleet.Snapshot;
    }
}
