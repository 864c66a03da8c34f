using System.Collections.Immutable;
using NodaTime;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Engine.Passes;

namespace Reconciler.Engine.Comparing;

/// <summary>
/// What a merge will cause: two trees, planned at one instant with one ledger, and the difference (design: <i>plan --base --head</i>).
/// Touches nothing.
/// </summary>
public sealed record Comparison
{
    /// <summary>The older tree.</summary>
    public required Side Older { get; init; }

    /// <summary>The newer tree.</summary>
    public required Side Newer { get; init; }

    /// <summary>The instant.</summary>
    public required Instant Now { get; init; }

    /// <summary>Whether nobody gave a ledger, so that what stands in the older tree counts as told.</summary>
    public required bool IsLedgerAssumed { get; init; }

    /// <summary>The last instant that the ledger knows of; null: it is empty or assumed.</summary>
    public Instant? LedgerOf { get; init; }

    /// <summary>Entries by start, then name; empty where a tree has errors of reading.</summary>
    public ImmutableArray<EntryDelta> Entries { get; init; } = [];

    /// <summary>Notices; null where a tree has errors of reading.</summary>
    public NoticeDelta? Notices { get; init; }

    /// <summary>Tickets that are opened, told of something, cancelled or closed because of the newer tree, by name.</summary>
    public ImmutableArray<PlannedTicket> Tickets { get; init; } = [];

    /// <summary>Findings.</summary>
    public required FindingDelta Findings { get; init; }

    /// <summary>Until when the answer holds; null: until somebody edits something.</summary>
    public Instant? HoldsUntil { get; init; }

    /// <summary>Whether the newer tree causes anything: an entry differs, or what people or tickets are told.</summary>
    public bool Differs => Entries.Any(delta => delta.Differs) || !Tickets.IsEmpty || Notices is { IsEmpty: false };

    /// <summary>Whether both trees could be planned.</summary>
    public bool IsPlanned => Notices is not null;

    /// <summary>Compares two trees.</summary>
    /// <param name="planner">The planner; called on two threads.</param>
    /// <param name="older">The older tree.</param>
    /// <param name="newer">The newer tree.</param>
    /// <param name="given">What the world has been told; null: nobody knows.</param>
    /// <param name="now">The instant.</param>
    /// <param name="options">How the pass differs from the ordinary one.</param>
    /// <returns>The difference.</returns>
    public static Comparison Of(
        Func<Snapshot, Ledger, Instant, PlanOptions, Plan> planner, Side older, Side newer, Ledger? given, Instant now, PlanOptions options)
    {
        ArgumentNullException.ThrowIfNull(older);
        ArgumentNullException.ThrowIfNull(newer);
        var isReadable = older.IsReadable && newer.IsReadable;
        var (ledger, until) = given is not null || !isReadable ? (given ?? Ledger.Empty, null) : AssumedLedger.Of(planner, older.Fleet.Snapshot, now);
        if (isReadable)
        {
            var sides = TwoThreads.Select([older, newer], side => side with { Settled = Settled.At(planner, side.Fleet.Snapshot, ledger, now, options) });
            (older, newer) = (sides[0], sides[1]);
        }

        var touched = new Touched(older, newer);
        var comparison = new Comparison
        {
            Older = older,
            Newer = newer,
            Now = now,
            IsLedgerAssumed = given is null,
            LedgerOf = given?.LastPass,
            HoldsUntil = new[] { until, older.Settled?.HoldsUntil, newer.Settled?.HoldsUntil }.Min(),
            Findings = FindingDelta.Of(older.Findings, newer.Findings, touched),
        };
        return !isReadable ? comparison : comparison with
        {
            Entries = EntryDeltas.Of(older, newer, new(older, newer, touched, tree => Settled.At(planner, tree, ledger, now, options).Plan)),
            Notices = NoticeDelta.Of(older, newer),
            Tickets = TicketsOf(older.Plan!, newer.Plan!),
        };
    }

    private static ImmutableArray<PlannedTicket> TicketsOf(Plan older, Plan newer)
    {
        var before = older.Tickets.ToDictionary(ticket => Ledger.KeyOf(ticket.Ticket), ticket => ticket.Action);
        return [.. newer.Tickets.Where(ticket => ticket.Action != TicketAction.None && before.GetValueOrDefault(Ledger.KeyOf(ticket.Ticket)) != ticket.Action)];
    }
}
