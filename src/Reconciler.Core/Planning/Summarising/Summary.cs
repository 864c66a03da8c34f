using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Planning.Announcing;
using Reconciler.Core.Planning.Scheduling;
using Reconciler.Core.Policy;

namespace Reconciler.Core.Planning.Summarising;

/// <summary>Puts everything that was decided into one plan.</summary>
internal sealed class Summary
{
    private static readonly Comparer<Entry> ByStart = Comparer<Entry>.Create((left, right) =>
        (left.Start ?? Instant.MaxValue).CompareTo(right.Start ?? Instant.MaxValue) is var start and not 0 ? start : Compare(left.Name, left.Change, right.Name, right.Change));

    private static readonly Comparer<PlannedNotice> ByName = Comparer<PlannedNotice>.Create((left, right) =>
        Compare(left.Name, left.Namespace, right.Name, right.Namespace));

    private static readonly Comparer<PlannedTicket> ByTicket = Comparer<PlannedTicket>.Create((left, right) =>
    {
        var (one, other) = (Ledger.KeyOf(left.Ticket), Ledger.KeyOf(right.Ticket));
        return Compare(one.Name, one.Namespace, other.Name, other.Namespace);
    });

    private readonly World _world;
    private readonly Told _told;
    private readonly Tickets _texts;
    private readonly ImmutableArray<Finding> _findings;
    private readonly List<Entry> _entries = [];
    private readonly List<PlannedNotice> _notices = [];
    private readonly List<PlannedTicket> _tickets = [];
    private readonly List<ChangeTicket> _changed = [];
    private readonly List<(Decision Decision, Entry Entry)> _rows = [];

    public Summary(World world, ImmutableArray<Decision> decisions, Told told, ImmutableArray<Finding> findings)
    {
        (_world, _told, _findings, _texts) = (world, told, findings, new(world));
        var (entries, list) = (new Entries(world), new NoticeList(world));
        foreach (var decision in decisions)
        {
            var draft = told.Drafts.GetValueOrDefault(decision.Change.Key);
            var entry = entries.Of(decision, draft);
            _entries.Add(entry);
            _rows.Add((decision, entry));
            if (draft is not null)
            {
                Add(draft, decision, entry.MovesLeft, list, FactsOf(draft, decision, entry.MovesLeft));
            }

            if (!world.Observes)
            {
                _notices.AddRange(list.Pending(decision, draft?.Spec.Sequence ?? 0));
            }
        }

        foreach (var (bulletin, draft) in told.Bulletins)
        {
            Add(draft, null, null, list, occasion => Facts.Of(bulletin, occasion));
        }

        var departures = new Departures(world);
        foreach (var draft in told.Departed)
        {
            Add(draft, null, null, list, FactsOf(draft, null, null));
            if (departures.IsShown(draft.Ticket) && !told.Drafts.ContainsKey(draft.Spec.Change))
            {
                _entries.Add(Entries.Cancelled(draft));
            }
        }
    }

    private static int Compare(string left, string leftThen, string right, string rightThen) =>
        string.CompareOrdinal(left, right) is var order and not 0 ? order : string.CompareOrdinal(leftThen, rightThen);

    public Plan ToPlan()
    {
        var statuses = new Statuses(_world, _rows, _findings);
        return new()
        {
            Now = _world.Moment.Now,
            TzdbVersion = DateTimeZoneProviders.Tzdb.VersionId,
            Entries = [.. _entries.Order(ByStart)],
            Notices = [.. _notices.Order(ByName)],
            Tickets = [.. _tickets.Order(ByTicket)],
            Findings = _findings,
            Statuses = statuses.All(_told.Hold),
            GeneratedWindows = statuses.GeneratedWindows(),
            NextLedger = NextLedger(),
            NextWake = _world.Moment.NextWake,
            Unreadable = _world.Snapshot.Unreadable,
            Hold = _told.Hold,
        };
    }

    // Most passes change few tickets: the ledger is edited, not made anew.
    private Ledger NextLedger() => _world.Ledger.Ledger.With(_changed, _told.Dropped);

    private Func<Occasion, NoticeFacts> FactsOf(TicketDraft draft, Decision? decision, int? movesLeft) => occasion =>
        decision?.Change is { Site: { } site } change
            ? Facts.Of(change, site, occasion, movesLeft, _world)
            : Facts.Of(draft.Spec, occasion, _world);

    private void Add(TicketDraft draft, Decision? decision, int? movesLeft, NoticeList list, Func<Occasion, NoticeFacts> facts)
    {
        var ticket = _texts.Stamped(draft, decision);
        if (!ReferenceEquals(ticket, draft.Before))
        {
            _changed.Add(ticket);
        }

        _notices.AddRange(list.Of(draft, facts));
        if (draft.IsOfChange)
        {
            var action = Tickets.ActionOf(draft, ticket);
            _tickets.Add(new() { Ticket = ticket, Action = action, Facts = action == TicketAction.None && !_world.Options.AllFacts ? null : _texts.FactsOf(draft, decision, movesLeft) });
        }
    }
}
