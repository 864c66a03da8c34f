using CsCheck;
using NodaTime;
using Reconciler.Core.Planning;
using Reconciler.Engine.Comparing;
using Reconciler.Engine.Passes;
using Reconciler.Scenarios.Tests.Running;

namespace Reconciler.Scenarios.Tests.Properties;

/// <summary>What holds of every comparison of two trees, whoever wrote them.</summary>
public sealed class ComparisonProofs
{
    private const int Cases = 40;

    private static readonly PlanOptions Once = new() { Settle = false };
    private static readonly Duration Second = Duration.FromSeconds(1);

    public static TheoryData<string> Scenarios => [.. Scenario.All];

    [Theory, MemberData(nameof(Scenarios))]
    public void Comparison_ShowsNothing_BetweenATreeAndItself(string path)
    {
        foreach (var run in Scenario.At(path).Run())
        {
            ShowsNothing(Compare(run.Pass.Files, run.Pass.Files, run.Before, run.Pass.Now, run.Pass.Options));
            ShowsNothing(Compare(run.Pass.Files, run.Pass.Files, given: null, run.Pass.Now, Once));
        }
    }

    [Fact]
    public void Comparison_ShowsNothing_BetweenAnyTreeAndItself() =>
        SmallFleet.Any().Sample(fleet => ShowsNothing(Compare(fleet.Files(), fleet.Files(), given: null, SmallFleet.Now, Once)), iter: Cases);

    [Theory, MemberData(nameof(Scenarios))]
    public void Comparison_ForetellsThePass_ThatFollowsTheMerge(string path)
    {
        FleetFiles? before = null;
        foreach (var run in Scenario.At(path).Run())
        {
            Foretells(Compare(before ?? run.Pass.Files, run.Pass.Files, run.Before, run.Pass.Now, run.Pass.Options), run.Settled);
            before = run.Pass.Files;
        }
    }

    [Fact]
    public void Comparison_ForetellsThePass_ThatFollowsAnyMerge() => Gen.Select(SmallFleet.Any(), SmallFleet.Any(), Gen.Int[0, 12 * 24 * 60]).Sample((before, after, minutes) =>
    {
        var ledger = Settled.At(Planner.Plan, before.Files().Snapshot(), Ledger.Empty, SmallFleet.Now, Once).Ledger;
        var now = SmallFleet.Now + Duration.FromMinutes(minutes);

        Foretells(Compare(before.Files(), after.Files(), ledger, now, Once), Settled.At(Planner.Plan, after.Files().Snapshot(), ledger, now, Once));
    }, iter: Cases);

    [Fact]
    public void Comparison_Holds_UntilTheInstantThatItNames() => Gen.Select(SmallFleet.Any(), SmallFleet.Any(), Gen.Bool, Gen.Double[0, 1]).Sample((before, after, isAssumed, part) =>
    {
        var ledger = isAssumed ? null : Settled.At(Planner.Plan, before.Files().Snapshot(), Ledger.Empty, SmallFleet.Now, Once).Ledger;
        var comparison = Compare(before.Files(), after.Files(), ledger, SmallFleet.Now, Once);
        var last = comparison.HoldsUntil!.Value - Second;

        Assert.True(last >= SmallFleet.Now);
        foreach (var later in new[] { SmallFleet.Now + ((last - SmallFleet.Now) * part), last })
        {
            Assert.Equal(Shown(comparison), Shown(Compare(before.Files(), after.Files(), ledger, later, Once)));
        }
    }, iter: Cases);

    [Fact]
    public void Plan_Holds_UntilTheInstantThatItNames_ThoughNobodyIsToldMeanwhile() => Gen.Select(SmallFleet.Any(), Gen.Double[0, 1]).Sample((fleet, part) =>
    {
        var snapshot = fleet.Files().Snapshot();
        var settled = Settled.At(Planner.Plan, snapshot, Ledger.Empty, SmallFleet.Now, Once);
        var last = settled.HoldsUntil!.Value - Second;

        foreach (var later in new[] { SmallFleet.Now + ((last - SmallFleet.Now) * part), last })
        {
            Assert.Equal(Shown(settled), Shown(Settled.At(Planner.Plan, snapshot, Ledger.Empty, later, Once)));
        }
    }, iter: Cases);

    [Fact]
    public void Plan_Holds_UntilTheInstantThatItNames_WhateverTheSafetyGateCounted() => Gen.Select(SmallFleet.Any(), SmallFleet.Any(), Gen.Int[0, 80], Gen.Int[1, 20], Gen.Double[0, 1]).Sample((before, after, minutes, most, part) =>
    {
        var ledger = Settled.At(Planner.Plan, before.Files().Snapshot(), Ledger.Empty, SmallFleet.Now, Once).Ledger;
        var (snapshot, now) = (after.Files(mostNotices: most).Snapshot(), SmallFleet.Now + Duration.FromMinutes(minutes));
        var settled = Settled.At(Planner.Plan, snapshot, ledger, now, Once);
        var last = settled.HoldsUntil!.Value - Second;

        foreach (var later in new[] { now + ((last - now) * part), last })
        {
            Assert.Equal(Shown(settled), Shown(Settled.At(Planner.Plan, snapshot, ledger, later, Once)));
        }
    }, iter: Cases);

    private static Comparison Compare(FleetFiles before, FleetFiles after, Ledger? given, Instant now, PlanOptions options) =>
        Comparison.Of(Planner.Plan, new("base", before.Read(), []), new("head", after.Read(), []), given, now, options);

    private static void ShowsNothing(Comparison comparison)
    {
        Assert.True(comparison.IsPlanned);
        Assert.False(comparison.Differs);
        Assert.Empty(comparison.Findings.Charged);
        Assert.Empty(comparison.Findings.Mended);
    }

    private static void Foretells(Comparison comparison, Settled merged)
    {
        Assert.Equal(Dump.Of(merged.Plan), Dump.Of(comparison.Newer.Plan!));
        Assert.Equal(
            merged.Told.Select(notice => notice.Name).Order(),
            comparison.Notices!.AtMerge.Concat(comparison.Notices.Anyway).Select(notice => notice.Name).Order());
    }

    private static string[] Shown(Comparison comparison) =>
    [
        .. comparison.Entries.Select(delta => $"{delta.Change} {delta.Because} {delta.Renamed} {delta.Before?.Start} {Shown(delta.Entry)}"),
        .. comparison.Notices!.AtMerge.Select(notice => $"now {notice.Name}"),
        .. comparison.Notices.Later.Select(notice => $"later {notice.Name} {notice.Due}"),
        .. comparison.Notices.Withdrawn.Select(notice => $"withdrawn {notice.Name}"),
        .. comparison.Notices.Anyway.Select(notice => $"anyway {notice.Name}"),
        .. comparison.Tickets.Select(ticket => $"{ticket.Action} {ticket.Ticket.Metadata.Name}"),
        .. comparison.Findings.Charged.Concat(comparison.Findings.Untouched).Select(finding => $"{finding.Rule} {finding.Entry} {finding.Message}"),
        .. comparison.Findings.Mended.Select(finding => $"mended {finding.Rule} {finding.Entry}"),
    ];

    private static string[] Shown(Settled settled) =>
    [
        .. settled.Plan.Entries.Select(Shown),
        .. settled.Told.Select(notice => notice.Name),
        .. settled.Plan.Findings.Select(finding => $"{finding.Rule} {finding.Entry} {finding.Message}"),
    ];

    private static string Shown(Entry entry) => $"{entry.Name} {entry.Start} {entry.State} {entry.Reason} {entry.Message}";
}
