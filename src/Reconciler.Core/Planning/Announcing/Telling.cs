using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Core.Planning.Bulletins;
using Reconciler.Core.Planning.Scheduling;

namespace Reconciler.Core.Planning.Announcing;

/// <summary>What a pass says, and to whom.</summary>
/// <param name="Drafts">For each decision the ticket after this pass; null where there is none.</param>
/// <param name="Bulletins">What is told without a change, with its record after this pass.</param>
/// <param name="Departed">Tickets whose change is no longer declared, and those of earlier incarnations.</param>
/// <param name="Dropped">Tickets that leave the ledger.</param>
/// <param name="Hold">What rests behind the safety gate.</param>
internal sealed record Told(
    ImmutableArray<TicketDraft?> Drafts,
    ImmutableArray<(Bulletin Bulletin, TicketDraft Draft)> Bulletins,
    ImmutableArray<TicketDraft> Departed,
    ImmutableArray<ChangeTicket> Dropped,
    SafetyHold? Hold);

/// <summary>
/// Writes every ticket. Where the pass only looks, and where the object behind a ticket can not be read, the ticket stays as it is and nothing
/// of it is said.
/// </summary>
/// <param name="world">The pass.</param>
internal sealed class Telling(World world)
{
    private readonly Departures _departures = new(world);

    /// <summary>Decides what is said.</summary>
    /// <param name="decisions">What was decided of every change.</param>
    /// <param name="bulletins">What people should have been told without a change.</param>
    public Told Run(ImmutableArray<Decision> decisions, ImmutableArray<Bulletin> bulletins)
    {
        var announcer = new Announcer(world);
        var drafts = world.Shares.Select(decisions, decision => IsFrozen(decision.Change.Ticket) ? Frozen(decision.Change.Ticket) : announcer.Of(decision));
        var informed = Inform(bulletins);
        TicketDraft[] wanted = [.. drafts.OfType<TicketDraft>(), .. informed.Select(told => told.Draft)];
        var (departed, dropped) = Depart(wanted);
        var hold = new SafetyGate(world).Apply([.. wanted.Concat(departed).Where(draft => !draft.IsFrozen)]);
        return new(drafts, informed, departed, dropped, hold);
    }

    private bool IsFrozen(ChangeTicket? ticket) => world.Observes || (ticket is not null && world.IsUnreadable(ticket));

    private static TicketDraft? Frozen(ChangeTicket? ticket) => ticket is null ? null : TicketDraft.Frozen(ticket);

    private ImmutableArray<(Bulletin Bulletin, TicketDraft Draft)> Inform(ImmutableArray<Bulletin> bulletins)
    {
        var informer = new Informer(world);
        return
        [
            .. from bulletin in bulletins
               let ticket = world.Ledger.Latest(bulletin.Key)
               let draft = IsFrozen(ticket) ? Frozen(ticket) : informer.Of(bulletin)
               where draft is not null
               select (bulletin, draft),
        ];
    }

    private (ImmutableArray<TicketDraft> Departed, ImmutableArray<ChangeTicket> Dropped) Depart(TicketDraft[] wanted)
    {
        var kept = new HashSet<ChangeTicket>(wanted.Length, ReferenceEqualityComparer.Instance);
        kept.UnionWith(wanted.Select(draft => draft.Before).OfType<ChangeTicket>());
        var departed = ImmutableArray.CreateBuilder<TicketDraft>();
        var dropped = ImmutableArray.CreateBuilder<ChangeTicket>();
        foreach (var ticket in world.Ledger.Ledger.Tickets.Values.Where(ticket => !kept.Contains(ticket)))
        {
            if (IsFrozen(ticket))
            {
                departed.Add(TicketDraft.Frozen(ticket));
            }
            else if (!_departures.IsForgotten(ticket) && _departures.Of(ticket) is { } gone)
            {
                departed.Add(gone);
            }
            else
            {
                dropped.Add(ticket);
            }
        }

        return (departed.ToImmutable(), dropped.ToImmutable());
    }
}
