using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Planning.Scheduling;
using Reconciler.Core.Policy;

namespace Reconciler.Core.Planning.Announcing;

/// <summary>Lists what was, is and will be said, from tickets and decisions.</summary>
/// <param name="world">The pass.</param>
internal sealed class NoticeList(World world)
{
    private readonly WantedOccasions _wanted = new(world);
    private readonly ImmutableArray<(int Days, string Name)> _reminders = [.. WantedOccasions.RemindersOf(world.Policy).Reverse()];

    /// <summary>Adds the notices of one ticket.</summary>
    /// <param name="draft">The ticket after this pass.</param>
    /// <param name="facts">What an occasion may tell.</param>
    /// <param name="notices">Where they are added.</param>
    public void Add(TicketDraft draft, Func<Occasion, NoticeFacts> facts, List<PlannedNotice> notices)
    {
        if (IsOver(draft.Spec))
        {
            return;
        }

        foreach (var occasion in draft.Spec.Occasions)
        {
            var (due, told) = (SendAt(draft.Spec, occasion), (NoticeFacts?)null);
            foreach (var recipient in occasion.Recipients)
            {
                var state = recipient.SentAt is not null ? NoticeState.Sent : occasion.Gate == GateState.Held ? NoticeState.Held : NoticeState.Due;
                var rested = state == NoticeState.Due && world.Moment.Reached(due);
                var notice = Of(draft, occasion, recipient.Recipient, due, state);
                notices.Add(state == NoticeState.Sent || draft.IsFrozen
                    ? notice
                    : notice with { SendNow = rested, Object = ObjectOf(notice, draft, occasion, told ??= facts(occasion)) });
            }
        }

        foreach (var (occasion, recipient) in draft.Withdrawn)
        {
            notices.Add(Of(draft, occasion, recipient.Recipient, SendAt(draft.Spec, occasion), NoticeState.Withdrawn));
        }
    }

    /// <summary>Adds the next notice of a change that will fall due, for each who will be told.</summary>
    /// <param name="decision">What was decided of the change.</param>
    /// <param name="sequence">Sequence of the change now.</param>
    /// <param name="notices">Where they are added.</param>
    public void AddPending(Decision decision, int sequence, List<PlannedNotice> notices)
    {
        if (decision.Placement is not { } placement || Next(decision, placement) is not { } next)
        {
            return;
        }

        var change = decision.Change;
        var raised = sequence + (next.Kind == NoticeKind.Started ? 1 : 0);
        foreach (var recipient in world.Recipients.Of(placement.Site, change.IsEmergency))
        {
            notices.Add(new()
            {
                Name = world.NoticeNames.Of(new(change.Origin.Namespace, change.Name), next.Name, raised, recipient.Email),
                Kind = next.Kind,
                Occasion = next.Name,
                Entry = change.Name,
                Namespace = change.Origin.Namespace,
                Recipient = recipient,
                Due = next.At,
                Sequence = raised,
                State = NoticeState.Pending,
                Domain = world.Policy.Provider.Domain,
            });
        }
    }

    /// <summary>What will be said next of a change, and when it falls due.</summary>
    public (NoticeKind Kind, string Name, Instant At)? Next(Decision decision, Placement placement)
    {
        if (decision.State == EntryState.Scheduled)
        {
            return _wanted.DueOf(placement) is { } due && !world.Moment.Reached(due) ? (NoticeKind.Planned, "planned", due) : null;
        }

        if (decision is not { State: EntryState.Announced, Moves.Pending: null })
        {
            return null;
        }

        foreach (var (days, name) in _reminders)
        {
            var at = WantedOccasions.ReminderAt(placement, days);
            if (!world.Moment.Reached(at))
            {
                return (NoticeKind.Reminder, name, at);
            }
        }

        return (NoticeKind.Started, "started", placement.Start);
    }

    // A notice rests so that a second thought can take it back, but never past the instant at which it would come too late.
    private Instant SendAt(ChangeTicketSpec spec, Occasion occasion)
    {
        var decided = Instant.FromDateTimeOffset(occasion.DecidedAt);
        if (spec.Type == TicketType.Emergency)
        {
            return decided;
        }

        var rested = decided + world.Settle;
        return occasion.Deadline is { } deadline && Instant.FromDateTimeOffset(deadline) is var limit && limit >= decided && limit < rested ? limit : rested;
    }

    private bool IsOver(ChangeTicketSpec spec)
    {
        var end = spec.Outcome?.EndedAt ?? spec.Told?.End ?? (spec.Category is null ? Departures.LastSaid(spec) : null);
        return end is { } ended && world.Moment.Reached(Instant.FromDateTimeOffset(ended) + Duration.FromDays(world.Policy.Retention.NoticeDays));
    }

    private PlannedNotice Of(TicketDraft draft, Occasion occasion, Recipient recipient, Instant due, NoticeState state)
    {
        var (ns, entry) = (draft.Ticket.Metadata.Namespace!, draft.Ticket.Metadata.Name);
        var name = world.NoticeNames.Of(new(ns, entry), occasion, recipient);
        return new()
        {
            Name = name,
            Kind = occasion.Kind,
            Occasion = occasion.Name,
            Entry = entry,
            Namespace = ns,
            Recipient = recipient,
            Due = due,
            Sequence = occasion.Sequence,
            State = state,
            Domain = world.Policy.Provider.Domain,
        };
    }

    private Notice ObjectOf(PlannedNotice notice, TicketDraft draft, Occasion occasion, NoticeFacts facts) => new()
    {
        Metadata = new() { Name = notice.Name, Namespace = notice.Namespace, Labels = draft.Ticket.Metadata.Labels },
        Spec = new()
        {
            Change = draft.Spec.Change,
            Entry = notice.Entry,
            Kind = notice.Kind,
            Occasion = notice.Occasion,
            Sequence = notice.Sequence,
            DecidedAt = occasion.DecidedAt,
            MessageId = notice.MessageId,
            CalendarUid = NoticeNames.CalendarUid(notice.Entry, notice.Namespace, world.Policy.Provider),
            Recipient = notice.Recipient,
            Facts = facts,
        },
    };
}
