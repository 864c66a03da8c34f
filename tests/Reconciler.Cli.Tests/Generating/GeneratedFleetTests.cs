using System.Text;
using NodaTime;
using Reconciler.Api;
using Reconciler.Cli.Generating;
using Reconciler.Core.Planning;
using Reconciler.Core.Policy;
using Reconciler.Manifests;

namespace Reconciler.Cli.Tests.Generating;

/// <summary>Fleets for measurements are worth nothing if they are not like those that people run.</summary>
public sealed class GeneratedFleetTests
{
    private const int Objects = 2000;
    private static readonly Instant AsOf = Instant.FromUtc(2026, 12, 1, 9, 0);
    private static readonly Lazy<Fleet> Made = new(() => Read(GeneratedFleet.Files(Objects, 40, 1, AsOf)));
    private static readonly Lazy<Plan> Planned = new(() => Planner.Plan(Made.Value.Snapshot, Ledger.Empty, AsOf));

    [Fact]
    public void Files_AreTheSame_WhenSizeSeedAndInstantAre() =>
        Assert.Equal(GeneratedFleet.Files(100, 7, 1, AsOf), GeneratedFleet.Files(100, 7, 1, AsOf));

    [Fact]
    public void Files_Differ_WhenSeedDoes() =>
        Assert.NotEqual(GeneratedFleet.Files(100, 7, 1, AsOf), GeneratedFleet.Files(100, 7, 2, AsOf));

    [Fact]
    public void Files_HoldWhatWasAskedFor() =>
        Assert.Equal((40, Objects, 0), (Made.Value.Files, Made.Value.Objects, Made.Value.Problems.Length));

    [Fact]
    public void Fleet_HasEveryGridAndSeveralCustomersAndPartners()
    {
        var specs = Made.Value.Snapshot.Instances.Select(instance => instance.Value.Spec).ToArray();
        Assert.Equal(Made.Value.Snapshot.Policy.Regions.Select(region => region.Name).Order(), specs.Select(spec => spec.Region).Distinct().Order());
        Assert.Equal((10, 5), (specs.DistinctBy(spec => spec.Customer).Count(), specs.DistinctBy(spec => spec.Partner).Count()));
    }

    [Fact]
    public void Fleet_IsTwoFifthsInstancesAndOneHalfWindows()
    {
        var snapshot = Made.Value.Snapshot;
        Assert.Equal((Objects * 4 / 10, Objects / 2), (snapshot.Instances.Length, snapshot.Windows.Length));
    }

    [Fact]
    public void Windows_AreAnnouncedOrEnded_NineTimesInTen()
    {
        var open = Made.Value.Snapshot.Windows.Count(window => window.Value.Spec is { Announced.IsEmpty: true, Outcomes.IsEmpty: true });
        Assert.InRange(open, Objects / 2 * 7 / 100, Objects / 2 * 13 / 100);
    }

    [Fact]
    public void Plan_HasNoError() =>
        Assert.Empty(Planned.Value.Findings.Where(finding => finding.Severity == Severity.Error).Select(finding => $"{finding.Rule} {finding.Message}"));

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(int.MaxValue)]
    public void Plan_DoesNotDependOnHowItsWorkIsDealtOut(int share)
    {
        var snapshot = Made.Value.Snapshot;
        var (first, firstDealt) = (Planned.Value, Planner.Plan(snapshot, Ledger.Empty, AsOf, new() { Share = share }));
        var (later, laterDealt) = (Planner.Plan(snapshot, first.NextLedger, AsOf), Planner.Plan(snapshot, first.NextLedger, AsOf, new() { Share = share }));

        Assert.True(Dump.Of(first) == Dump.Of(firstDealt), "the first pass");
        Assert.True(Dump.Of(later) == Dump.Of(laterDealt), "a later pass");
    }

    [Fact]
    public void Availability_Binds_InOneRegion()
    {
        var snapshot = Made.Value.Snapshot;
        var withMoreCrews = Planner.Plan(
            snapshot with { Policy = snapshot.Policy with { Regions = [.. snapshot.Policy.Regions.Select(region => region with { ConcurrentChanges = Objects })] } },
            Ledger.Empty,
            AsOf);

        var held = Planned.Value.Entries.Join(withMoreCrews.Entries, entry => entry.Name, entry => entry.Name, (now, then) => (now.Region, Later: now.Start - then.Start))
            .Where(entry => entry.Later > Duration.FromDays(7)).CountBy(entry => entry.Region).ToDictionary();
        Assert.True(held.GetValueOrDefault(WorkNights.FullRegion) >= 10, "only other nights than the nearest are free");
        Assert.True(held.All(region => region.Key == WorkNights.FullRegion || region.Value * 5 < held[WorkNights.FullRegion]), "in the other regions near ones are");
    }

    private static Fleet Read(IEnumerable<(string Path, string Text)> files) =>
        FleetAssembler.Assemble(files.Select(file => ManifestReader.Read(new(file.Path, Encoding.UTF8.GetBytes(file.Text)), ApiGroup.DefaultNamespace)));
}
