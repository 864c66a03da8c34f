using System.Globalization;
using Reconciler.Api;
using Reconciler.Cli.Json;
using Reconciler.Cli.Texts;
using Reconciler.Core.Planning;
using Reconciler.Engine.Passes;

namespace Reconciler.Cli.Looking;

/// <summary>Changes: when, why not, what is next.</summary>
internal static class WindowLines
{
    /// <summary>What people type, and the columns.</summary>
    public static Noun Noun { get; } = new(
        "windows",
        ["mw", "window", "maintenancewindow", "maintenancewindows"],
        "Changes: when they happen, why not, and what is next.",
        ["NAME", "INSTANCE", "CATEGORY", Clock.Heading("OPENS"), "UTC", "STATE", "WHY", "NEXT"],
        ["ENDS", "NOTICE BY", "MOVES LEFT", "REGION", "FROM"],
        StateColumn: 5,
        Lines);

    private static IEnumerable<Line> Lines(PassResult result, Palette palette)
    {
        var facts = new Facts(result);
        return result.Plan!.Entries
            .OrderBy(entry => RankOf(entry, facts))
            .ThenBy(entry => Clock.Order(entry.Start, IsOver(entry)))
            .ThenBy(entry => entry.Name, StringComparer.Ordinal)
            .Select(entry => LineOf(entry, facts, palette));
    }

    private static bool IsOver(Entry entry) => entry.State is EntryState.Completed or EntryState.Cancelled or EntryState.Failed;

    private static int RankOf(Entry entry, Facts facts) =>
        facts.NeedsPerson(entry) ? 0 : entry.State == EntryState.InProgress ? 1 : IsOver(entry) ? 3 : 2;

    private static Line LineOf(Entry entry, Facts facts, Palette palette) => new()
    {
        Namespace = entry.Origin.Namespace,
        Name = entry.Name,
        Id = entry.Name,
        Resource = entry.State == EntryState.Cancelled ? "" : facts.ResourceOf(new(nameof(MaintenanceWindow), entry.Origin.Namespace, entry.Name)),
        NeedsPerson = facts.NeedsPerson(entry),
        IsAhead = !IsOver(entry) && entry.Start is not null,
        Labels = facts.LabelsOf(entry),
        Cells =
        [
            entry.Name,
            entry.Instance,
            Words.Of(entry.Category) + (entry.IsEmergency ? "!" : ""),
            Clock.Local(entry.Start, entry.Zone),
            Clock.Utc(entry.Start),
            new(entry.State.ToString(), text => palette.Of(entry.State, text)),
            WhyOf(entry, facts),
            entry.Next,
        ],
        More =
        [
            Clock.Local(entry.End, entry.Zone),
            Clock.Local(entry.NoticeDeadline, entry.Zone),
            entry.MovesLeft?.ToString(CultureInfo.InvariantCulture) ?? Words.Nothing,
            entry.Region,
            $"{entry.Origin.Kind}/{entry.Origin.Name}",
        ],
        Json = () => Output.Node(EntryRow.Of(entry) with { NeedsPerson = facts.NeedsPerson(entry) }),
    };

    /// <summary>Why a change stands where it does: the error against it, also where it keeps its place; else what was decided.</summary>
    public static string WhyOf(Entry entry, Facts facts) =>
        entry.State != EntryState.Blocked && facts.ErrorOf(entry) is { } error ? $"{error.Rule} {error.Short}" : entry.Why;
}
