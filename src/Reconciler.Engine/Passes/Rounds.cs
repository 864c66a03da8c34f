using System.Collections.Immutable;
using NodaTime;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;

namespace Reconciler.Engine.Passes;

/// <summary>
/// The way to rest at one instant: plan, tell what is due, plan again with what was told, until nothing is left to tell. Knows nothing
/// of how people are told.
/// </summary>
/// <param name="planner">The planner.</param>
/// <param name="snapshot">What people wrote.</param>
/// <param name="now">The instant.</param>
/// <param name="options">How the pass differs from the ordinary one.</param>
internal sealed class Rounds(Func<Snapshot, Ledger, Instant, PlanOptions, Plan> planner, Snapshot snapshot, Instant now, PlanOptions options)
{
    private const int Bound = 100;

    private readonly HashSet<ObjectKey> _tried = [];
    private readonly Dictionary<ObjectKey, PlannedTicket> _tickets = [];
    private int _round;

    /// <summary>Plans.</summary>
    /// <param name="ledger">What the world has been told by now.</param>
    /// <returns>
    /// The plan, in which a ticket's action is the first that any round gave it and its facts are the last that any round knew, and
    /// the notices to tell now that no round before has tried.
    /// </returns>
    /// <exception cref="InvalidOperationException">The planner finds ever more to tell.</exception>
    public (Plan Plan, ImmutableArray<PlannedNotice> Due) Next(Ledger ledger)
    {
        if (++_round > Bound)
        {
            throw new InvalidOperationException($"planning at {now} does not come to rest within {Bound} rounds");
        }

        var plan = planner(snapshot, ledger, now, options);
        return (plan with { Tickets = [.. plan.Tickets.Select(Remembered)] }, [.. plan.Notices.Where(notice => notice.SendNow && _tried.Add(new(notice.Namespace, notice.Name)))]);
    }

    private PlannedTicket Remembered(PlannedTicket ticket)
    {
        var key = Ledger.KeyOf(ticket.Ticket);
        if (_tickets.TryGetValue(key, out var before))
        {
            ticket = ticket with { Action = before.Action, Facts = ticket.Facts ?? before.Facts };
        }

        if (ticket.Action != TicketAction.None)
        {
            _tickets[key] = ticket;
        }

        return ticket;
    }
}
