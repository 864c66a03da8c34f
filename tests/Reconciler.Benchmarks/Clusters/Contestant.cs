using Reconciler.TestKit;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Benchmarks.Clusters;

/// <summary>An operator that gives maintenance windows a status.</summary>
/// <param name="Name">As the table calls it.</param>
/// <param name="Program">Its path.</param>
/// <param name="Arguments">Its words for a control plane and a folder of its own.</param>
/// <param name="Definitions">Files and folders of its custom resource definitions.</param>
/// <param name="Instances">Template of the instances that its windows need; null: none.</param>
/// <param name="Window">Template of a window; <c>{n}</c> in it is the window's number.</param>
/// <param name="Change">A change of a window that its status has to follow: a JSON merge patch.</param>
internal sealed record Contestant(
    string Name, string Program, Func<ControlPlane, string, string[]> Arguments, string Definitions, string? Instances, string Window, string Change)
{
    private const string Instance = """
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: DedicatedInstance
        metadata: {name: bench}
        spec:
          customer: Acme
          partner: Northwind
          region: AMER
          dataCenters: [dc-1, dc-2]
          applications:
          - kind: CUCM
            version: 15SU2
            nodes:
            - {name: ucm-1, role: publisher, dataCenter: dc-1}
            - {name: ucm-2, role: subscriber, dataCenter: dc-2}
          contacts:
          - {name: Northwind change desk, email: changes@northwind.example, party: partner, registeredAlerts: [maintenance and outage], confirmedOn: "2026-10-05"}
          - {name: Acme telephony, email: telephony@acme.example, party: customer, registeredAlerts: [maintenance and outage], confirmedOn: "2026-10-05"}
          distributionList: uc-all@acme.example
        """;

    private const string OwnWindow = """
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: MaintenanceWindow
        metadata: {name: bench}
        spec: {instance: "bench-{n}", category: routine, start: "2027-03-02T02:00:00Z", duration: 1h}
        """;

    /// <summary>This product.</summary>
    /// <param name="program">Its published program.</param>
    public static Contestant Reconciler(string program) => new(
        "reconciler",
        program,
        (plane, folder) => ["operator", "--kubeconfig", plane.Kubeconfig, "--announce", "observe", "--outbox", Path.Combine(folder, "outbox")],
        Repository.PathOf("charts/reconciler/crds"),
        Instance,
        OwnWindow,
        """{"spec": {"duration": "2h"}}""");

    /// <summary>The least that an operator made with controller-runtime does.</summary>
    /// <param name="folder">Holds its program, its definition and its template.</param>
    public static Contestant Peer(string folder) => new(
        "controller-runtime peer",
        Path.Combine(folder, "crpeer"),
        (plane, _) => ["--kubeconfig", plane.Kubeconfig, "--workers", "16"],
        Path.Combine(folder, "crd.yaml"),
        null,
        File.ReadAllText(Path.Combine(folder, "mw-template.yaml")),
        """{"spec": {"region": "EMEA"}}""");

    /// <summary>The same with every window on one instance at one start: all in conflict.</summary>
    public Contestant OnOneInstance() => this with { Window = Window.Replace("{n}", "000000", StringComparison.Ordinal) };
}
