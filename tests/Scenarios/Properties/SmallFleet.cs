using System.Globalization;
using CsCheck;
using NodaTime;
using Reconciler.Scenarios.Tests.Running;

namespace Reconciler.Scenarios.Tests.Properties;

/// <summary>A window of a small fleet.</summary>
/// <param name="Instance">Number of its instance.</param>
/// <param name="Day">Days from the first of the fleet.</param>
/// <param name="Quarter">Quarter-hours from 21:00 local time.</param>
/// <param name="Hours">How long it takes.</param>
/// <param name="Category">Category.</param>
/// <param name="Fixed">Whether it says when it starts; else it leaves a week to choose from.</param>
internal sealed record SmallWindow(int Instance, int Day, int Quarter, int Hours, string Category, bool Fixed)
{
    private static readonly LocalDate First = new(2027, 1, 11);

    public Instant Start => At(Day, (21 * 4) + Quarter);

    /// <summary>The end of its place, or of the span that its place has to end in: what the schedule is ordered by.</summary>
    public Instant Latest => Fixed ? Start + Duration.FromHours(Hours) : At(Day + 7, 0);

    public string Yaml(int number, bool told, string? waive) =>
        $$"""
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: MaintenanceWindow
        metadata:
          name: w{{number}}
          annotations: { {{(waive is null ? "" : $"ops.reconciler.dev/waive: \"{waive} until=2027-12-31 by=jane reason=agreed\"")}} }
        spec:
          instance: i{{Instance}}
          category: {{Category}}
          duration: {{Hours}}h
          {{(Fixed ? $"start: {Instants.Text(Start)}" : $"earliest: {Instants.Text(At(Day, 0))}\n  latest: {Instants.Text(Latest)}")}}
          announced: [ {{(told ? "{at: 2026-12-20T09:00:00Z, via: mail}" : "")}} ]

        """;

    // New York keeps winter time all that while.
    private static Instant At(int day, int quarters) =>
        First.PlusDays(day).AtMidnight().InUtc().ToInstant() + Duration.FromHours(5) + Duration.FromMinutes(15L * quarters);
}

/// <summary>A fleet of few instances in one region, with few windows that get into each other's way.</summary>
internal sealed record SmallFleet(int Availability, SmallWindow[] Windows)
{
    private const int Instances = 3;

    public static Instant Now { get; } = Instant.FromUtc(2026, 12, 21, 9, 0);

    public static Gen<SmallFleet> Any(bool onlyFixed = false) =>
        Gen.Select(
            Gen.Int[1, 2],
            Gen.Select(Gen.Int[0, Instances - 1], Gen.Int[0, 9], Gen.Int[0, 30], Gen.Int[1, 4], Gen.OneOf(Gen.Const("routine"), Gen.Const("interrupting"), Gen.Const("infrastructure")), Gen.Bool)
                .Select((instance, day, quarter, hours, category, isFixed) => new SmallWindow(instance, day, quarter, hours, category, isFixed || onlyFixed))
                .Array[1, 7],
            (availability, windows) => new SmallFleet(availability, windows));

    /// <summary>The fleet as files.</summary>
    /// <param name="freeze">Days of a freeze; null: none.</param>
    /// <param name="told">Whether people were told by other means of every window.</param>
    /// <param name="waiver">A rule that one window waives, by its number.</param>
    /// <param name="mostNotices">How many notices of an hour pass the safety gate.</param>
    public FleetFiles Files((int From, int Days)? freeze = null, bool told = false, (int Window, string Rule)? waiver = null, int mostNotices = 200) => FleetFiles.Of(
    [
        ("policy.yaml", Policy(freeze, mostNotices)),
        .. Enumerable.Range(0, Instances).Select(number => ($"i{number}.yaml", Instance(number))),
        .. Windows.Select((window, number) => ($"w{number}.yaml", window.Yaml(number, told, waiver is var (waiving, rule) && waiving == number ? rule : null))),
    ]);

    private string Policy((int From, int Days)? freeze, int mostNotices) =>
        $$"""
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: OperationalPolicy
        metadata: {name: default}
        spec:
          regions: [{name: AMER, concurrentChanges: {{Availability}}}]
          safety: {maxNotices: {{mostNotices}} }
          freezes: [{{(freeze is var (from, days) ? $"{{name: audit, from: {Date(from)}, to: {Date(from + days)}}}" : "")}}]

        """;

    private static string Date(int day) => new LocalDate(2027, 1, 11).PlusDays(day).ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    private static string Instance(int number) =>
        $$"""
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: DedicatedInstance
        metadata: {name: i{{number}}}
        spec:
          customer: Acme
          partner: Northwind
          region: AMER
          dataCenters: [dc-1, dc-2]
          applications:
          - {kind: CUCM, version: 15SU2, nodes: [{name: ucm-1, role: publisher, dataCenter: dc-1}, {name: ucm-2, role: subscriber, dataCenter: dc-2}]}
          contacts:
          - {name: Northwind, email: changes@northwind.example, party: partner}
          - {name: Acme, email: telephony@acme.example, party: customer}

        """;
}
