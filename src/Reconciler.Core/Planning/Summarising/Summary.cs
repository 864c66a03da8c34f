using System.Collections.Immutable;
using NodaTime;
using Reconciler.Core.Planning.Announcing;
using Reconciler.Core.Planning.Scheduling;
using Reconciler.Core.Policy;

namespace Reconciler.Core.Planning.Summarising;

/// <summary>Puts everything that was decided into one plan.</summary>
internal static class Summary
{
    private static readonly Comparer<Entry> ByStart = Comparer<Entry>.Create((left, right) =>
        (left.Start ?? Instant.MaxValue).CompareTo(right.Start ?? Instant.MaxValue) is var start and not 0 ? start : Compare(left.Name, left.Change, right.Name, right.Change));

    private static readonly Comparer<PlannedNotice> ByName = Comparer<PlannedNotice>.Create((left, right) =>
        Compare(left.Name, left.Namespace, right.Name, right.Namespace));

    private static readonly Comparer<PlannedTicket> ByTicket = Comparer<PlannedTicket>.Create((left, right) =>
    {
        var (one, other) = (Ledger.KeyOf(left.Ticket), Ledger.KeyOf(right.Ticket));
        return Compare(one.Name, one.Namespace, other.Name, other.Namespace);
    });

    /// <summary>The plan.</summary>
    /// <param name="world">The pass.</param>
    /// <param name="decisions">What was decided of every change, in the order of keys.</param>
    /// <param name="told">What is said.</param>
    /// <param name="findings">Everything that was found.</param>
    public static Plan Of(World world, ImmutableArray<Decision> decisions, Told told, ImmutableArray<Finding> findings)
    {
        Sheet[] sheets = [.. world.Shares.Each(decisions.Length, (from, to) => Sheet.Of(world, decisions.AsSpan()[from..to], told.Drafts.AsSpan()[from..to])), Sheet.Of(world, told)];
        var statuses = new Statuses(world, [.. sheets.SelectMany(sheet => sheet.Rows)], findings);
        return new()
        {
            Now = world.Moment.Now,
            TzdbVersion = DateTimeZoneProviders.Tzdb.VersionId,
            Entries = [.. sheets.SelectMany(sheet => sheet.Entries).Order(ByStart)],
            Notices = [.. sheets.SelectMany(sheet => sheet.Notices).Order(ByName)],
            Tickets = [.. sheets.SelectMany(sheet => sheet.Tickets).Order(ByTicket)],
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

    private static int Compare(string left, string leftThen, string right, string rightThen) =>
        string.CompareOrdinal(left, right) is var order and not 0 ? order : string.CompareOrdinal(leftThen, rightThen);
}
