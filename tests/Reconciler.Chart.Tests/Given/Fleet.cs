using System.Globalization;

namespace Reconciler.Chart.Tests.Given;

/// <summary>A small fleet with an object of each kind, by path of its file. Dates count from now, since the operator goes by the machine's clock.</summary>
internal static class Fleet
{
    private const int Fillers = 40;

    /// <summary>Objects that are there all the time; so many that the others are no large part of them, and that the server is asked what could refuse them.</summary>
    public static IEnumerable<(string Path, string Text)> Lasting =>
    [
        ("acme.yaml", Instance("acme")),
        .. Enumerable.Range(1, Fillers).Select(number => ($"filler-{number}.yaml", Calendar($"filler-{number}", "lasting"))),
    ];

    /// <summary>Objects that come and go, of each kind that lies in a namespace.</summary>
    public static IEnumerable<(string Path, string Text)> Passing =>
    [
        ("spare.yaml", Instance("spare")),
        ("days.yaml", Calendar("days", "ours")),
        ("patch.yaml", Window("patch", "latest: " + In(90))),
        ("urgent.yaml", Window("urgent", "emergency: {ground: restoreService, timing: nextWindow, customerImpact: no calls, approvedBy: jane}")),
        ("hsm.yaml", Cop("2h")),
        ("upgrade.yaml", $$"""
            {{Head("UpgradePlan", "upgrade", "ours")}}
            spec: {target: 15SU2, ground: {kind: featureRequest, tacCase: SR 698123456}, instances: {names: [acme]}, duration: 6h}
            """),
        ("carrier.yaml", $$"""
            {{Head("ChangeRequest", "carrier", "ours")}}
            spec: {summary: A second carrier, class: edgeDevice, requestedBy: changes@northwind.example, requestedAt: 2026-01-20T15:00:00Z, madeBy: provider, instances: {names: [acme]} }
            """),
        ("case.yaml", $$"""
            {{Head("SupportCase", "no-calls", "ours")}}
            spec: {summary: No calls, instance: acme, question: outage, impact: {affected: 2, of: 4}, urgency: high, openedAt: 2026-01-20T15:00:00Z}
            """),
    ];

    /// <summary>What only a repository declares here: another fleet source, and a template.</summary>
    public static IEnumerable<(string Path, string Text)> OfRepositories =>
    [
        ("second.yaml", $$"""
            {{Head("FleetSource", "second", "ours")}}
            spec: {url: "https://git.example/second", suspend: true}
            """),
        ("texts.yaml", """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: texts, labels: {team: ours, ops.reconciler.dev/template: "true"}}
            data: {foot.en.scriban: Regards}
            """),
    ];

    /// <summary>The policy.</summary>
    /// <param name="from">First day of its freeze.</param>
    public static string Policy(string from = "2020-12-18") => $$"""
        {{Head("OperationalPolicy", "default", "ours")}}
        spec: {freezes: [{name: year-end, from: "{{from}}", to: 2021-01-04, reason: rest}]}
        """;

    /// <summary>A COP request.</summary>
    /// <param name="duration">How long the upload takes.</param>
    public static string Cop(string duration) => $$"""
        {{Head("CopRequest", "hsm", "ours")}}
        spec:
          instances: {names: [acme]}
          file: ciscocm.V15SU2_CSCwa12345_C0169-1.cop.sha512
          checksum: "sha512:{{new string('a', 128)}}"
          initiator: provider
          class: fix
          application: CUCM
          duration: {{duration}}
          latest: {{In(90)}}
        """;

    /// <summary>A window.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="more">When it is, or why.</param>
    /// <param name="summary">What is done.</param>
    public static string Window(string name, string more, string summary = "Work") => $$"""
        {{Head("MaintenanceWindow", name, "ours")}}
        spec:
          instance: acme
          category: interrupting
          summary: {{summary}}
          duration: 1h
          applications: [CUCM]
          dataCenters: [dc-1]
          {{more}}
        """;

    /// <summary>A date in the future, in quotes.</summary>
    /// <param name="days">How many days from now.</param>
    public static string In(int days) => $"\"{TimeProvider.System.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}\"";

    private static string Instance(string name) => $$"""
        {{Head("DedicatedInstance", name, name == "acme" ? "lasting" : "ours")}}
        {{SmallInstance.Spec(name)}}
        """;

    private static string Calendar(string name, string team) => $$"""
        {{Head("HolidayCalendar", name, team)}}
        spec: {validThrough: "2040-12-31", rules: [{name: One, month: 1, day: 1}]}
        """;

    private static string Head(string kind, string name, string team) => $$"""
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: {{kind}}
        metadata: {name: {{name}}, labels: {team: {{team}} } }
        """;
}
