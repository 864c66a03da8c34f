namespace Reconciler.Cli.Tests.Running;

/// <summary>Small fleets as text, for tests that say what is in them.</summary>
internal static class Fleets
{
    /// <summary>An instance that nothing is wrong with.</summary>
    public static string Instance(string name = "acme", string mail = "telephony@acme.example") => $$"""
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: DedicatedInstance
        metadata: {name: {{name}}, namespace: fleet}
        spec:
          customer: Acme
          partner: Northwind
          subscription: Sub100001
          region: EMEA
          dataCenters: [dc-1, dc-2]
          applications:
          - kind: CUCM
            version: 15SU2
            nodes:
            - {name: {{name}}-1, role: publisher, dataCenter: dc-1}
            - {name: {{name}}-2, role: subscriber, dataCenter: dc-2}
          distributionList: all@acme.example
          contacts:
          - {name: Desk, email: changes@northwind.example, party: partner, registeredAlerts: [maintenance and outage], confirmedOn: 2026-10-05}
          - {name: Telephony, email: {{mail}}, party: customer, registeredAlerts: [maintenance and outage], confirmedOn: 2026-10-05}

        """;

    /// <summary>A window of an hour that affects no calls.</summary>
    public static string Window(string name = "dial-plan", string start = "2026-12-14", string summary = "Work", string instance = "acme") => $$"""
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: MaintenanceWindow
        metadata: {name: {{name}}, namespace: fleet}
        spec: {instance: {{instance}}, category: routine, summary: "{{summary}}", start: {{start}}, duration: 1h}

        """;
}
