using Reconciler.Api;
using Reconciler.Core.Planning.Announcing;
using Reconciler.Core.Planning.Scheduling;

namespace Reconciler.Core.Planning.Summarising;

/// <summary>What a ticket is to say outside, and what to do about it.</summary>
/// <param name="world">The pass.</param>
internal sealed class Tickets(World world)
{
    /// <summary>The ticket after this pass, stamped where it changed.</summary>
    public ChangeTicket Stamped(TicketDraft draft, Decision? decision)
    {
        if (draft.IsFrozen)
        {
            return draft.Ticket;
        }

        var stamped = draft.IsChanged
            ? draft.Ticket with
            {
                Spec = draft.Spec with
                {
                    RecordedAt = world.Moment.Now.ToDateTimeOffset(),
                    PolicyDigest = DigestOf(draft),
                    Revision = decision is null ? draft.Spec.Revision : decision.Change.Annotations.GetValueOrDefault(Annotations.Revision),
                    Author = decision is null ? draft.Spec.Author : decision.Change.Annotations.GetValueOrDefault(Annotations.Author),
                },
            }
            : draft.Ticket;
        if (!draft.IsOfChange)
        {
            return stamped;
        }

        var state = StateOf(draft, decision);
        return stamped.Status?.State == state ? stamped : stamped with { Status = (stamped.Status ?? new() { State = state }) with { State = state } };
    }

    /// <summary>What this pass does about a ticket.</summary>
    public static TicketAction ActionOf(TicketDraft draft, ChangeTicket ticket) =>
        draft.Before is null ? TicketAction.Open
        : draft.Before.Status?.State == ticket.Status?.State ? draft.IsChanged ? TicketAction.Update : TicketAction.None
        : ticket.Status?.State switch
        {
            TicketState.Canceled => TicketAction.Cancel,
            TicketState.Closed => TicketAction.Close,
            _ => TicketAction.Update,
        };

    /// <summary>What its text may say; null where the change has no object, or no place, any more.</summary>
    public NoticeFacts? FactsOf(TicketDraft draft, Decision? decision, int? movesLeft)
    {
        if (decision?.Placement is not { } placement)
        {
            return null;
        }

        var now = new Occasion
        {
            Name = "ticket",
            Kind = NoticeKind.Planned,
            Sequence = draft.Spec.Sequence,
            DecidedAt = draft.Spec.RecordedAt,
            Start = placement.Start.ToDateTimeOffset(),
            End = placement.End.ToDateTimeOffset(),
        };
        return Facts.Of(placement.Change, placement.Site, now, movesLeft, world);
    }

    // The digest is that of the policy which the told start was judged by: a later policy does not judge it again.
    private string DigestOf(TicketDraft draft) =>
        draft.Before is { Spec: { Told: { } told } before } && told == draft.Spec.Told ? before.PolicyDigest : world.Snapshot.PolicyDigest;

    // A change that is gone after it began keeps the state that it had.
    private static TicketState StateOf(TicketDraft draft, Decision? decision) =>
        draft.Spec is var spec && spec.CancelledAt is not null ? TicketState.Canceled
        : spec.Outcome is not null ? TicketState.Closed
        : decision is null && draft.Before?.Status is { } before ? before.State
        : decision?.State switch
        {
            EntryState.InProgress => TicketState.Implement,
            EntryState.Completed or EntryState.Failed => TicketState.Review,
            _ => spec.Told is null ? TicketState.New : TicketState.Scheduled,
        };
}
