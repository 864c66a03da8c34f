using CsCheck;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Planning;
using Reconciler.Core.Policy;
using Reconciler.Engine.Passes;
using Reconciler.Scenarios.Tests.Running;

namespace Reconciler.Scenarios.Tests.Properties;

/// <summary>What holds of every plan, over small fleets whose changes get into each other's way.</summary>
public sealed class PlanProperties
{
    private const int Cases = 60;

    private static readonly PlanOptions Once = new() { Settle = false };
    private static readonly Duration Second = Duration.FromSeconds(1);

    [Fact]
    public void Schedule_ChoosesNoStartThatBreaksAnUnwaivedRule() => SmallFleet.Any().Sample(fleet =>
    {
        var plan = PlanOf(fleet.Files());
        foreach (var entry in plan.Entries.Where(entry => entry.State == EntryState.Scheduled))
        {
            Assert.DoesNotContain(plan.Findings, finding => finding.Entry == entry.Name && finding.Severity == Severity.Error);
        }
    }, iter: Cases);

    [Fact]
    public void Schedule_PutsTheFirstThatDiffersLater_WhenAFreezeIsAdded() => Gen.Select(SmallFleet.Any(), Gen.Int[0, 12], Gen.Int[1, 6]).Sample((fleet, from, days) =>
    {
        var (before, after) = (StartsOf(PlanOf(fleet.Files())), StartsOf(PlanOf(fleet.Files((from, days)))));
        var inOrder = fleet.Windows.Select((window, number) => (window.Latest, Name: $"w{number}")).OrderBy(window => window.Latest).ThenBy(window => window.Name, StringComparer.Ordinal);
        var differs = inOrder.FirstOrDefault(window => before[window.Name] != after[window.Name]).Name;
        if (differs is not null)
        {
            Assert.True((after[differs] ?? Instant.MaxValue) > (before[differs] ?? Instant.MaxValue), $"{differs} moved from {before[differs]} to {after[differs]}");
        }
    }, iter: Cases);

    [Fact]
    public void Plan_DoesNotDependOnTheOrderOfFiles() => SmallFleet.Any().Sample(
        fleet => Assert.Equal(Dump.WithoutPlaces(PlanOf(fleet.Files())), Dump.WithoutPlaces(PlanOf(fleet.Files().Reversed()))), iter: Cases);

    [Fact]
    public void Plan_DoesNotDependOnHowItsWorkIsDealtOut() => Gen.Select(SmallFleet.Any(), Gen.Int[1, 5]).Sample((fleet, share) =>
    {
        var snapshot = fleet.Files().Snapshot();
        var ledger = Settled.At(Planner.Plan, snapshot, Ledger.Empty, SmallFleet.Now, Once).Ledger;
        foreach (var before in new[] { Ledger.Empty, ledger })
        {
            Assert.Equal(Dump.Of(Planner.Plan(snapshot, before, SmallFleet.Now, Once)), Dump.Of(Planner.Plan(snapshot, before, SmallFleet.Now, Once with { Share = share })));
        }
    }, iter: Cases);

    [Fact]
    public void Plan_WithdrawsNothingAnnounced_WhenOnlyTimePasses() => Gen.Select(SmallFleet.Any(), Gen.Int[1, 40 * 24 * 60]).Sample((fleet, minutes) =>
    {
        var snapshot = fleet.Files().Snapshot();
        var told = Settled.At(Planner.Plan, snapshot, Ledger.Empty, SmallFleet.Now, Once);
        var later = Settled.At(Planner.Plan, snapshot, told.Ledger, SmallFleet.Now + Duration.FromMinutes(minutes), Once);
        var starts = StartsOf(later.Plan);

        Assert.DoesNotContain(later.Plan.Notices, notice => notice.State == NoticeState.Withdrawn);
        Assert.DoesNotContain(later.Told, notice => notice.Kind is NoticeKind.Cancelled or NoticeKind.Moved);
        Assert.All(told.Plan.Entries.Where(entry => entry.State == EntryState.Announced), entry => Assert.Equal(entry.Start, starts[entry.Name]));
    }, iter: Cases);

    [Fact]
    public void Waiver_ChangesTheFindingThatItNames_AndNoOther() => SmallFleet.Any(onlyFixed: true).Sample(fleet =>
    {
        var before = PlanOf(fleet.Files(told: true)).Findings;
        var broken = before.FirstOrDefault(finding => finding is { Severity: Severity.Error, Entry: not null } && RuleTable.Find(finding.Rule) is { Waivable: true });
        if (broken is null)
        {
            return;
        }

        var after = PlanOf(fleet.Files(told: true, waiver: (int.Parse(broken.Entry![1..], null), broken.Rule))).Findings;

        Assert.Equal(
            before.Select(finding => finding.Rule == broken.Rule && finding.Entry == broken.Entry ? (finding.Rule, finding.Message, Severity.Info, "jane") : Key(finding)).Order(),
            after.Select(Key).Order());
    }, iter: Cases);

    [Fact]
    public void Plan_HoldsUntilItsNextWake() => Gen.Select(SmallFleet.Any(), Gen.Double[0, 1]).Sample((fleet, part) =>
    {
        var snapshot = fleet.Files().Snapshot();
        var ledger = Settled.At(Planner.Plan, snapshot, Ledger.Empty, SmallFleet.Now, Once).Ledger;
        var plan = Planner.Plan(snapshot, ledger, SmallFleet.Now, Once);
        var last = plan.NextWake!.Value - Second;

        foreach (var later in new[] { SmallFleet.Now + ((last - SmallFleet.Now) * part), last })
        {
            Assert.Equal(Dump.Of(plan), Dump.Of(Planner.Plan(snapshot, ledger, later, Once)));
        }
    }, iter: Cases);

    private static Plan PlanOf(FleetFiles files) => Planner.Plan(files.Snapshot(), Ledger.Empty, SmallFleet.Now, Once);

    private static Dictionary<string, Instant?> StartsOf(Plan plan) => plan.Entries.ToDictionary(entry => entry.Name, entry => entry.Start, StringComparer.Ordinal);

    private static (string Rule, string Message, Severity Severity, string By) Key(Finding finding) => (finding.Rule, finding.Message, finding.Severity, finding.WaivedBy ?? "");
}
