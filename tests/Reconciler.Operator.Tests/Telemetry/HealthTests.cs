using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Reconciler.Kubernetes.Leasing;
using Reconciler.Kubernetes.Recording;
using Reconciler.Operator.Hosting;
using Reconciler.Operator.Telemetry;
using Reconciler.Operator.Tests.Given;

namespace Reconciler.Operator.Tests.Telemetry;

/// <summary>What keeps a process from being alive, and what from being ready.</summary>
public sealed class HealthTests : IDisposable
{
    private static readonly OperatorOptions Options = new() { LeaseName = "lease", LeaseNamespace = "any", Identity = "me", LeaseDuration = TimeSpan.FromSeconds(15) };

    private readonly FakeTimeProvider _time = new();
    private readonly Cluster _nowhere;
    private readonly LeaderLease _lease;
    private readonly Term _term;
    private readonly CancellationTokenSource _stop = new();
    private bool _leads;

    public HealthTests()
    {
        _nowhere = Cluster.Connect(DeadServer.Kubeconfig(), null, _time);
        _lease = new(_nowhere.Objects, Options.Lease, _time, () => 0, NullLogger.Instance);
        _term = new(_nowhere.Objects, Options, () => true, new(_time, _time), new EventRecorder(_nowhere.Objects, new("a", "b"), _time, NullLogger.Instance), new(), NullLogger.Instance);
    }

    private Health Health => new(_lease, Options.LeaseDuration, () => _leads ? _term : null, _stop.Token);

    [Fact]
    public void Process_IsAlive_WhileItStandsBy() => Assert.Equal((true, "ok\n"), Health.Alive.Look(isVerbose: false));

    [Fact]
    public void Process_IsNotAlive_WhenNobodyLooksAtTheLease()
    {
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.True(Health.Alive.Look(isVerbose: false).IsGood);

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((false, "[-]lease failed: nobody has looked at the lease for 61 s\n[+]passes ok\nhealthz check failed\n"), Health.Alive.Look(isVerbose: false));
    }

    [Fact]
    public async Task Process_IsAlive_WhileTheServerIsAway()
    {
        var keeping = _lease.RunAsync(_stop.Token);
        await Bed.UntilAsync("it was tried", () =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(_lease.Trouble == "no answer in time");
        });

        Assert.True(Health.Alive.Look(isVerbose: false).IsGood);
        Assert.Contains("[-]lease failed: no answer in time\n", Health.Ready.Look(isVerbose: false).Text, StringComparison.Ordinal);
        await _stop.CancelAsync();
        await Bed.UntilAsync("it gives up", () =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(keeping.IsCompleted);
        });
    }

    [Fact]
    public void Process_IsNotAlive_WhenAPassMakesNoStep()
    {
        _leads = true;
        _term.Pulse.Begin();
        _time.Advance(TimeSpan.FromMinutes(4));
        _term.Pulse.Step();
        _time.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));

        Assert.Contains("[-]passes failed: the pass has made no step for 301 s\n", Health.Alive.Look(isVerbose: false).Text, StringComparison.Ordinal);

        _term.Pulse.Rest();
        Assert.Contains("[+]passes ok\n", Health.Alive.Look(isVerbose: true).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Process_IsNotReady_BeforeItHasReadTheCluster()
    {
        Assert.Contains("[-]lease failed: not looked at yet\n[+]caches ok: standing by, nobody leads\n", Health.Ready.Look(isVerbose: false).Text, StringComparison.Ordinal);

        _leads = true;

        Assert.Contains("[-]caches failed: leading, and still reading the cluster\n", Health.Ready.Look(isVerbose: false).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Process_IsNotReady_ButAlive_OnceItWasAskedToEnd()
    {
        await _stop.CancelAsync();

        Assert.StartsWith("[-]shutdown failed: the process was asked to end\n", Health.Ready.Look(isVerbose: false).Text, StringComparison.Ordinal);
        Assert.True(Health.Alive.Look(isVerbose: false).IsGood);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Dispose();
        _term.Dispose();
        _lease.Dispose();
        _nowhere.Dispose();
    }
}
