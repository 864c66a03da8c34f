using System.Globalization;
using NodaTime;
using Reconciler.Api;
using Reconciler.Cli.Texts;
using Reconciler.Core.Planning;
using Reconciler.Core.Policy;
using Reconciler.Core.Time;
using Reconciler.Engine.Comparing;

namespace Reconciler.Cli.Comparing;

/// <summary>The sentences that the text and the comment of a comparison share.</summary>
internal static class ComparisonWords
{
    private static readonly (string Kind, string One, string Several)[] Verbs =
    [
        ("moved", "moves", "move"),
        ("scheduled", "gets a start", "get a start"),
        ("blocked", "is blocked", "are blocked"),
        ("new", "is new", "are new"),
        ("renamed", "is renamed", "are renamed"),
        ("cancelled", "is cancelled", "are cancelled"),
        ("changed", "changes its state", "change their state"),
    ];

    /// <summary>What becomes of how many, such as <c>2 changes move, 1 is new · 1 error</c>.</summary>
    public static string Headline(Comparison comparison)
    {
        if (!comparison.IsPlanned)
        {
            return "can not be planned";
        }

        var kinds = comparison.Entries
            .Where(delta => delta.Differs && delta is not { Change: EntryChange.Cancelled, Renamed: not null })
            .ToLookup(Of, StringComparer.Ordinal);
        var parts = Verbs.Where(verb => kinds.Contains(verb.Kind)).Select(verb => (Count: kinds[verb.Kind].Count(), verb.One, verb.Several))
            .Select((part, number) => $"{(number == 0 ? Words.Count(part.Count, "change") : $"{part.Count}")} {(part.Count == 1 ? part.One : part.Several)}")
            .ToArray();
        var errors = comparison.Findings.Charged.Count(finding => finding.Severity == Severity.Error);
        var changes = parts.Length == 0 ? "no change moves" : string.Join(", ", parts);
        return $"{changes} · {(errors == 0 ? "no errors" : Words.Count(errors, "error"))}";
    }

    /// <summary>By which instant and ledger, and until when it holds.</summary>
    public static IEnumerable<string> Grounds(Comparison comparison)
    {
        var ledger = !comparison.IsLedgerAssumed ? $"with the ledger{(comparison.LedgerOf is { } last ? $" of {Describe.Utc(last)}" : ", which is empty")}" : "without a ledger";
        yield return $"{comparison.Older.Name} → {comparison.Newer.Name}, as of {Describe.Utc(comparison.Now)}, {ledger}.";
        if (comparison.IsLedgerAssumed)
        {
            yield return "No ledger was given: what the base declares counts as told on time, and ~ marks a start that the planner picked and may pick anew (--ledger says what was told).";
        }

        if (comparison.IsPlanned)
        {
            yield return comparison.HoldsUntil is { } wake ? $"Holds until {Describe.Utc(wake)}." : "Holds until somebody edits something.";
        }
        else
        {
            var broken = new[] { comparison.Older, comparison.Newer }.Where(side => !side.IsReadable).Select(side => side.Name);
            yield return $"Nothing was planned, because {string.Join(" and ", broken)} can not be read without errors: a broken file must never look like a deletion.";
        }
    }

    /// <summary>What becomes of an entry, in one word.</summary>
    public static string Of(EntryDelta delta) => delta switch
    {
        { Change: EntryChange.Added, Renamed: null } => "new",
        { Change: EntryChange.Added or EntryChange.Cancelled, Renamed: not null } => "renamed",
        { Change: EntryChange.Cancelled } => "cancelled",
        { Change: EntryChange.Moved, After.Start: null } => "blocked",
        { Change: EntryChange.Moved, Before.Start: null } => "scheduled",
        { Change: EntryChange.Moved } => "moved",
        { After.State: EntryState.Blocked } => "blocked",
        _ => "changed",
    };

    /// <summary>Where an entry stands, or would.</summary>
    public static string StartOf(Entry? entry, bool isAssumed) => entry switch
    {
        null => Words.Nothing,
        { State: EntryState.Cancelled } => "cancelled",
        { Start: { } start } => $"{(isAssumed && entry.IsPicked ? "~" : "")}{Describe.Local(start, entry.Zone)}",
        _ => entry.Reason == entry.Message ? entry.Reason : $"{entry.State}: {entry.Message}",
    };

    /// <summary>Why an entry differs that nobody touched, or what it was called.</summary>
    public static string NoteOf(EntryDelta delta) =>
        delta.Because is { } because ? $"because of {because}"
        : delta.Renamed is not { } other ? ""
        : delta.Change == EntryChange.Added ? $"was {other}: a new name is a new change" : $"is {other} now: people are told of a cancellation and of a new change";

    /// <summary>How many are told of an entry, such as <c>2 partner, 1 customer: moved, at merge</c>; reminders go without saying.</summary>
    public static string ToldOf(Comparison comparison, EntryDelta delta)
    {
        var names = new[] { delta.Before, delta.After }.OfType<Entry>().Select(entry => (entry.Origin.Namespace, entry.Name)).ToHashSet();
        string[] parts =
        [
            .. Groups(comparison.Notices!.AtMerge, names, notice => $"{notice.Occasion}, at merge"),
            .. Groups(comparison.Notices.Later, names, notice => $"{notice.Occasion}, {WhenOf(notice, delta.Entry.Zone)}"),
            .. Groups(comparison.Notices.Withdrawn, names, notice => $"{notice.Occasion} withdrawn"),
        ];
        return parts.Length == 0 ? "nobody" : string.Join("; ", parts);
    }

    /// <summary>When somebody will be told; what the safety gate holds waits for a person, not for an instant.</summary>
    public static string WhenOf(PlannedNotice notice, DateTimeZone zone) =>
        notice.State == NoticeState.Held ? "once a person releases it" : Describe.Local(notice.Due, zone);

    /// <summary>The reschedule that an entry spends.</summary>
    public static string SpentBy(EntryDelta delta)
    {
        var left = delta.After!.MovesLeft!.Value;
        return $"a reschedule of {delta.After.Name} on {delta.After.Instance}: {(left == 0 ? "none is" : left == 1 ? "1 is" : string.Create(CultureInfo.InvariantCulture, $"{left} are"))} left";
    }

    private static IEnumerable<string> Groups(IEnumerable<PlannedNotice> notices, HashSet<(string, string)> names, Func<PlannedNotice, string> what) => notices
        .Where(notice => notice.Kind != NoticeKind.Reminder && names.Contains((notice.Namespace, notice.Entry)))
        .GroupBy(what, StringComparer.Ordinal)
        .Select(group => $"{string.Join(", ", group.GroupBy(notice => notice.Recipient.Party).OrderBy(party => party.Key).Select(party => $"{party.Count()} {Words.Of(party.Key)}"))}: {group.Key}");
}
