using System.Collections.Immutable;
using System.Runtime.InteropServices;
using NodaTime;
using Reconciler.Core.Planning.Announcing;
using Reconciler.Core.Planning.Scheduling;
using Reconciler.Core.Policy;

namespace Reconciler.Core.Planning.Summarising;

/// <summary>Puts everything that was decided into one plan.</summary>
internal static class Summary
{
    /// <summary>The plan.</summary>
    /// <param name="world">The pass.</param>
    /// <param name="decisions">What was decided of every change, in the order of keys.</param>
    /// <param name="told">What is said.</param>
    /// <param name="findings">Everything that was found.</param>
    public static Plan Of(World world, ImmutableArray<Decision> decisions, Told told, ImmutableArray<Finding> findings)
    {
        var errors = new EntryErrors(findings);
        Sheet[] sheets = [.. world.Shares.Each(decisions.Length, (from, to) => Sheet.Of(world, decisions.AsSpan()[from..to], told.Drafts.AsSpan()[from..to], errors)), Sheet.Of(world, told, errors)];
        var entries = Sorted(world, sheets, sheet => sheet.Entries, ByStart);

        // The last sheet is of what is declared no more.
        var statuses = new Statuses(world, decisions, Shares.Join([.. sheets[..^1].Select(sheet => sheet.Entries)]), entries, findings, errors);
        return new()
        {
            Now = world.Moment.Now,
            TzdbVersion = DateTimeZoneProviders.Tzdb.VersionId,
            Entries = entries,
            Notices = Sorted(world, sheets, sheet => sheet.Notices, ByName),
            Tickets = Sorted(world, sheets, sheet => sheet.Tickets, ByTicket),
            Findings = findings,
            Statuses = statuses.All(told.Hold),
            GeneratedWindows = statuses.GeneratedWindows(),

            // Most passes change few tickets: the ledger is edited, not made anew.
            NextLedger = world.Ledger.Ledger.With(sheets.SelectMany(sheet => sheet.Changed), told.Dropped),
            NextWake = world.Moment.NextWake,
            Unreadable = world.Snapshot.Unreadable,
            Hold = told.Hold,
        };
    }

    private static ImmutableArray<T> Sorted<T>(World world, Sheet[] sheets, Func<Sheet, List<T>> of, Comparison<T> order)
    {
        var all = Shares.Join([.. sheets.Select(of)]);
        world.Shares.Sort(all, order);
        return ImmutableCollectionsMarshal.AsImmutableArray(all);
    }

    /// <summary>Which of two entries starts first; those without a start come last.</summary>
    public static int ByStart(Entry left, Entry right) =>
        (left.Start ?? Instant.MaxValue).CompareTo(right.Start ?? Instant.MaxValue) is var start and not 0 ? start : Compare(left.Name, left.Change, right.Name, right.Change);

    private static int ByName(PlannedNotice left, PlannedNotice right) => Compare(left.Name, left.Namespace, right.Name, right.Namespace);

    private static int ByTicket(PlannedTicket left, PlannedTicket right)
    {
        var (one, other) = (Ledger.KeyOf(left.Ticket), Ledger.KeyOf(right.Ticket));
        return Compare(one.Name, one.Namespace, other.Name, other.Namespace);
    }

    private static int Compare(string left, string leftThen, string right, string rightThen) =>
        string.CompareOrdinal(left, right) is var order and not 0 ? order : string.CompareOrdinal(leftThen, rightThen);
}
