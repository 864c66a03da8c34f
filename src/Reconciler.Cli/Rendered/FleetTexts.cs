using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Engine.Passes;
using Reconciler.Engine.Simulating;
using Reconciler.Engine.Stores;

namespace Reconciler.Cli.Rendered;

/// <summary>What a fleet's texts are made of. What is not decided yet is looked for in the future, by simulating up to it.</summary>
internal sealed class FleetTexts
{
    private const string WhereToLook = "'reconciler plan -o json' lists them all";

    private readonly StoreFolder _store;
    private readonly Ledger _ledger;
    private readonly Simulator _simulator;
    private readonly Settled _now;

    /// <summary>Plans once, touching nothing.</summary>
    /// <param name="snapshot">What people wrote.</param>
    /// <param name="store">What they were told.</param>
    /// <param name="now">The instant.</param>
    public FleetTexts(Snapshot snapshot, StoreFolder store, Instant now)
    {
        _store = store;
        _ledger = store.ReadLedger();
        EarlierThanLedgerException.ThrowIfEarlier(now, _ledger);
        var options = new PlanOptions { Settle = false, AllFacts = true };
        _simulator = new(Planner.Plan, snapshot, options);
        _now = Settled.At(Planner.Plan, snapshot, _ledger, now, options);
    }

    /// <summary>A notice that was sent, is due, or is to come.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The notice.</returns>
    /// <exception cref="UsageException">There is none of that name.</exception>
    public Notice Notice(string name)
    {
        var until = _now.Plan.Notices.FirstOrDefault(notice => notice.Name == name)?.Due;
        return Steps(until).Select(step => step.Told.Concat(step.Plan.Notices).FirstOrDefault(notice => notice.Name == name)?.Object).FirstOrDefault(found => found is not null)
            ?? _store.FindNotice(name)
            ?? throw new UsageException($"there is no notice '{name}'; {WhereToLook}");
    }

    /// <summary>A ticket with what its text may say.</summary>
    /// <param name="name">Name of the change.</param>
    /// <returns>The ticket; with no facts where the change has no object any more.</returns>
    /// <exception cref="UsageException">There is no such change, or none with a ticket.</exception>
    public (ChangeTicket Ticket, NoticeFacts? Facts) Ticket(string name)
    {
        var until = _now.Plan.Entries.FirstOrDefault(entry => entry.Name == name)?.NoticeDue;
        return Steps(until).Select(step => step.Plan.Tickets.FirstOrDefault(ticket => ticket.Ticket.Metadata.Name == name)).FirstOrDefault(found => found is not null)
            is { } planned
            ? (planned.Ticket, planned.Facts)
            : throw new UsageException($"there is no change '{name}' with a ticket; {WhereToLook}");
    }

    private IEnumerable<Settled> Steps(Instant? until) =>
        until is { } end && end > _now.Plan.Now ? _simulator.Steps(_ledger, _now.Plan.Now, end) : [_now];
}
