using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests.Given;

/// <summary>An operator as a process of its own, by the machine's clock.</summary>
internal sealed partial class OperatorProcess : IAsyncDisposable
{
    private const string Lease = "15s";
    private static readonly TimeSpan LongestWork = TimeSpan.FromMinutes(10);

    private readonly Process _process;
    private readonly List<string> _lines = [];

    public OperatorProcess(Bed bed, string identity, params string[] more)
        : this(bed, identity, bed.Plane.Kubeconfig, Lease, _ => { }, more)
    {
    }

    /// <summary>Starts one that finds programs in one folder only.</summary>
    public OperatorProcess(Bed bed, string identity, DirectoryInfo programs, params string[] more)
        : this(bed, identity, bed.Plane.Kubeconfig, Lease, start => start.Environment["PATH"] = programs.FullName, more)
    {
    }

    /// <summary>Starts one that goes through a proxy.</summary>
    public OperatorProcess(Bed bed, RequestProxy proxy, string identity, string lease = Lease)
        : this(bed, identity, bed.Write(proxy.Kubeconfig), lease, _ => { })
    {
    }

    /// <summary>Starts one that sees the server in its own way.</summary>
    public OperatorProcess(Bed bed, string identity, string kubeconfig, string lease, Action<ProcessStartInfo> with, params string[] more)
    {
        var start = PublishedProgram.Start([
            "operator", "--kubeconfig", kubeconfig, "--namespace", bed.Namespace, "--outbox", bed.Outbox,
            "--lease", "lease", "--lease-namespace", bed.Namespace, "--lease-duration", lease, "--identity", identity, .. more]);
        start.RedirectStandardError = true;
        with(start);
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_lines)
            {
                _lines.Add(line.Data ?? "");
            }
        };
        _process.BeginErrorReadLine();
    }

    /// <summary>What it said.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>The most memory that it ever held, in bytes, as the system counts it.</summary>
    public long MostMemory =>
        1024 * long.Parse(File.ReadLines($"/proc/{_process.Id}/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);

    /// <summary>Waits until it serves health and metrics.</summary>
    /// <returns>Where.</returns>
    public async Task<string> AddressAsync()
    {
        await Bed.UntilAsync("it serves", () => Task.FromResult(Said("http://")));
        return Lines.Select(line => Address().Match(line)).First(match => match.Success).Value;
    }

    /// <summary>Waits until it leads, and a pass over everything came to its end.</summary>
    /// <returns>Whether that wrote anything.</returns>
    public async Task<bool> PassesAsync()
    {
        var address = await AddressAsync();
        IReadOnlyDictionary<string, double> metrics = new Dictionary<string, double>();
        await Bed.UntilAsync("a pass ends", LongestWork, async () => (metrics = await Web.MetricsAsync(address)).ContainsKey("reconciler_last_pass_timestamp_seconds"));
        return metrics["""reconciler_last_pass{result="wrote"}"""] == 1;
    }

    /// <summary>Whether it said something.</summary>
    public bool Said(string text)
    {
        lock (_lines)
        {
            return _lines.Any(line => line.Contains(text, StringComparison.Ordinal));
        }
    }

    /// <summary>Waits until it leads and has read everything.</summary>
    public Task LeadsAsync() => Bed.UntilAsync("the operator leads", () => Task.FromResult(Said("read ")));

    /// <summary>Stops it where it is, before this returns.</summary>
    public void Pause()
    {
        using var kill = Process.Start("kill", ["-STOP", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Sends a signal such as <c>STOP</c>, <c>CONT</c>, <c>TERM</c> or <c>KILL</c>.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync(Bed.Stop);
        return _process.ExitCode;
    }

    /// <summary>Waits for its end, and no longer than it may take.</summary>
    /// <param name="most">How long it may take.</param>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync(TimeSpan most)
    {
        try
        {
            return await EndAsync().WaitAsync(most, TimeProvider.System, Bed.Stop);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"it did not end within {most.TotalSeconds} s:\n{string.Join('\n', Lines)}", late);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    [GeneratedRegex(@"http://[0-9.]+:[0-9]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();
}
