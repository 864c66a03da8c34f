using System.Collections.Concurrent;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Engine;
using Reconciler.Engine.Channels;
using Reconciler.Engine.Stores;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Objects;
using Reconciler.Operator.Events;
using Reconciler.Operator.Worlds;
using Reconciler.Rendering;

namespace Reconciler.Operator.Stores;

/// <summary>
/// The store in a cluster: tickets and notices are objects without an owner, which outlive what people wrote; statuses and generated windows can be
/// made again. A ticket that the server refuses, or that is gone but for a finalizer, holds back its own notices only.
/// </summary>
internal sealed class ClusterStore : IStore
{
    private readonly KeptObjects<ChangeTicket> _tickets;
    private readonly KeptObjects<Notice> _notices;
    private readonly StatusWriter _statuses;
    private readonly StatusWriter _marks;
    private readonly WindowWriter _windows;
    private readonly Action<ClusterEvent> _report;
    private readonly ConcurrentDictionary<ObjectKey, string> _refused = new();
    private Dictionary<ObjectRef, string> _unreadable = [];
    private readonly Retries _statusRetries = new();
    private readonly Retries _markRetries = new();
    private readonly Retries _windowRetries = new();

    /// <summary>A store.</summary>
    /// <param name="caches">The cluster.</param>
    /// <param name="writes">Writes.</param>
    /// <param name="own">Learns what is about to be written.</param>
    /// <param name="report">Takes events.</param>
    /// <param name="seen">An object as the pass saw it; null: it was not there.</param>
    /// <param name="othersWait">Whether changes wait that no pass has begun to look at.</param>
    public ClusterStore(ClusterCaches caches, LeaderWrites writes, OwnWrites own, Action<ClusterEvent> report, Func<ObjectRef, ObjectHead?> seen, Func<bool> othersWait)
    {
        _report = report;
        _tickets = new(caches.Tickets, writes, own, ticket => ticket.Status);
        _notices = new(caches.Notices, writes, own, notice => notice.Status);
        _statuses = new(caches, writes, own, _statusRetries, report, seen, othersWait);
        _marks = new(caches, writes, own, _markRetries, report, seen, othersWait);
        _windows = new(caches, writes, own, _windowRetries, report);
    }

    /// <summary>When the first of what could not be written is to be tried again; null: everything was written.</summary>
    public Instant? NextRetry => new[] { _statusRetries.Next, _markRetries.Next, _windowRetries.Next }.Min();

    /// <summary>Tickets and notices that can not be read.</summary>
    public IEnumerable<ObjectRef> Unreadable => _unreadable.Keys;

    /// <inheritdoc/>
    public bool IsSuspect => false;

    /// <inheritdoc/>
    public Task<Ledger> ReadLedgerAsync(CancellationToken stop)
    {
        _tickets.Begin();
        _notices.Begin();
        var unreadable = Broken(_tickets, nameof(ChangeTicket)).Concat(Broken(_notices, nameof(Notice))).ToDictionary();
        foreach (var (subject, problem) in unreadable.Where(each => _unreadable.GetValueOrDefault(each.Key) != each.Value))
        {
            _report(new(subject, Reasons.Unreadable, problem));
        }

        _unreadable = unreadable;
        return _tickets.Broken.Count > 0
            ? throw new EngineException(
                $"ChangeTicket {_tickets.Broken.Keys.First()}: {_tickets.Broken.Values.First()}. The ledger says what people were told: nothing is done until the ticket is mended, for example from a backup")
            : Task.FromResult(Ledger.Of(_tickets.All.Values.Select(kept => kept.Value)).Believe(_notices.All.Values.Select(kept => kept.Value)));
    }

    /// <inheritdoc/>
    public async Task SaveLedgerAsync(Ledger ledger, CancellationToken stop)
    {
        var changed = ledger.Tickets.Values.Where(ticket => !_tickets.IsKnown(ticket)).ToArray();
        await LeaderWrites.ForEachAsync(changed, SaveTicketAsync, stop);
        var dropped = _tickets.All.Keys.Where(key => !ledger.Tickets.ContainsKey(key)).ToArray();
        await LeaderWrites.ForEachAsync(dropped, async (key, token) => await _tickets.DeleteAsync(key, token), stop);
    }

    /// <inheritdoc/>
    public Task<Notice?> FindNoticeAsync(ObjectKey key, CancellationToken stop) => Task.FromResult(_notices.Find(key));

    /// <inheritdoc/>
    public async Task SaveNoticeAsync(Notice notice, CancellationToken stop)
    {
        var space = notice.Metadata.Namespace!;
        if (_refused.TryGetValue(new(space, notice.Spec.Entry), out var refused))
        {
            throw new DeliveryException($"its ticket can not be saved: {refused}");
        }

        if (_notices.Broken.TryGetValue(new(space, notice.Metadata.Name), out var broken))
        {
            throw new DeliveryException($"it is there, and can not be read: {broken}");
        }

        if (_notices.Leaving.TryGetValue(new(space, notice.Metadata.Name), out var leaving))
        {
            throw new DeliveryException($"it can not be saved: {leaving}");
        }

        try
        {
            // That it was sent is recorded also by an operator that was asked to end: else the next one would send it again.
            await _notices.SaveAsync(notice, notice.Status is { State: NoticeState.Sent } ? CancellationToken.None : stop);
        }
        catch (ApiException problem) when (!problem.IsTransient)
        {
            throw new DeliveryException($"it can not be saved: {problem.Detail}", problem);
        }

        if (notice.Status is { State: NoticeState.Sent })
        {
            _report(NoticeEvents.Sent(notice));
        }
    }

    /// <inheritdoc/>
    public Task SaveNoticesAsync(IEnumerable<Notice> notices, CancellationToken stop) => LeaderWrites.ForEachAsync(notices, async (notice, token) =>
    {
        try
        {
            await SaveNoticeAsync(notice, token);
        }
        catch (DeliveryException)
        {
            // When it is to be sent this is tried again, and said.
        }
    }, stop);

    /// <inheritdoc/>
    public async Task<Written> SaveResultsAsync(Plan plan, TemplateSet templates, CancellationToken stop)
    {
        var kept = plan.Notices.Where(notice => notice.IsKept).Select(notice => new ObjectKey(notice.Namespace, notice.Name)).ToHashSet();
        await LeaderWrites.ForEachAsync(_notices.All.Keys.Where(key => !kept.Contains(key)).ToArray(), async (key, token) => await _notices.DeleteAsync(key, token), stop);
        var windows = await _windows.WriteAsync(plan, stop);
        var statuses = await _statuses.WriteAsync(plan.Statuses.Concat(_windows.StatusesOf(plan)), plan.Now, stop);
        return new(statuses, windows, plan.Tickets.Count(ticket => ticket.Action != TicketAction.None));
    }

    /// <summary>Marks objects that can not be read.</summary>
    /// <param name="marks">Their statuses.</param>
    /// <param name="now">The instant of the pass.</param>
    /// <param name="stop">Gives up.</param>
    public Task MarkAsync(IEnumerable<DesiredStatus> marks, Instant now, CancellationToken stop) => _marks.WriteAsync(marks, now, stop);

    private static IEnumerable<KeyValuePair<ObjectRef, string>> Broken<T>(KeptObjects<T> kept, string kind)
        where T : Resource => kept.Broken.Select(each => KeyValuePair.Create(new ObjectRef(kind, each.Key.Namespace, each.Key.Name), each.Value));

    private async ValueTask SaveTicketAsync(ChangeTicket ticket, CancellationToken stop)
    {
        var key = Ledger.KeyOf(ticket);
        var before = _tickets.Find(key);
        if (_tickets.Leaving.TryGetValue(key, out var leaving))
        {
            Refuse(ticket, leaving);
            return;
        }

        try
        {
            await _tickets.SaveAsync(ticket, stop);
            _refused.TryRemove(key, out _);
        }
        catch (ApiException problem) when (!problem.IsTransient)
        {
            Refuse(ticket, problem.Detail);
            return;
        }

        foreach (var news in LedgerEvents.Of(before, ticket))
        {
            _report(news);
        }
    }

    private void Refuse(ChangeTicket ticket, string problem)
    {
        _refused[Ledger.KeyOf(ticket)] = problem;
        _report(new(Ledger.OriginOf(ticket), Reasons.NotWritten, $"its ticket can not be saved, so nobody is told: {problem}"));
    }
}
