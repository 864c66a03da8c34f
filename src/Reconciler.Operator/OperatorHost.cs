using Microsoft.Extensions.Logging;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Leasing;
using Reconciler.Operator.Hosting;
using Reconciler.Operator.Stores;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator;

/// <summary>The operator: waits for the lease, leads while it has it, and gives it back in the end.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="options">How it runs.</param>
/// <param name="clock">The clock that passes go by.</param>
/// <param name="time">Measures waits; null: the same clock.</param>
/// <param name="log">Gets what is done, one line each.</param>
public sealed class OperatorHost(Cluster cluster, OperatorOptions options, TimeProvider clock, TimeProvider? time, ILogger log)
{
    private readonly Clocks _clocks = new(clock, time ?? clock);

    /// <summary>What it knows of the cluster; null while it does not lead.</summary>
    internal ClusterCaches? Caches { get; private set; }

    /// <summary>Runs until stopped. Failures of server and network are waited out.</summary>
    /// <param name="stop">Ends it, between two steps; then the lease is given back.</param>
    /// <returns>The end.</returns>
    public async Task RunAsync(CancellationToken stop)
    {
        using var lease = new LeaderLease(cluster.Objects, options.Lease, _clocks.Time, Chance.Next, log);
        using var release = new CancellationTokenSource();
        var keeping = lease.RunAsync(release.Token);
        try
        {
            while (true)
            {
                var term = await lease.WhenHeldAsync(stop);
                log.Leading(options.Identity);
                await LeadAsync(term, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Asked to stop: the ordinary end.
        }
        finally
        {
            await release.CancelAsync();
            await keeping;
        }
    }

    private async Task LeadAsync(LeaseTerm term, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, term.Over);
        using var leading = new Term(cluster.Objects, options, () => term.IsHeld, _clocks, log);
        try
        {
            Caches = leading.Caches;
            await leading.RunAsync(either.Token);
        }
        catch (Exception problem) when (problem is LeadershipLostException || (problem is OperationCanceledException && !stop.IsCancellationRequested))
        {
            log.Deposed();
        }
        finally
        {
            Caches = null;
        }
    }
}
