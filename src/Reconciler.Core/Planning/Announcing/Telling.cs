using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Core.Planning.Scheduling;

namespace Reconciler.Core.Planning.Announcing;

/// <summary>What a pass says, and to whom.</summary>
/// <param name="Drafts">By change key: the ticket after this pass, where there is one.</param>
/// <param name="Departed">Tickets whose change is no longer declared, and those of earlier incarnations.</param>
/// <param name="Dropped">Tickets that leave the ledger.</param>
/// <param name="Hold">What rests behind the safety gate.</param>
internal sealed record Told(
    IReadOnlyDictionary<string, TicketDraft> Drafts,
    ImmutableArray<TicketDraft> Departed,
    ImmutableArray<ChangeTicket> Dropped,
    SafetyHold? Hold);

/// <summary>Writes every ticket. In mode <c>observe</c> nothing is decided: tickets stay as they are.</summary>
/// <param name="world">The pass.</param>
internal sealed class Telling(World world)
{
    /// <summary>Decides what is said.</summary>
    /// <param name="decisions">What was decided of every change.</param>
    public Told Run(ImmutableArray<Decision> decisions)
    {
        var drafts = new Dictionary<string, TicketDraft>(StringComparer.Ordinal);
        var announcer = new Announcer(world);
        var observes = world.Policy.Announce.Mode == AnnounceMode.Observe && !world.Options.Adopt;
        foreach (var decision in decisions)
        {
            if ((observes ? Unchanged(decision) : announcer.Of(decision)) is { } draft)
            {
                drafts[decision.Change.Key] = draft;
            }
        }

        var (departed, dropped) = Depart(drafts, observes);
        var hold = observes ? null : new SafetyGate(world).Apply([.. drafts.Values, .. departed]);
        return new(drafts, departed, dropped, hold);
    }

    private static TicketDraft? Unchanged(Decision decision) => decision.Change.Ticket is { } ticket ? TicketDraft.Of(ticket) : null;

    private (ImmutableArray<TicketDraft> Departed, ImmutableArray<ChangeTicket> Dropped) Depart(Dictionary<string, TicketDraft> drafts, bool observes)
    {
        var departures = new Departures(world);
        var departed = ImmutableArray.CreateBuilder<TicketDraft>();
        var dropped = ImmutableArray.CreateBuilder<ChangeTicket>();
        foreach (var ticket in world.Ledger.Ledger.Tickets.Values)
        {
            if (drafts.TryGetValue(ticket.Spec.Change, out var draft) && ReferenceEquals(draft.Before, ticket))
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
