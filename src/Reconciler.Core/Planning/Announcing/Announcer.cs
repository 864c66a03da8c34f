using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Planning.Scheduling;
using Reconciler.Core.Policy;

namespace Reconciler.Core.Planning.Announcing;

/// <summary>
/// Writes the ticket of a change: what should be said by now is joined with what was said. What is wanted and not yet said is decided;
/// what was decided, is not sent, and is wanted no more is withdrawn.
/// </summary>
/// <param name="world">The pass.</param>
internal sealed class Announcer(World world)
{
    private readonly WantedOccasions _wanted = new(world);

    /// <summary>The ticket of a change after this pass.</summary>
    /// <param name="decision">What was decided of the change.</param>
    /// <returns>Null where nobody was, nor is to be, told of it.</returns>
    public TicketDraft? Of(Decision decision)
    {
        var change = decision.Change;
        var ended = decision.State is EntryState.Completed or EntryState.Failed;
        if (ended && change is { Ticket: null, IsUpload: false })
        {
            // What ended before this product heard of it is history; of an upload people hear afterwards.
            return null;
        }

        var wanted = _wanted.Of(decision);
        var draft = change.Ticket is { } before ? TicketDraft.Of(before)
            : change.Site is not null && (!wanted.IsEmpty || (change.Told is not null && !ended)) ? TicketDraft.New(change, world)
            : null;
        if (draft is null)
        {
            return null;
        }

        Update(draft, decision);
        WithdrawUnwanted(draft, wanted);
        foreach (var occasion in wanted)
        {
            if (occasion.Kind == NoticeKind.Completed && IsCorrected(draft, change) && !world.Options.Adopt)
            {
                SayAgain(draft, occasion);
            }
            else
            {
                Say(draft, occasion, decision);
            }
        }

        return draft is { Before: null, Spec: { Told: null, Occasions.IsEmpty: true } } ? null : draft;
    }

    private void Update(TicketDraft draft, Decision decision)
    {
        var change = decision.Change;
        if (draft.Spec.Told is null && change.Told is { } told)
        {
            draft.Spec = draft.Spec with { Told = told };
        }

        if (world.Options.Adopt && draft.Spec.Told is null && decision is { State: EntryState.Scheduled, Placement: { } placement })
        {
            draft.Spec = draft.Spec with { Told = Adopted(placement) };
        }

        if (!decision.Moves.FirstSeen.IsEmpty)
        {
            draft.Spec = draft.Spec with { Moves = draft.Spec.Moves.AddRange(decision.Moves.FirstSeen) };
        }

        if (decision is { State: EntryState.Completed or EntryState.Failed } && change.Outcome is { } outcome && outcome.Result != draft.Spec.Outcome?.Result)
        {
            draft.Spec = draft.Spec with { Outcome = outcome };
        }

        // It came back before anybody heard that it was called off: the same change, with the sequence that the cancellation took.
        if (draft.Spec.CancelledAt is not null)
        {
            draft.Spec = draft.Spec with { CancelledAt = null };
        }
    }

    private ToldStart Adopted(Placement placement) => new()
    {
        Start = placement.Start.ToDateTimeOffset(),
        End = placement.End.ToDateTimeOffset(),
        At = world.Moment.Now.ToDateTimeOffset(),
        Deadline = world.NoticeDeadline(placement.Change, placement.Site, placement.Opening)?.ToDateTimeOffset(),
        Via = "adopted",
    };

    private static void WithdrawUnwanted(TicketDraft draft, ImmutableArray<WantedOccasion> wanted)
    {
        foreach (var occasion in draft.Spec.Occasions)
        {
            if (occasion.Recipients.Any(recipient => recipient.SentAt is null) && !IsWanted(occasion, wanted, draft.Spec))
            {
                draft.Withdraw(occasion);
            }
        }
    }

    private static bool IsWanted(Occasion occasion, ImmutableArray<WantedOccasion> wanted, ChangeTicketSpec spec)
    {
        foreach (var want in wanted)
        {
            if (IsSaid(want, occasion, spec))
            {
                return true;
            }
        }

        return false;
    }

    private void Say(TicketDraft draft, WantedOccasion wanted, Decision decision)
    {
        if (world.Options.Adopt)
        {
            return;
        }

        var recipients = world.Recipients.Of(decision.Change.Site!, decision.Change.IsEmergency);
        if (Said(wanted, draft.Spec) is { } said)
        {
            if (wanted.Announces)
            {
                AddLateContacts(draft, said, recipients);
            }
        }
        else if (!recipients.IsEmpty && !WasToldElsewhere(draft.Spec, wanted))
        {
            draft.Say(wanted, recipients, world.Moment.Now);
        }
    }

    // How it ended was recorded before, and otherwise: who heard that, hears the correction.
    private static bool IsCorrected(TicketDraft draft, Change change) =>
        draft.Before?.Spec.Outcome is { } before && change.Outcome is { } now && before.Result != now.Result;

    private void SayAgain(TicketDraft draft, WantedOccasion wanted)
    {
        var said = draft.Spec.Occasions.Where(occasion => occasion.Kind == wanted.Kind).ToArray();
        var heard = said.SelectMany(occasion => occasion.Recipients).Select(record => record.Recipient).DistinctBy(recipient => recipient.Email, StringComparer.OrdinalIgnoreCase).ToImmutableArray();
        foreach (var occasion in said)
        {
            draft.Withdraw(occasion);
        }

        if (!heard.IsEmpty)
        {
            draft.Say(wanted, heard, world.Moment.Now);
        }
    }

    private static Occasion? Said(WantedOccasion wanted, ChangeTicketSpec spec)
    {
        for (var index = spec.Occasions.Length - 1; index >= 0; index--)
        {
            if (IsSaid(wanted, spec.Occasions[index], spec))
            {
                return spec.Occasions[index];
            }
        }

        return null;
    }

    // People who were told by other means are not told a second time.
    private static bool WasToldElsewhere(ChangeTicketSpec spec, WantedOccasion wanted) =>
        wanted.Kind is NoticeKind.Planned or NoticeKind.Emergency && spec.Told is { } told && Instant.FromDateTimeOffset(told.Start) == wanted.Span.Start;

    private static void AddLateContacts(TicketDraft draft, Occasion said, ImmutableArray<Recipient> recipients)
    {
        var late = recipients
            .Where(recipient => !said.Recipients.Any(known => known.Recipient.Email.Equals(recipient.Email, StringComparison.OrdinalIgnoreCase)))
            .Select(recipient => new RecipientRecord { Recipient = recipient })
            .ToImmutableArray();
        if (!late.IsEmpty)
        {
            draft.Spec = draft.Spec with { Occasions = draft.Spec.Occasions.Replace(said, said with { Recipients = said.Recipients.AddRange(late) }) };
        }
    }

    /// <summary>Whether an occasion of the ticket says what is wanted: of announcements only the last one counts.</summary>
    private static bool IsSaid(WantedOccasion wanted, Occasion occasion, ChangeTicketSpec spec)
    {
        var sameStart = Instant.FromDateTimeOffset(occasion.Start) == wanted.Span.Start;
        return wanted.Kind switch
        {
            _ when wanted.Announces => sameStart && ReferenceEquals(occasion, LastAnnouncement(spec)),
            NoticeKind.Reminder => occasion.Name == wanted.Name && sameStart && occasion.Sequence == spec.Sequence,
            _ => occasion.Kind == wanted.Kind && (sameStart || wanted.Kind is NoticeKind.Completed or NoticeKind.CopUploaded),
        };
    }

    private static Occasion? LastAnnouncement(ChangeTicketSpec spec) =>
        spec.Occasions.LastOrDefault(occasion => WantedOccasion.IsAnnouncement(occasion.Kind));
}
