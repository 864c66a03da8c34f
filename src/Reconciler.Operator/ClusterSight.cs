using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Core.Policy;
using Reconciler.Engine;
using Reconciler.Engine.Watching;
using Reconciler.Kubernetes.Caching;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Manifests;
using Reconciler.Operator.Events;
using Reconciler.Operator.Fleets;
using Reconciler.Operator.Signals;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator;

/// <summary>A fleet and its ledger as a cluster has them, read as the operator reads them and followed from the first look on. Nothing is written.</summary>
public sealed class ClusterSight : IAsyncDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestBlink = TimeSpan.FromSeconds(10);

    private readonly Cluster _cluster;
    private readonly string? _space;
    private readonly TimeProvider _time;
    private readonly ClusterCaches _caches;
    private readonly ClusterWorld _world;
    private readonly Signal _signal;
    private readonly CancellationTokenSource _stop = new();
    private Task? _following;

    /// <summary>Asks nothing yet.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="space">Only one namespace, and the policy; null: everything.</param>
    /// <param name="time">Measures waits.</param>
    public ClusterSight(Cluster cluster, string? space, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        (_cluster, _space, _time) = (cluster, space, time);
        _signal = new(time);
        _caches = new(cluster.Objects, space, time, Chance.Next, NullLogger.Instance);
        _world = new(_caches, new Motion());
        foreach (var cache in _caches.Written)
        {
            cache.Changed += _ => _signal.Raise();
        }

        _caches.Tickets.Changed += _ => _signal.Raise();
    }

    /// <summary>Says that something was changed.</summary>
    public IChangeSignal Changes => _signal;

    /// <summary>Objects whose last edit no operator has looked at yet.</summary>
    /// <param name="space">The only namespace, beside what belongs to none; null: all that are read.</param>
    /// <returns>As <c>MaintenanceWindow fleet/fix</c>, by kind and name.</returns>
    public ImmutableArray<string> BehindIn(string? space) =>
    [
        .. _caches.Written.SelectMany(cache => cache.Read().Values
            .Where(found => found.Head.Generation > 0 && found.Head.DeletedAt is null && found.Value is { } known && known.Status.Generation != found.Head.Generation && !known.IsGenerated)
            .Select(found => found.Head.Name)
            .Where(name => space is null || name.Namespace is null || name.Namespace == space)
            .Order()
            .Select(name => $"{cache.Type.Kind} {name}")),
    ];

    /// <summary>The windows, tickets and notices that are there.</summary>
    public IReadOnlySet<ObjectRef> There => Of(_caches.Windows).Concat(Of(_caches.Tickets)).Concat(Of(_caches.Notices)).ToHashSet();

    /// <summary>Whether the objects of all namespaces may be listed.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="EngineException">The cluster can not be asked.</exception>
    public static async Task<bool> SeesAllAsync(Cluster cluster, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        try
        {
            await cluster.Objects.Connection.GreetAsync(stop);
            return await new Checking.RightsCheck(cluster.Objects, new() { LeaseNamespace = cluster.Namespace })
                .MayAsync(new(null, KnownTypes.Windows.Group, KnownTypes.Windows.Plural, ["list"]), "list", stop);
        }
        catch (ApiException problem)
        {
            throw new EngineException($"{problem.Message}: 'reconciler check' says more", problem);
        }
    }

    /// <summary>Looks. The first look lists everything.</summary>
    /// <param name="stop">Gives up.</param>
    /// <returns>What people wrote, what they were told, and a finding for each object that was set aside since it can not be read.</returns>
    /// <exception cref="EngineException">Something can not be listed, or a ticket can not be read.</exception>
    public async Task<(Fleet Fleet, Ledger Ledger, ImmutableArray<Finding> Unreadable)> ReadAsync(CancellationToken stop)
    {
        await SyncAsync(stop);
        var tickets = _caches.Tickets.Read().Values.Where(found => found.Head.DeletedAt is null).ToArray();
        if (tickets.FirstOrDefault(found => found.Value is null) is { } broken)
        {
            throw new EngineException($"ChangeTicket {broken.Head.Name} can not be read: {broken.Problem?.Message}. The operator does nothing until it is mended, for example from a backup");
        }

        var fleet = await _world.ReadAsync(stop);
        return (fleet, Ledger.Of(tickets.Select(found => found.Value!.Value)), [.. Unreadable(fleet)]);
    }

    private static IEnumerable<ObjectRef> Of<T>(ResourceCache<T> cache)
        where T : class => cache.Read().Keys.Select(name => new ObjectRef(cache.Type.Kind, name.Namespace ?? "", name.Name));

    private IEnumerable<Finding> Unreadable(Fleet fleet) => _world.Unreadable
        .Where(each => !fleet.Problems.Any(problem => problem.Object == each.Key))
        .OrderBy(each => each.Key.Kind, StringComparer.Ordinal)
        .ThenBy(each => each.Key.Namespace, StringComparer.Ordinal)
        .ThenBy(each => each.Key.Name, StringComparer.Ordinal)
        .Select(each => new Finding { Rule = Reasons.Unreadable, Severity = Severity.Error, Message = each.Value, Object = each.Key });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_following is not null)
        {
            await _following;
        }

        _signal.Dispose();
        _stop.Dispose();
        _cluster.Dispose();
    }

    private async Task SyncAsync(CancellationToken stop)
    {
        _following ??= FollowAsync();
        var synced = _caches.WhenSynced;
        while (await Task.WhenAny(synced, Task.Delay(Glance, _time, stop)) != synced)
        {
            stop.ThrowIfCancellationRequested();
            if (_caches.Troubles.FirstOrDefault() is { } trouble)
            {
                throw new EngineException(_caches.Refusal switch
                {
                    { IsNotFound: true } => "this cluster does not know these kinds: reconciler crd | kubectl apply --server-side -f -",
                    { Code: 403 } refused => $"{refused.Detail}: to look takes the ClusterRole view, and beside it the chart's policy-view (such as reconciler:reconciler-policy-view){(_space is null ? "; who may look at one namespace only names it with -n" : "")}",
                    _ => $"{trouble}: 'reconciler check' says more",
                });
            }
        }

        await synced;
        if (_caches.Blind(LongestBlink).FirstOrDefault() is { } silence)
        {
            throw new EngineException($"what happens in the cluster can not be seen just now: {silence}");
        }
    }

    private async Task FollowAsync()
    {
        try
        {
            await _caches.RunAsync(_stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Nobody looks any more.
        }
    }
}
