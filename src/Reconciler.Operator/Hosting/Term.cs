using Microsoft.Extensions.Logging;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Planning;
using Reconciler.Engine.Channels;
using Reconciler.Engine.Passes;
using Reconciler.Engine.Stores;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Objects;
using Reconciler.Kubernetes.Recording;
using Reconciler.Manifests;
using Reconciler.Operator.Fleets;
using Reconciler.Operator.Signals;
using Reconciler.Operator.Stores;
using Reconciler.Operator.Telemetry;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator.Hosting;

/// <summary>
/// What a process does while it leads. It begins with a fresh look at everything: what it knew before may be older than what another leader has told
/// people, and a cache that lags behind the ledger would make a cancellation of what was told a moment ago.
/// </summary>
/// <param name="objects">The server.</param>
/// <param name="options">How the operator runs.</param>
/// <param name="isHeld">Whether it leads at this moment.</param>
/// <param name="clocks">Its clocks.</param>
/// <param name="recorder">Takes events.</param>
/// <param name="metrics">Gets the counts.</param>
/// <param name="log">Gets what is done.</param>
internal sealed class Term(
    ApiObjects objects, OperatorOptions options, Func<bool> isHeld, Clocks clocks, EventRecorder recorder, Metrics metrics, ILogger log) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // Meanwhile nobody is told anything: a pass would only write statuses of what is half there, and slow the apply down.
    private static readonly TimeSpan LongestApply = TimeSpan.FromMinutes(2);

    private readonly Signal _signal = new(clocks.Time);
    private readonly Motion _motion = new();
    private volatile ClusterWorld? _world;

    /// <summary>What it knows of the cluster.</summary>
    public ClusterCaches Caches { get; } = new(objects, options.Namespace, clocks.Time, Chance.Next, log);

    /// <summary>Beats with each step of a pass.</summary>
    public Pulse Pulse { get; } = new(clocks.Time);

    /// <summary>Whether a change waits that no pass has begun to look at.</summary>
    public bool IsAwaited => _signal.IsRaised;

    /// <summary>Whether a revision of a fleet source is being applied, or was in part.</summary>
    public bool IsInMotion => _motion.Look().IsMoving;

    /// <summary>The policy in force; null while nothing was read.</summary>
    public OperationalPolicySpec? Policy => _world?.Policy;

    /// <summary>Whether people are told; null while nothing was read.</summary>
    public AnnounceMode? Announces => options.Announce ?? Policy?.Announce.Mode;

    /// <summary>Leads until stopped, or until what it knows of the cluster is followed no more.</summary>
    /// <param name="stop">Ends it, between two steps.</param>
    public Task RunAsync(CancellationToken stop) => Together.RunAsync([Caches.RunAsync, LeadAsync], stop);

    /// <inheritdoc/>
    public void Dispose() => _signal.Dispose();

    private async Task LeadAsync(CancellationToken stop)
    {
        await SyncAsync(stop);
        await LoopAsync(stop);
    }

    private async Task SyncAsync(CancellationToken stop)
    {
        var begin = clocks.Time.GetTimestamp();
        var synced = Caches.WhenSynced;
        while (await Task.WhenAny(synced, Task.Delay(Patience, clocks.Time, stop)) != synced)
        {
            stop.ThrowIfCancellationRequested();
            log.Waiting(string.Join("; ", Caches.Troubles.DefaultIfEmpty("the lists are long")));
        }

        // A kind that could not be listed must never look like one without objects.
        await synced;
        log.Synced(Caches.Count, (long)clocks.Time.GetElapsedTime(begin).TotalMilliseconds);
    }

    private async Task LoopAsync(CancellationToken stop)
    {
        var own = new OwnWrites();
        new ForeignChanges(own, _signal).Follow(Caches);
        var keys = new LogKeys(Caches);
        var events = new EventSink(Caches, recorder, keys, log);
        var writes = new LeaderWrites(objects, () =>
        {
            Pulse.Step();
            return isHeld();
        });
        var world = _world = new ClusterWorld(Caches, _motion);
        var store = new ClusterStore(Caches, writes, own, events.Report, world.Seen, () => _signal.IsRaised);
        var pass = new Pass(world, store, new LeaderChannel(ChannelOf(options, metrics), isHeld), (snapshot, ledger, now, how) =>
        {
            var plan = Planner.Plan(snapshot, ledger, now, world.IsInMotion ? how with { Announce = AnnounceMode.Observe } : how);
            keys.Learn(plan);
            return plan;
        });
        var passes = new Passes(pass, Caches, world, store, new() { Announce = options.Announce }, events.Report, _signal, new(metrics, clocks.Clock), clocks.Time, log);
        using var fleets = FleetsOf(own, new(objects, isHeld), world, events);
        fleets.Begin();
        await Together.RunAsync([new PassLoop(PassAsync, _signal, clocks.Clock, clocks.Time).RunAsync, fleets.RunAsync], stop);

        async Task<Instant?> PassAsync(Instant now, CancellationToken end)
        {
            await _motion.WhenStillAsync(LongestApply, clocks.Time, end);
            Pulse.Begin();
            try
            {
                return await passes.RunAsync(now, end);
            }
            finally
            {
                Pulse.Rest();
                keys.Learn(null);
            }
        }
    }

    private FleetLoop FleetsOf(OwnWrites own, LeaderWrites writes, ClusterWorld world, EventSink events) => new(new()
    {
        Objects = objects,
        Caches = Caches,
        Namespace = options.Namespace,
        Motion = _motion,
        Claims = new(),
        Own = own,
        Writer = new(objects, Caches, writes, new(new(objects)), own.Applied),
        Statuses = new(Caches, writes, own),
        Fetcher = new(objects, options.Data is not null, options.LocalRepositories),
        Changed = _signal,
        MostCancellations = () => (world.Policy ?? ShippedPolicy.Spec).Safety.MaxCancellations,
        Report = events.Report,
        Log = log,
        Clocks = clocks,
    }, options.Data);

    private static MeteredChannel ChannelOf(OperatorOptions options, Metrics metrics) => options.Outbox is { } outbox
        ? new(new FolderChannel(new StoreFolder(outbox, outbox), new DiskFiles()), "folder", metrics)
        : new(new NoChannel(), "none", metrics);
}
