using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Planning.Announcing;
using Reconciler.Core.Planning.Scheduling;
using Reconciler.Core.Policy;
using Reconciler.Core.Time;

namespace Reconciler.Core.Planning.Summarising;

/// <summary>Makes the rows that people and scripts read.</summary>
/// <param name="world">The pass.</param>
/// <param name="errors">What stands against changes.</param>
internal sealed class Entries(World world, EntryErrors errors)
{
    private readonly WantedOccasions _wanted = new(world);
    private readonly Outlook _outlook = new(world, errors);

    /// <summary>The row of a change.</summary>
    public Entry Of(Decision decision, TicketDraft? draft)
    {
        var change = decision.Change;
        var held = HeldReason(draft);
        var live = decision.State is EntryState.Scheduled or EntryState.Announced;
        return new()
        {
            Name = change.Name,
            Change = change.Key,
            Origin = change.Origin,
            Instance = change.Window.Instance,
            Category = change.Window.Category,
            IsEmergency = change.IsEmergency,
            Region = change.RegionName,
            Zone = change.Zone,
            Start = decision.Span?.Start,
            End = decision.Span?.End,
            State = decision.State,
            Reason = held ?? decision.Reason,
            Message = draft is null ? decision.Message : MessageOf(decision, draft),
            Next = _outlook.Of(decision, isHeld: held is not null),
            NoticeDue = decision.Placement is { } placed && live ? _wanted.DueOf(placed) : null,
            NoticeDeadline = decision.Placement is { } placement && live ? world.NoticeDeadline(change, placement.Site, placement.Opening) : null,
            MovesLeft = live ? Moves.Left(world, change) : null,
            IsPicked = decision.State == EntryState.Scheduled && decision.Span is not null && change.Window.Start is null && draft?.Spec.Told is null,
        };
    }

    /// <summary>The row of a change that was told and is wanted no more.</summary>
    public Entry Cancelled(TicketDraft draft, string why)
    {
        var spec = draft.Spec;
        var sent = spec.Occasions.Where(occasion => occasion.Kind == NoticeKind.Cancelled).SelectMany(occasion => occasion.Recipients).ToImmutableArray();
        return new()
        {
            Name = draft.Ticket.Metadata.Name,
            Change = spec.Change,
            Origin = Ledger.OriginOf(draft.Ticket),
            Instance = spec.Instance,
            Category = spec.Category!.Value,
            IsEmergency = spec.Type == TicketType.Emergency,
            Region = spec.Region,
            Zone = IanaZones.OrUtc(spec.Zone),
            Start = Instant.FromDateTimeOffset(spec.Told!.Start),
            End = Instant.FromDateTimeOffset(spec.Told.End),
            State = EntryState.Cancelled,
            Reason = HeldReason(draft) ?? PlanReasons.Gone,
            Message = $"{why}; {Told(sent)}",
        };
    }

    private static string? HeldReason(TicketDraft? draft) =>
        draft is not null && draft.Spec.Occasions.Any(occasion => occasion.Gate == GateState.Held) ? PlanReasons.HeldBySafety : null;

    private string MessageOf(Decision decision, TicketDraft draft)
    {
        var said = draft.Spec.Occasions.LastOrDefault(occasion => WantedOccasion.IsAnnouncement(occasion.Kind));
        return said is null || decision.State is not (EntryState.Announced or EntryState.Scheduled) ? decision.Message
            : said.Gate == GateState.Held ? world.Texts.Held(said.Recipients.Length)
            : said.Kind == NoticeKind.Moved ? $"moved from {world.Local(Instant.FromDateTimeOffset(said.PreviousStart!.Value), decision.Change.Zone)}, {Told(said.Recipients)}"
            : Told(said.Recipients);
    }

    private string Told(ImmutableArray<RecipientRecord> recipients) =>
        world.Texts.Told(recipients.Count(recipient => recipient.SentAt is not null), recipients.Length);
}
