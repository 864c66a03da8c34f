using System.Collections.Immutable;
using Reconciler.Core.Planning;
using Reconciler.Core.Policy;
using Reconciler.Engine.Comparing;

namespace Reconciler.Cli.Json;

/// <summary>What only a comparison of two commits knows; notices by name, findings by fingerprint.</summary>
internal sealed record ComparisonRow
{
    public required string Base { get; init; }

    public required string Head { get; init; }

    public required bool LedgerAssumed { get; init; }

    public required ImmutableArray<string> Notes { get; init; }

    public required NoticeDeltaRow Notices { get; init; }

    public required FindingDeltaRow Findings { get; init; }

    public required ImmutableArray<string> Spent { get; init; }

    public static ComparisonRow Of(Comparison comparison) => new()
    {
        Base = comparison.Older.Name,
        Head = comparison.Newer.Name,
        LedgerAssumed = comparison.IsLedgerAssumed,
        Notes = [.. comparison.Older.Notes.Concat(comparison.Newer.Notes).Distinct(StringComparer.Ordinal)],
        Notices = NoticeDeltaRow.Of(comparison.Notices),
        Findings = FindingDeltaRow.Of(comparison.Findings),
        Spent = [.. comparison.Entries.Where(delta => delta.SpendsMove).Select(delta => delta.Entry.Name)],
    };
}

/// <summary>Names of notices.</summary>
internal sealed record NoticeDeltaRow(ImmutableArray<string> AtMerge, ImmutableArray<string> Later, ImmutableArray<string> Withdrawn, ImmutableArray<string> Anyway)
{
    public static NoticeDeltaRow Of(NoticeDelta? delta) =>
        delta is null ? new([], [], [], []) : new(Names(delta.AtMerge), Names(delta.Later), Names(delta.Withdrawn), Names(delta.Anyway));

    private static ImmutableArray<string> Names(ImmutableArray<PlannedNotice> notices) => [.. notices.Select(notice => notice.Name)];
}

/// <summary>Findings that only one of the trees has, and those of both.</summary>
internal sealed record FindingDeltaRow(ImmutableArray<string> New, ImmutableArray<string> Kept, ImmutableArray<string> Untouched, ImmutableArray<FindingRow> Mended)
{
    public static FindingDeltaRow Of(FindingDelta delta) =>
        new(Fingerprints(delta.New), Fingerprints(delta.Kept), Fingerprints(delta.Untouched), [.. delta.Mended.Select(FindingRow.Of)]);

    private static ImmutableArray<string> Fingerprints(ImmutableArray<Finding> findings) => [.. findings.Select(finding => FindingRow.Of(finding).Fingerprint)];
}
