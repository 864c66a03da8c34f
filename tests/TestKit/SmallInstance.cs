namespace Reconciler.TestKit;

/// <summary>The smallest instance of which somebody is told something: one application in two data centres, the desk of its partner, and its customer.</summary>
public static class SmallInstance
{
    /// <summary>Its specification, from <c>spec:</c> on, without a line end after it.</summary>
    /// <param name="name">The name of the instance; those of its nodes begin with it.</param>
    /// <param name="confirmedOn">The date on which its contacts were last confirmed; null: none.</param>
    public static string Spec(string name, string? confirmedOn = null)
    {
        var confirmed = confirmedOn is null ? "" : $", confirmedOn: \"{confirmedOn}\"";
        return $$"""
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
                - {name: {{name}}-1, role: publisher, dataCenter: dc-1}
                - {name: {{name}}-2, role: subscriber, dataCenter: dc-2}
              contacts:
              - {name: Desk, email: desk@northwind.example, party: partner, roles: [maintenance, outage], registeredAlerts: [maintenance and outage]{{confirmed}}}
              - {name: Ops, email: ops@acme.example, party: customer, roles: [maintenance]{{confirmed}}}
            """;
    }
}
