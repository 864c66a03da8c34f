using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning.Bulletins;
using Reconciler.Core.Planning.Changes;

namespace Reconciler.Core.Planning.Announcing;

/// <summary>A ticket, or the record of a bulletin, while a pass writes it, with what the pass took back before it was sent.</summary>
internal sealed class TicketDraft
{
    private TicketDraft(ChangeTicket ticket, ChangeTicket? before) => (Ticket, Before) = (ticket, before);

    /// <summary>The ticket as it will be.</summary>
    public ChangeTicket Ticket { get; private set; }

    /// <summary>The ticket as it was; null: it is new.</summary>
    public ChangeTicket? Before { get; }

    /// <summary>What was decided and is wanted no more before it was sent.</summary>
    public ImmutableArray<(Occasion Occasion, RecipientRecord Recipient)> Withdrawn { get; private set; } = [];

    /// <summary>Whether it differs from what it was.</summary>
    public bool IsChanged => !ReferenceEquals(Ticket, Before);

    /// <summary>Whether a change is behind it; else it only remembers what people were told.</summary>
    public bool IsOfChange => Spec.Category is not null;

    /// <summary>Its facts.</summary>
    public ChangeTicketSpec Spec
    {
        get => Ticket.Spec;
        set => Ticket = Ticket with { Spec = value };
    }

    /// <summary>Whether it stays as it is, and nothing of it is said for now.</summary>
    public bool IsFrozen { get; private init; }

    /// <summary>A draft of a ticket that stays as it is.</summary>
    public static TicketDraft Frozen(ChangeTicket before) => new(before, before) { IsFrozen = true };

    /// <summary>A draft of a ticket that the ledger holds.</summary>
    public static TicketDraft Of(ChangeTicket before) => new(before, before);

    /// <summary>A draft of the first ticket of a change.</summary>
    public static TicketDraft New(Change change, World world)
    {
        var site = change.Site!;
        var category = world.CategoryOf(change.Window.Category);
        return new(
            new()
            {
                Metadata = new()
                {
                    Name = change.Name,
                    Namespace = change.Origin.Namespace,
                    Labels = LabelsOf(change),
                },
                Spec = new()
                {
                    Change = change.Key,
                    Incarnation = change.Incarnation,
                    OriginKind = change.Origin.Kind,
                    OriginName = change.Origin.Name,
                    Instance = site.Key.Name,
                    Customer = site.Spec.Customer,
                    Partner = site.Spec.Partner,
                    Region = change.Region!.Name,
                    Zone = change.Region!.Zone.Id,
                    Category = change.Window.Category,
                    Type = change.IsEmergency ? TicketType.Emergency : category.Ticket,
                    Summary = Facts.SummaryOf(change),
                    Impact = change.Impact,
                    Target = change.Upgrade?.Target,
                    PolicyDigest = world.Snapshot.PolicyDigest,
                    RecordedAt = world.Moment.Now.ToDateTimeOffset(),
                },
            },
            null);
    }

    /// <summary>A draft of the first record of a bulletin.</summary>
    public static TicketDraft New(Bulletin bulletin, World world) => new(
        new()
        {
            Metadata = new()
            {
                Name = bulletin.Name,
                Namespace = bulletin.Origin.Namespace,
                Labels = LabelsOf(bulletin.Site.Key.Name, bulletin.Origin, bulletin.Site.Region.Name, bulletin.Site.Spec.Partner),
            },
            Spec = new()
            {
                Change = bulletin.Key,
                OriginKind = bulletin.Origin.Kind,
                OriginName = bulletin.Origin.Name,
                Instance = bulletin.Site.Key.Name,
                Customer = bulletin.Site.Spec.Customer,
                Partner = bulletin.Site.Spec.Partner,
                Region = bulletin.Site.Region.Name,
                Zone = bulletin.Site.Region.Zone.Id,
                Type = bulletin.IsUrgent ? TicketType.Emergency : TicketType.Standard,
                Summary = bulletin.Facts.Summary,
                Impact = bulletin.Facts.Impact,
                PolicyDigest = world.Snapshot.PolicyDigest,
                RecordedAt = world.Moment.Now.ToDateTimeOffset(),
            },
        },
        null);

    /// <summary>Labels of everything that is made of a change.</summary>
    public static ImmutableSortedDictionary<string, string> LabelsOf(Change change) =>
        LabelsOf(change.Window.Instance, change.Origin, change.RegionName, change.Site?.Spec.Partner ?? change.Ticket?.Spec.Partner ?? "");

    private static ImmutableSortedDictionary<string, string> LabelsOf(string instance, ObjectRef origin, string region, string partner)
    {
        var labels = Map.Empty<string>().ToBuilder();
        labels.Add(Annotations.Instance, EntryNames.Join(instance));
        labels.Add(Annotations.OriginKind, origin.Kind);
        labels.Add(Annotations.OriginName, EntryNames.Join(origin.Name));
        labels.Add(Annotations.Region, region);
        labels.Add(Annotations.Partner, EntryNames.Join(partner));
        return labels.ToImmutable();
    }

    /// <summary>Decides an occasion.</summary>
    public void Say(WantedOccasion wanted, ImmutableArray<Recipient> recipients, Instant now)
    {
        var sequence = Spec.Sequence + (wanted.Raises ? 1 : 0);
        Spec = Spec with
        {
            Sequence = sequence,
            Occasions = Spec.Occasions.Add(new()
            {
                Name = wanted.Name,
                Kind = wanted.Kind,
                Sequence = sequence,
                DecidedAt = now.ToDateTimeOffset(),
                Start = wanted.Span.Start.ToDateTimeOffset(),
                End = wanted.Span.End.ToDateTimeOffset(),
                PreviousStart = wanted.PreviousStart?.ToDateTimeOffset(),
                Deadline = wanted.Deadline?.ToDateTimeOffset(),
                Recipients = [.. recipients.Select(recipient => new RecipientRecord { Recipient = recipient })],
            }),
        };
    }

    /// <summary>Takes back what was not sent of an occasion; one that nobody was sent vanishes.</summary>
    public void Withdraw(Occasion occasion)
    {
        Withdrawn = Withdrawn.AddRange(occasion.Recipients.Where(recipient => recipient.SentAt is null).Select(recipient => (occasion, recipient)));
        var sent = occasion.Recipients.RemoveAll(recipient => recipient.SentAt is null);
        Spec = Spec with
        {
            Occasions = sent.IsEmpty ? Spec.Occasions.Remove(occasion) : Spec.Occasions.Replace(occasion, occasion with { Recipients = sent }),
        };
    }
}
