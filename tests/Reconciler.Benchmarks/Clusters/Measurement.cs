using System.Globalization;
using System.Text.RegularExpressions;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Benchmarks.Clusters;

/// <summary>One operator, on a control plane of its own.</summary>
internal sealed partial class Measurement : IAsyncDisposable
{
    // What the templates call it.
    private const string Name = "bench";

    // Events go out slowly, so that they take nothing from statuses: only then is it at rest.
    private static readonly TimeSpan UntilEventsAreTold = TimeSpan.FromMinutes(2);

    private readonly ControlPlane _plane = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("reconciler-cluster-").FullName;
    private readonly Contestant _contestant;
    private readonly Load _load;

    private Measurement(Contestant contestant) => (_contestant, _load) = (contestant, new(_plane));

    /// <summary>Starts a control plane with the operator's definitions and instances.</summary>
    /// <param name="contestant">The operator, not started yet.</param>
    /// <param name="count">How many instances.</param>
    public static async Task<Measurement> BeginAsync(Contestant contestant, int count)
    {
        var begun = new Measurement(contestant);
        await begun._plane.ReadyAsync(CancellationToken.None);
        await begun._plane.KubectlAsync("apply", "--server-side", "-f", contestant.Definitions);
        await begun._plane.KubectlAsync("wait", "--for=condition=Established", "crd", "--all", "--timeout=60s");
        if (contestant.Instances is { } instances)
        {
            await begun._load.CreateAsync(Types.Instances, instances, count);
        }

        return begun;
    }

    /// <summary>Windows are created under the running operator.</summary>
    /// <param name="count">How many.</param>
    public async Task<Result> CreateAsync(int count)
    {
        await using var running = await AtWorkAsync(count);
        return await FinishAsync(running, await _load.CreateAndWaitAsync(Types.Windows, _contestant.Window, Name, count), count);
    }

    /// <summary>The operator starts on windows that are there.</summary>
    /// <param name="count">How many.</param>
    public async Task<Result> StartAsync(int count)
    {
        await _load.CreateAsync(Types.Windows, _contestant.Window, count);
        await using var running = Launch();
        return await FinishAsync(running, await _load.UntilAsync(Types.Windows, Name, count, "Scheduled"), count);
    }

    /// <summary>The operator at rest: what it takes of one processor, and how long one changed window waits for its status.</summary>
    /// <param name="count">How many windows.</param>
    /// <param name="rest">How long it is watched.</param>
    /// <param name="changes">How many windows are changed, one after the other.</param>
    public async Task<AtRest> RestAsync(int count, TimeSpan rest, int changes)
    {
        await _load.CreateAsync(Types.Windows, _contestant.Window, count);
        await using var running = Launch();
        await _load.UntilAsync(Types.Windows, Name, count, "Scheduled");
        await Task.Delay(UntilEventsAreTold, TimeProvider.System);
        var before = running.Processor;
        await Task.Delay(rest, TimeProvider.System);
        var idle = (running.Processor - before) / rest;
        var waits = await new Changes(_plane.Kubeconfig, _contestant.Change).RunAsync(changes);
        return new(idle, running.Bytes, running.PeakBytes, waits);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _plane.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private Running Launch() => Running.Start(_contestant.Program, _contestant.Arguments(_plane, _folder));

    // Its instances are done, and a window of its own shows that the operator has come to work.
    private async Task<Running> AtWorkAsync(int count)
    {
        var running = Launch();
        if (_contestant.Instances is not null)
        {
            await _load.UntilAsync(Types.Instances, Name, count, "Ready");
        }

        await _load.CreateAndWaitAsync(Types.Windows, _contestant.Window.Replace($"name: {Name}", "name: first", StringComparison.Ordinal), "first", 1);
        return running;
    }

    private async Task<Result> FinishAsync(Running running, TimeSpan last, int count)
    {
        var metrics = await _plane.KubectlAsync("get", "--raw", "/metrics");
        var writes = StatusWrites().Matches(metrics).Sum(found => double.Parse(found.Groups["count"].ValueSpan, CultureInfo.InvariantCulture));
        return new(last, running.PeakBytes, running.Processor, writes / count);
    }

    [GeneratedRegex("""^apiserver_request_total\{[^}]*resource="maintenancewindows"[^}]*subresource="status"[^}]*verb="(APPLY|PATCH|PUT|UPDATE)"[^}]*\} (?<count>[0-9.e+]+)$""", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex StatusWrites();
}

/// <summary>What one operator took.</summary>
/// <param name="Last">Until the last status.</param>
/// <param name="PeakBytes">The most memory that was resident.</param>
/// <param name="Processor">On all processors.</param>
/// <param name="Writes">Status writes for each window, as the API server counts them.</param>
internal sealed record Result(TimeSpan Last, long PeakBytes, TimeSpan Processor, double Writes);

/// <summary>What an operator takes when nothing happens, and how fast it answers when something does.</summary>
/// <param name="Idle">Share of one processor.</param>
/// <param name="Bytes">Memory that is resident.</param>
/// <param name="PeakBytes">The most that was.</param>
/// <param name="Waits">From a change to its status.</param>
internal sealed record AtRest(double Idle, long Bytes, long PeakBytes, IReadOnlyList<TimeSpan> Waits);
