using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Core.Planning.Bulletins;
using Reconciler.Core.Planning.Scheduling;

namespace Reconciler.Core.Planning.Announcing;

/// <summary>What a pass says, and to whom.</summary>
/// <param name="Drafts">By change key: the ticket after this pass, where there is one.</param>
/// <param name="Bulletins">What is told without a change, with its record after this pass.</param>
/// <param name="Departed">Tickets whose change is no longer declared, and those of earlier incarnations.</param>
/// <param name="Dropped">Tickets that leave the ledger.</param>
/// <param name="Hold">What rests behind the safety gate.</param>
internal sealed record Told(
    IReadOnlyDictionary<string, TicketDraft> Drafts,
    ImmutableArray<(Bulletin Bulletin, TicketDraft Draft)> Bulletins,
    ImmutableArray<TicketDraft> Departed,
    ImmutableArray<ChangeTicket> Dropped,
    SafetyHold? Hold);

/// <summary>Writes every ticket. In mode <c>observe</c> nothing is decided: tickets stay as they are.</summary>
/// <param name="world">The pass.</param>
internal sealed class Telling(World world)
{
    /// <summary>Decides what is said.</summary>
    /// <param name="decisions">What was decided of every change.</param>
    /// <param name="bulletins">What people should have been told without a change.</param>
    public Told Run(ImmutableArray<Decision> decisions, ImmutableArray<Bulletin> bulletins)
    {
        var drafts = new Dictionary<string, TicketDraft>(StringComparer.Ordinal);
        var announcer = new Announcer(world);
        var observes = world.Policy.Announce.Mode == AnnounceMode.Observe && !world.Options.Adopt;
        foreach (var decision in decisions)
        {
            if ((observes ? Unchanged(decision.Change.Ticket) : announcer.Of(decision)) is { } draft)
            {
                drafts[decision.Change.Key] = draft;
            }
        }

        var informed = Inform(bulletins, observes);
        var (departed, dropped) = Depart(drafts.Values.Concat(informed.Select(told => told.Draft)), observes);
        var hold = observes ? null : new SafetyGate(world).Apply([.. drafts.Values, .. informed.Select(told => told.Draft), .. departed]);
        return new(drafts, informed, departed, dropped, hold);
    }

    private ImmutableArray<(Bulletin Bulletin, TicketDraft Draft)> Inform(ImmutableArray<Bulletin> bulletins, bool observes)
    {
        var informer = new Informer(world);
        return
        [
            .. from bulletin in bulletins
               let draft = observes ? Unchanged(world.Ledger.Latest(bulletin.Key)) : informer.Of(bulletin)
               where draft is not null
               select (bulletin, draft),
        ];
    }

    private static TicketDraft? Unchanged(ChangeTicket? ticket) => ticket is null ? null : TicketDraft.Of(ticket);

    private (ImmutableArray<TicketDraft> Departed, ImmutableArray<ChangeTicket> Dropped) Depart(IEnumerable<TicketDraft> drafts, bool observes)
    {
        var kept = new HashSet<ChangeTicket>(drafts.Select(draft => draft.Before).OfType<ChangeTicket>(), ReferenceEqualityComparer.Instance);
        var departures = new Departures(world);
        var departed = ImmutableArray.CreateBuilder<TicketDraft>();
        var dropped = ImmutableArray.CreateBuilder<ChangeTicket>();
        foreach (var ticket in world.Ledger.Ledger.Tickets.Values)
        {
            if (kept.Contains(ticket))
            {
                continue;
            }

            if (departures.IsForgotten(ticket))
            {
                dropped.Add(ticket);
            }
            else if (observes)
            {
                departed.Add(TicketDraft.Of(ticket));
            }
            else if (departures.Of(ticket) is { } gone)
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
