using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;

namespace Reconciler.Core.Planning.Announcing;

/// <summary>
/// Tickets whose change is no longer declared. Told and not begun: a cancellation, told to those who were told, also when the deletion
/// happened while nothing ran. Not told: dropped in silence. Begun or ended: nothing (design: <i>Gone</i>). What people heard that was no start, such as
/// that a file is uploaded, is remembered.
/// </summary>
/// <param name="world">The pass.</param>
internal sealed class Departures(World world)
{
    private readonly Lazy<Dictionary<ObjectRef, Resource>> _written = new(() => world.Snapshot.Objects.DistinctBy(each => each.Reference).ToDictionary(each => each.Reference, each => each.Value));

    /// <summary>The ticket of a change that is gone, after this pass.</summary>
    /// <param name="before">Its ticket as the ledger holds it.</param>
    /// <returns>Null where it is dropped.</returns>
    public TicketDraft? Of(ChangeTicket before)
    {
        var draft = TicketDraft.Of(before);
        var spec = before.Spec;
        if (spec.Category is null || (spec.Told ?? PerhapsTold(spec)) is not { } told)
        {
            return Remembered(draft);
        }

        foreach (var occasion in spec.Occasions.Where(occasion => occasion.Kind != NoticeKind.Cancelled && occasion.Recipients.Any(recipient => recipient.SentAt is null)))
        {
            draft.Withdraw(occasion);
        }

        var begun = world.Moment.Reached(Instant.FromDateTimeOffset(told.Start));
        if (begun || spec.CancelledAt is not null || spec.Outcome is not null)
        {
            return draft;
        }

        var cause = CauseOf(before);
        draft.Spec = draft.Spec with { Told = told, CancelledAt = world.Moment.Now.ToDateTimeOffset(), Revision = cause?.Revision, Author = cause?.Author };
        var recipients = world.Options.Adopt ? [] : WereTold(spec, before);
        if (!recipients.IsEmpty)
        {
            draft.Say(new(NoticeKind.Cancelled, "cancelled", new(Instant.FromDateTimeOffset(told.Start), Instant.FromDateTimeOffset(told.End))), recipients, world.Moment.Now);
        }

        return draft;
    }

    /// <summary>Whether a ticket is to be forgotten: long after its change ended.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <returns>True from the last day of the policy's retention on.</returns>
    public bool IsForgotten(ChangeTicket ticket)
    {
        var spec = ticket.Spec;
        var end = spec.Outcome?.EndedAt ?? spec.Told?.End ?? spec.CancelledAt ?? LastSaid(spec);
        return end is { } ended && world.Moment.Reached(Instant.FromDateTimeOffset(ended) + Duration.FromDays(world.Policy.Retention.TicketDays));
    }

    /// <summary>When something was last decided to be said; null: nothing is.</summary>
    public static DateTimeOffset? LastSaid(ChangeTicketSpec spec) => spec.Occasions.IsEmpty ? null : spec.Occasions[^1].DecidedAt;

    /// <summary>Whether a cancelled change is still worth showing: its told end has not come.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <returns>True until then.</returns>
    public bool IsShown(ChangeTicket ticket) =>
        ticket.Spec is { CancelledAt: not null, Told: { } told } && !world.Moment.Reached(Instant.FromDateTimeOffset(told.End));

    /// <summary>Why a change is wanted no more, in a few words: its object is gone, or asks for it no more.</summary>
    /// <param name="ticket">Its ticket.</param>
    public string WhyGone(ChangeTicket ticket)
    {
        var origin = Ledger.OriginOf(ticket);
        var selection = _written.Value.GetValueOrDefault(origin) switch
        {
            UpgradePlan plan => plan.Spec.Instances,
            CopRequest cop => cop.Spec.Instances,
            _ => null,
        };
        return selection is null ? "no longer declared"
            : world.Instances.Picks(selection, origin.Namespace, ticket.Spec.Instance) ? $"{origin.Kind} {origin.Name} no longer asks for it"
            : $"{origin.Kind} {origin.Name} no longer selects {ticket.Spec.Instance}";
    }

    // The commit that took the change away: with all of its object, or out of it. One by which people were told is not that one.
    private Provenance? CauseOf(ChangeTicket ticket)
    {
        var origin = Ledger.OriginOf(ticket);
        return world.Snapshot.Removals.GetValueOrDefault(origin)
            ?? world.Snapshot.Removals.GetValueOrDefault(Ledger.InstanceOf(ticket))
            ?? (_written.Value.GetValueOrDefault(origin)?.Metadata.Annotations is { } notes && notes.GetValueOrDefault(Annotations.Revision) is { } revision && revision != ticket.Spec.Revision
                ? new(revision, notes.GetValueOrDefault(Annotations.Author))
                : null);
    }

    // Of what people were told without a start, or without a change, only the memory stays, so that nobody hears it twice.
    private static TicketDraft? Remembered(TicketDraft draft)
    {
        foreach (var occasion in draft.Spec.Occasions.Where(occasion => occasion.Recipients.Any(recipient => recipient.SentAt is null)))
        {
            draft.Withdraw(occasion);
        }

        return draft.Spec.Occasions.IsEmpty ? null : draft;
    }

    // Somebody died between the claim of its notice and the record: whether it arrived nobody knows, so it counts as told.
    private static ToldStart? PerhapsTold(ChangeTicketSpec spec) =>
        spec.Occasions.LastOrDefault(occasion => WantedOccasion.IsAnnouncement(occasion.Kind) && occasion.Recipients.Any(recipient => recipient.InDoubt)) is { } said
            ? new() { Start = said.Start, End = said.End, At = said.DecidedAt, Deadline = said.Deadline, Via = "notice" }
            : null;

    private ImmutableArray<Recipient> WereTold(ChangeTicketSpec spec, ChangeTicket ticket)
    {
        var told = spec.Occasions
            .SelectMany(occasion => occasion.Recipients)
            .Where(recipient => recipient.SentAt is not null || recipient.InDoubt)
            .Select(recipient => recipient.Recipient)
            .DistinctBy(recipient => recipient.Email, StringComparer.OrdinalIgnoreCase)
            .ToImmutableArray();
        return !told.IsEmpty ? told
            : world.Sites.Find(new(Ledger.KeyOf(ticket).Namespace, spec.Instance)) is { } site ? world.Recipients.Of(site, emergency: false)
            : [];
    }
}
