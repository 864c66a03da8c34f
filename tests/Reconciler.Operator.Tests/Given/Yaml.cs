namespace Reconciler.Operator.Tests.Given;

/// <summary>The smallest fleet in which somebody is told something.</summary>
internal static class Yaml
{
    /// <summary>An instant at which a start on 2026-12-15 can still be announced in time.</summary>
    public const string Now = "2026-11-30T12:00:00Z";

    /// <summary>An instance with two who are told of changes.</summary>
    public static string Instance(string name = "acme") => $$"""
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: DedicatedInstance
        metadata: {name: {{name}}}
        {{SmallInstance.Spec(name, "2026-11-01")}}

        """;

    /// <summary>A window of that instance.</summary>
    public static string Window(string name, string start = "2026-12-15", string instance = "acme", string more = "") => $$"""
        ---
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: MaintenanceWindow
        metadata: {name: {{name}}}
        spec:
          instance: {{instance}}
          category: interrupting
          summary: Work of {{name}}
          start: "{{start}}"
          duration: 2h
          applications: [CUCM]
          dataCenters: [dc-1]
          {{more}}

        """;

    /// <summary>An emergency in the next window: people are told at once.</summary>
    public static string Emergency(string name, string instance = "acme", string more = "") => $$"""
        ---
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: MaintenanceWindow
        metadata: {name: {{name}}}
        spec:
          instance: {{instance}}
          category: interrupting
          summary: Work of {{name}}
          duration: 1h
          applications: [CUCM]
          dataCenters: [dc-1]
          emergency: {ground: restoreService, timing: nextWindow, customerImpact: no calls, approvedBy: jane}
          {{more}}

        """;

    /// <summary>A COP request of that instance.</summary>
    public static string Cop(string name = "hsm") => $$"""
        ---
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: CopRequest
        metadata: {name: {{name}}}
        spec:
          instances: {names: [acme]}
          file: ciscocm.V15SU2_CSCwa12345_C0169-1.cop.sha512
          checksum: "sha512:{{new string('a', 128)}}"
          initiator: provider
          class: fix
          application: CUCM
          duration: 2h
          latest: "2027-03-01"

        """;
}
