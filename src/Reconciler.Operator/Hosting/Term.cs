using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Reconciler.Core.Planning;
using Reconciler.Engine.Channels;
using Reconciler.Engine.Passes;
using Reconciler.Engine.Stores;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Objects;
using Reconciler.Kubernetes.Recording;
using Reconciler.Operator.Signals;
using Reconciler.Operator.Stores;
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
/// <param name="log">Gets what is done.</param>
internal sealed class Term(ApiObjects objects, OperatorOptions options, Func<bool> isHeld, Clocks clocks, ILogger log) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly EventRecorder _recorder = new(objects, new("reconciler", options.Identity), clocks.Time, log);
    private readonly Signal _signal = new(clocks.Time);

    /// <summary>What it knows of the cluster.</summary>
    public ClusterCaches Caches { get; } = new(objects, options.Namespace, clocks.Time, Chance.Next, log);

    /// <summary>Leads until stopped.</summary>
    /// <param name="stop">Ends it, between two steps.</param>
    public async Task RunAsync(CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var background = Task.WhenAll(Caches.RunAsync(end.Token), _recorder.RunAsync(end.Token));
        try
        {
            await SyncAsync(stop);
            await LoopAsync(stop);
        }
        finally
        {
            await end.CancelAsync();
            await background;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _signal.Dispose();

    private async Task SyncAsync(CancellationToken stop)
    {
        var begin = clocks.Time.GetTimestamp();
        var synced = Caches.WhenSynced;
        while (await Task.WhenAny(synced, Task.Delay(Patience, clocks.Time, stop)) != synced)
        {
            stop.ThrowIfCancellationRequested();
            log.Waiting(string.Join("; ", Caches.Troubles.DefaultIfEmpty("the lists are long")));
        }

        log.Synced(Caches.Count, (long)clocks.Time.GetElapsedTime(begin).TotalMilliseconds);
    }

    private Task LoopAsync(CancellationToken stop)
    {
        var own = new OwnWrites();
        new ForeignChanges(own, _signal).Follow(Caches);
        var events = new EventSink(Caches, _recorder, log);
        var world = new ClusterWorld(Caches);
        var store = new ClusterStore(Caches, new(objects, isHeld), own, events.Report, () => _signal.IsRaised);
        var pass = new Pass(world, store, new LeaderChannel(ChannelOf(options), isHeld), Planner.Plan);
        var passes = new Passes(pass, Caches, world, store, new() { Announce = options.Announce }, events.Report, _signal, clocks.Time, log);
        return new PassLoop(passes.RunAsync, _signal, clocks.Clock, clocks.Time).RunAsync(stop);
    }

    [SuppressMessage("Performance", "CA1859:Use concrete types when possible", Justification = "Which channel it is nobody has to know.")]
    private static IChannel ChannelOf(OperatorOptions options) =>
        options.Outbox is { } outbox ? new FolderChannel(new StoreFolder(outbox, outbox), new DiskFiles()) : new NoChannel();
}
