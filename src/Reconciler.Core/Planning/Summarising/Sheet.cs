using Reconciler.Api;
using Reconciler.Core.Planning.Announcing;
using Reconciler.Core.Planning.Scheduling;

namespace Reconciler.Core.Planning.Summarising;

/// <summary>What a plan says of some of the changes: a sheet of the whole.</summary>
internal sealed class Sheet
{
    private readonly World _world;
    private readonly Tickets _texts;
    private readonly NoticeList _list;

    private Sheet(World world) => (_world, _texts, _list) = (world, new(world), new(world));

    /// <summary>Entries.</summary>
    public List<Entry> Entries { get; } = [];

    /// <summary>Notices.</summary>
    public List<PlannedNotice> Notices { get; } = [];

    /// <summary>Tickets.</summary>
    public List<PlannedTicket> Tickets { get; } = [];

    /// <summary>Tickets of the ledger that are new or differ.</summary>
    public List<ChangeTicket> Changed { get; } = [];

    /// <summary>Of changes that are declared.</summary>
    public static Sheet Of(World world, ReadOnlySpan<Decision> decisions, ReadOnlySpan<TicketDraft?> drafts, EntryErrors errors)
    {
        var (sheet, entries) = (new Sheet(world), new Entries(world, errors));
        sheet.Entries.EnsureCapacity(decisions.Length);
        for (var index = 0; index < decisions.Length; index++)
        {
            sheet.Add(decisions[index], drafts[index], entries.Of(decisions[index], drafts[index]));
        }

        return sheet;
    }

    /// <summary>Of what is told without a change, and of changes that are declared no more.</summary>
    public static Sheet Of(World world, Told told, EntryErrors errors)
    {
        var (sheet, departures, entries) = (new Sheet(world), new Departures(world), new Entries(world, errors));
        foreach (var (bulletin, draft) in told.Bulletins)
        {
            sheet.Add(draft, null, null, occasion => Facts.Of(bulletin, occasion));
        }

        var wanted = told.Departed.IsEmpty ? [] : told.Drafts.OfType<TicketDraft>().Select(draft => draft.Spec.Change).ToHashSet(StringComparer.Ordinal);
        foreach (var draft in told.Departed)
        {
            sheet.Add(draft, null, null, occasion => Facts.Of(draft.Spec, occasion, world));

            // What was called off more than once is one change.
            if (departures.IsShown(draft.Ticket) && !wanted.Contains(draft.Spec.Change) && ReferenceEquals(world.Ledger.Latest(draft.Spec.Change), draft.Before))
            {
                sheet.Entries.Add(entries.Cancelled(draft, departures.WhyGone(draft.Ticket)));
            }
        }

        return sheet;
    }

    private void Add(Decision decision, TicketDraft? draft, Entry entry)
    {
        Entries.Add(entry);
        if (draft is not null)
        {
            Add(draft, decision, entry.MovesLeft, FactsOf(decision.Change, draft, entry.MovesLeft));
        }

        if (!_world.Observes)
        {
            _list.AddPending(decision, draft?.Spec.Sequence ?? 0, Notices);
        }
    }

    private Func<Occasion, NoticeFacts> FactsOf(Change change, TicketDraft draft, int? movesLeft) => occasion => change.Site is { } site
        ? Facts.Of(change, site, occasion, movesLeft, _world)
        : Facts.Of(draft.Spec, occasion, _world);

    private void Add(TicketDraft draft, Decision? decision, int? movesLeft, Func<Occasion, NoticeFacts> facts)
    {
        var ticket = _texts.Stamped(draft, decision);
        if (!ReferenceEquals(ticket, draft.Before))
        {
            Changed.Add(ticket);
        }

        _list.Add(draft, facts, Notices);
        if (draft.IsOfChange)
        {
            var action = Summarising.Tickets.ActionOf(draft, ticket);
            Tickets.Add(new() { Ticket = ticket, Action = action, Facts = action == TicketAction.None && !_world.Options.AllFacts ? null : _texts.FactsOf(draft, decision, movesLeft) });
        }
    }
}
