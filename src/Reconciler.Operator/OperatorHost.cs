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
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(10);

    private readonly Clocks _clocks = new(clock, time ?? clock);

    /// <summary>What it knows of the cluster; null while it does not lead.</summary>
    internal ClusterCaches? Caches { get; private set; }

    /// <summary>Runs until stopped. Failures of server and network are waited out; only where the lease can be kept no more it ends with the failure.</summary>
    /// <param name="stop">Ends it, between two steps; then the lease is given back.</param>
    /// <returns>The end.</returns>
    public async Task RunAsync(CancellationToken stop)
    {
        using var lease = new LeaderLease(cluster.Objects, options.Lease, _clocks.Time, Chance.Next, log);
        using var release = new CancellationTokenSource();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
#pragma warning disable CA2025 // Its end is awaited before anything is disposed.
        var keeping = KeepAsync(lease, end, release.Token);
#pragma warning restore CA2025
        try
        {
            while (true)
            {
                var term = await lease.WhenHeldAsync(end.Token);
                log.Leading(options.Identity);
                await LeadAsync(term, end.Token);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // Asked to stop, the ordinary end; or the lease can be kept no more, and the keeping says why.
        }
        finally
        {
            await release.CancelAsync();
            await keeping;
        }
    }

    // Without a lease that is kept it would live on and never lead.
    private static async Task KeepAsync(LeaderLease lease, CancellationTokenSource end, CancellationToken stop)
    {
        try
        {
            await lease.RunAsync(stop);
        }
        finally
        {
            await end.CancelAsync();
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
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // What it knew may be wrong by now: the next term looks at everything anew.
            log.TermFailed(AfterFailure.TotalSeconds, problem);
            await Task.Delay(AfterFailure, _clocks.Time, stop);
        }
        finally
        {
            Caches = null;
        }
    }
}
