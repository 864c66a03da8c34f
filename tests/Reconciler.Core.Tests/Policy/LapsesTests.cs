using NodaTime;
using Reconciler.Core.Planning;
using Reconciler.Core.Tests.Worlds;

namespace Reconciler.Core.Tests.Policy;

/// <summary>What lapses soon: each at the first instant at which it does not hold, in a half-open span.</summary>
public sealed class LapsesTests
{
    private const string Globex = """
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: DedicatedInstance
        metadata: {name: globex}
        spec:
          customer: Globex
          partner: Northwind
          region: APJC
          dataCenters: [dc-1, dc-2]
          applications:
          - {kind: CUCM, version: 15SU2, nodes: [{name: ucm-1, role: publisher, dataCenter: dc-1}, {name: ucm-2, role: subscriber, dataCenter: dc-2}]}
          certificates:
          - {name: by-date, application: CUCM, managedBy: customer, expires: 2027-01-18}
          - {name: by-instant, application: CUCM, managedBy: provider, expires: 2027-01-18T12:00:00Z}
          - {name: renewed, application: CUCM, managedBy: provider, expires: 2027-01-18, outcomes: [{expiry: 2027-01-18, result: succeeded, endedAt: 2027-01-12T15:00:00Z}]}
          - {name: failed, application: CUCM, managedBy: provider, expires: 2027-01-19, outcomes: [{expiry: 2027-01-19, result: failed, endedAt: 2027-01-12T15:00:00Z}]}
          contacts:
          - {name: Desk, email: desk@northwind.example, party: partner, confirmedOn: 2026-07-22}
          - {name: Other, email: other@northwind.example, party: partner}
          blackouts:
          - {name: audit, from: 2027-01-11, to: 2027-01-25}
        """;

    private const string Freeze = """
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: OperationalPolicy
        metadata: {name: default}
        spec: {freezes: [{name: year-end, from: 2026-12-18, to: 2027-01-04}], duties: {contactConfirmedDays: 180}}
        """;

    [Theory]
    [InlineData("2027-01-18T12:00:00Z", "2027-01-18T12:00:01Z", "Certificate by-instant")]
    [InlineData("2027-01-18T12:00:01Z", "2027-01-18T15:00:00Z", "")] // the end is not included
    [InlineData("2027-01-18T15:00:00Z", "2027-01-18T15:00:01Z", "Certificate by-date, Contact Desk")] // midnight in Tokyo; 180 days, the first not counted
    [InlineData("2027-01-19T15:00:00Z", "2027-01-19T15:00:01Z", "Certificate failed")]
    [InlineData("2027-01-24T15:00:00Z", "2027-01-24T15:00:01Z", "Freeze audit")]
    [InlineData("2027-01-04T05:00:00Z", "2027-01-04T05:00:01Z", "Freeze year-end")] // midnight in the last region, New York
    [InlineData("2027-01-03T13:00:00Z", "2027-01-04T05:00:00Z", "")]
    [InlineData("2028-01-01T00:00:00Z", "2028-01-01T00:00:01Z", "Calendar us")]
    public void Within_HasEachAtItsInstant(string from, string to, string expected) => Assert.Equal(
        expected,
        string.Join(", ", Lapses.Within(Passes.At(from, Globex, Freeze).Snapshot, [], new(Passes.Instant(from), Passes.Instant(to))).Select(lapse => $"{lapse.Kind} {lapse.Name}")));

    [Fact]
    public void Within_IsSortedByInstant() => Assert.Equal(
        ["year-end", "by-instant", "by-date", "Desk", "failed", "audit", "us"],
        Lapses.Within(Passes.At("2027-01-01T00:00:00Z", Globex, Freeze).Snapshot, [], new(Instant.FromUtc(2027, 1, 1, 0, 0), null)).Select(lapse => lapse.Name));
}
