namespace Reconciler.Engine.Tests.Given;

/// <summary>The smallest fleet in which somebody is told something.</summary>
internal static class Yaml
{
    public const string Now = "2026-12-01T09:00:00Z";

    public static string Instance(string name = "acme", int customers = 1, string ns = "fleet") => $"""
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: DedicatedInstance
        metadata: {"{"}name: {name}, namespace: {ns}{"}"}
        spec:
          customer: Acme
          partner: Northwind
          subscription: Sub1
          region: AMER
          dataCenters: [dc-1, dc-2]
          applications:
          - kind: CUCM
            version: 15SU2
            nodes:
            - {"{"}name: {name}-1, role: publisher, dataCenter: dc-1{"}"}
            - {"{"}name: {name}-2, role: subscriber, dataCenter: dc-2{"}"}
          distributionList: all@acme.example
          contacts:
          - {"{"}name: Desk, email: desk@northwind.example, party: partner, roles: [maintenance, outage], registeredAlerts: [maintenance and outage], confirmedOn: 2026-11-01{"}"}
        {string.Join('\n', Enumerable.Range(1, customers).Select(number => $"  - {"{"}name: Reader {number}, email: r{number}@acme.example, party: customer, language: zh-CN, roles: [maintenance], confirmedOn: 2026-11-01{"}"}"))}

        """;

    public static string Window(string name, string start, string more = "", string instance = "acme", string ns = "fleet", string category = "interrupting") => $"""
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: MaintenanceWindow
        metadata: {"{"}name: {name}, namespace: {ns}{"}"}
        spec:
          instance: {instance}
          category: {category}
          summary: Work of {name}
          start: {start}
          duration: 2h
          applications: [CUCM]
          dataCenters: [dc-1]
        {more}

        """;
}
