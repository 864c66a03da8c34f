using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;

namespace Reconciler.Core.Planning;

/// <summary>What the world has been told: one ticket per change and incarnation. Immutable.</summary>
public sealed record Ledger
{
    private Ledger(ImmutableSortedDictionary<ObjectKey, ChangeTicket> tickets) => Tickets = tickets;

    /// <summary>Nobody was told anything.</summary>
    public static Ledger Empty { get; } = new(ImmutableSortedDictionary<ObjectKey, ChangeTicket>.Empty);

    /// <summary>Tickets by namespace and name.</summary>
    public ImmutableSortedDictionary<ObjectKey, ChangeTicket> Tickets { get; }

    /// <summary>The ticket that was changed last, of several the first by key; null for an empty ledger.</summary>
    public ChangeTicket? Newest => Tickets.Values.MaxBy(ticket => ticket.Spec.RecordedAt);

    /// <summary>The instant of the last pass that changed anything; null for an empty ledger. No pass may be earlier.</summary>
    public Instant? LastPass => Newest is { } newest ? Instant.FromDateTimeOffset(newest.Spec.RecordedAt) : null;

    /// <summary>A ledger of these tickets.</summary>
    /// <param name="tickets">Tickets; of two with one key the later one wins.</param>
    /// <returns>The ledger.</returns>
    public static Ledger Of(IEnumerable<ChangeTicket> tickets)
    {
        ArgumentNullException.ThrowIfNull(tickets);
        var builder = ImmutableSortedDictionary.CreateBuilder<ObjectKey, ChangeTicket>();
        foreach (var ticket in tickets)
        {
            builder[KeyOf(ticket)] = ticket;
        }

        return new(builder.ToImmutable());
    }

    /// <summary>This ledger with some tickets changed.</summary>
    /// <param name="changed">Tickets that are new or differ.</param>
    /// <param name="dropped">Tickets that leave.</param>
    /// <returns>The ledger after that; the same one where nothing changes.</returns>
    public Ledger With(IEnumerable<ChangeTicket> changed, IEnumerable<ChangeTicket> dropped)
    {
        ArgumentNullException.ThrowIfNull(changed);
        ArgumentNullException.ThrowIfNull(dropped);
        var tickets = Tickets
            .RemoveRange(dropped.Select(KeyOf))
            .SetItems(changed.Select(ticket => KeyValuePair.Create(KeyOf(ticket), ticket)));
        return ReferenceEquals(tickets, Tickets) ? this : new(tickets);
    }

    /// <summary>The key of a ticket.</summary>
    /// <param name="ticket">A ticket.</param>
    /// <returns>Namespace and name.</returns>
    public static ObjectKey KeyOf(ChangeTicket ticket)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        return new(ticket.Metadata.Namespace ?? ApiGroup.DefaultNamespace, ticket.Metadata.Name);
    }

    /// <summary>What people wrote that a ticket speaks of.</summary>
    /// <param name="ticket">A ticket.</param>
    /// <returns>The object; it may be there no more.</returns>
    public static ObjectRef OriginOf(ChangeTicket ticket)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        return new(ticket.Spec.OriginKind, KeyOf(ticket).Namespace, ticket.Spec.OriginName);
    }

    /// <summary>The instance that a ticket speaks of.</summary>
    /// <param name="ticket">A ticket.</param>
    /// <returns>The object; it may be there no more.</returns>
    public static ObjectRef InstanceOf(ChangeTicket ticket)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        return new(nameof(DedicatedInstance), KeyOf(ticket).Namespace, ticket.Spec.Instance);
    }

    /// <summary>
    /// Records that a channel accepted a notice. The first acceptance of a planned, moved or emergency notice by a contact with the
    /// role makes its start the told start; of an emergency the distribution list's does too. Recording twice changes nothing.
    /// </summary>
    /// <param name="notice">The notice that was sent.</param>
    /// <param name="at">When it was accepted.</param>
    /// <returns>The ledger with that fact.</returns>
    public Ledger Accept(PlannedNotice notice, Instant at)
    {
        ArgumentNullException.ThrowIfNull(notice);
        return Recorded(new(notice.Namespace, notice.Entry), said => said.Name == notice.Occasion && said.Sequence == notice.Sequence, notice.Recipient, at.ToDateTimeOffset());
    }

    /// <summary>
    /// Records what notices say of themselves that were sent, where whoever sent them did not live to tell the ledger: else nobody would tell those people
    /// that the change is moved or called off. Of what was handed to a channel, and nobody recorded what came of it, it remembers that: those people hear
    /// at least when the change is called off. What was decided anew since does not count as sent.
    /// </summary>
    /// <param name="kept">Notices as they were kept, with their states.</param>
    /// <returns>The ledger with these facts.</returns>
    public Ledger Believe(IEnumerable<Notice> kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        return kept.Aggregate(this, (ledger, notice) => notice switch
        {
            { Status: { State: NoticeState.Sent, SentAt: { } at } } => ledger.Recorded(notice, at),
            { Status: { SentAt: null } status } when status.Attempts > status.Refused => ledger.Recorded(notice, null),
            _ => ledger,
        });
    }

    private Ledger Recorded(Notice notice, DateTimeOffset? at) => Recorded(
        new(notice.Metadata.Namespace ?? ApiGroup.DefaultNamespace, notice.Spec.Entry),
        said => said.Name == notice.Spec.Occasion && said.Sequence == notice.Spec.Sequence && said.DecidedAt == notice.Spec.DecidedAt,
        notice.Spec.Recipient,
        at);

    private Ledger Recorded(ObjectKey key, Func<Occasion, bool> isMeant, Recipient recipient, DateTimeOffset? at) =>
        Tickets.TryGetValue(key, out var ticket) && Heard(ticket.Spec, isMeant, recipient, at) is { } spec
            ? new(Tickets.SetItem(key, ticket with { Spec = spec }))
            : this;

    private static ChangeTicketSpec? Heard(ChangeTicketSpec spec, Func<Occasion, bool> isMeant, Recipient told, DateTimeOffset? at)
    {
        var occasion = spec.Occasions.LastOrDefault(isMeant);
        var recipient = occasion?.Recipients.FirstOrDefault(record => record.Recipient.Email == told.Email);
        return occasion is null || recipient is null or { SentAt: not null } ? null
            : at is { } accepted ? Accepted(spec, occasion, recipient, accepted)
            : recipient.InDoubt ? null
            : With(spec, occasion, recipient, recipient with { InDoubt = true });
    }

    private static ChangeTicketSpec Accepted(ChangeTicketSpec spec, Occasion occasion, RecipientRecord recipient, DateTimeOffset at)
    {
        var tells = Announcing.WantedOccasion.IsAnnouncement(occasion.Kind)
            && (recipient.Recipient.Role == Announcing.Recipients.Maintenance || occasion.Kind == NoticeKind.Emergency)
            && spec.Told?.Start != occasion.Start;
        return With(spec, occasion, recipient, recipient with { SentAt = at, InDoubt = false }) with
        {
            Told = tells ? new() { Start = occasion.Start, End = occasion.End, At = at, Deadline = occasion.Deadline, Via = "notice" } : spec.Told,
            RecordedAt = at > spec.RecordedAt ? at : spec.RecordedAt,
        };
    }

    private static ChangeTicketSpec With(ChangeTicketSpec spec, Occasion occasion, RecipientRecord before, RecipientRecord after) =>
        spec with { Occasions = spec.Occasions.Replace(occasion, occasion with { Recipients = occasion.Recipients.Replace(before, after) }) };
}
