using Microsoft.Extensions.Logging;
using Reconciler.Api;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Leasing;
using Reconciler.Kubernetes.Recording;
using Reconciler.Operator.Fleets;
using Reconciler.Operator.Hosting;
using Reconciler.Operator.Stores;
using Reconciler.Operator.Telemetry;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator;

/// <summary>
/// The operator: waits for the lease, leads while it has it, and gives it back in the end. Asked to end it takes no new work, ends what it does at the
/// next step, gives the lease back, and writes the events that still wait; then nobody asks it anything any more.
/// </summary>
/// <param name="cluster">The cluster.</param>
/// <param name="options">How it runs.</param>
/// <param name="clock">The clock that passes go by.</param>
/// <param name="time">Measures waits; null: the same clock.</param>
/// <param name="log">Gets what is done, one line each.</param>
public sealed class OperatorHost(Cluster cluster, OperatorOptions options, TimeProvider clock, TimeProvider? time, ILogger log)
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(10);

    private readonly Clocks _clocks = new(clock, time ?? clock);
    private readonly Metrics _metrics = new();
    private volatile Term? _term;

    /// <summary>What it knows of the cluster; null while it does not lead.</summary>
    internal ClusterCaches? Caches => _term?.Caches;

    /// <summary>Whether a pass is under way, or is to come for a change that was seen.</summary>
    internal bool IsPassing => _term is { } term && (term.IsAwaited || term.Pulse.QuietFor is not null);

    /// <summary>Whether a revision of a fleet source is being applied, or was in part.</summary>
    internal bool IsInMotion => _term is { IsInMotion: true };

    /// <summary>Where health and metrics are served; null: nowhere, or not yet.</summary>
    internal string? Address { get; private set; }

    /// <summary>Runs until stopped. Failures of server and network are waited out; only where the lease can be kept no more it ends with the failure.</summary>
    /// <param name="stop">Ends it, between two steps; then the lease is given back.</param>
    /// <returns>The end.</returns>
    /// <exception cref="Engine.EngineException">Health and metrics can not be served where they should.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        log.Starting(
            Metrics.VersionOfProgram,
            options.Announce is { } mode ? WrittenName.Of(mode) : "as the policy says",
            options.Namespace ?? Metrics.All,
            $"{options.LeaseNamespace}/{options.LeaseName}",
            options.Outbox ?? "none",
            options.Data ?? "none");
        LeftSecrets.Remove(options.Data, log);
        using var observed = cluster.ObservedBy(new ApiMeter(_metrics), _clocks.Time);
        using var lease = new LeaderLease(observed.Objects, options.Lease, _clocks.Time, Chance.Next, log);
        var health = new Health(lease, options.LeaseDuration, () => _term, stop);
        _metrics.BeforeEach(() => _metrics.Leader.WithLabels(options.Namespace ?? Metrics.All).Set(lease.IsHeld ? 1 : 0));
        _metrics.BeforeEach(() => _metrics.MemoryLimit.Become(MemoryLimit.Read()));
        _metrics.BeforeEach(new ClusterMeter(_metrics, () => _term, clock).Measure);
        using var pages = new Pages(health.Alive, health.Ready, _metrics, _clocks.Time);
        await using var server = await ServeAsync(pages, stop);
        await using var asked = stop.Register(log.Stopping);

        var recorder = new EventRecorder(observed.Objects, new("reconciler", options.Identity), _clocks.Time, log);
        using var release = new CancellationTokenSource();
        using var flush = new CancellationTokenSource();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
#pragma warning disable CA2025 // Their end is awaited before anything is disposed.
        var keeping = UntilAsync(lease.RunAsync(release.Token), end);
        var recording = UntilAsync(recorder.RunAsync(flush.Token), end);
#pragma warning restore CA2025
        try
        {
            while (true)
            {
                var term = await lease.WhenHeldAsync(end.Token);
                log.Leading(options.Identity);
                await LeadAsync(observed, recorder, term, end.Token);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // Asked to stop, the ordinary end; or the lease can be kept no more, and the keeping says why.
        }
        finally
        {
            await release.CancelAsync();
            await keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await flush.CancelAsync();
            await Task.WhenAll(keeping, recording);
        }
    }

    // Without a lease that is kept it would live on and never lead.
    private static async Task UntilAsync(Task work, CancellationTokenSource end)
    {
        try
        {
            await work;
        }
        finally
        {
            await end.CancelAsync();
        }
    }

    private async Task<TelemetryServer?> ServeAsync(Pages pages, CancellationToken stop)
    {
        if (options.Listen is not { } where)
        {
            return null;
        }

        var server = await TelemetryServer.StartAsync(where, pages, _clocks.Time, stop);
        Address = server.Address;
        log.Listening(server.Address);
        return server;
    }

    private async Task LeadAsync(Cluster observed, EventRecorder recorder, LeaseTerm term, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, term.Over);
        using var leading = new Term(observed.Objects, options, () => term.IsHeld, _clocks, recorder, _metrics, log);
        try
        {
            _metrics.Transitions.WithLabels(Metrics.Leading).Inc();
            _term = leading;
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
            _term = null;
            _metrics.Transitions.WithLabels(Metrics.StandingBy).Inc();
        }
    }
}
