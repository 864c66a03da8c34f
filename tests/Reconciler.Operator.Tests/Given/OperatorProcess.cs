using System.Diagnostics;
using System.Globalization;

namespace Reconciler.Operator.Tests.Given;

/// <summary>An operator as a process of its own, by the machine's clock.</summary>
internal sealed class OperatorProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly List<string> _lines = [];

    public OperatorProcess(Bed bed, string identity, params string[] more)
        : this(bed, identity, programs: null, more)
    {
    }

    /// <summary>Starts one.</summary>
    /// <param name="bed">What it looks at.</param>
    /// <param name="identity">Who it is.</param>
    /// <param name="programs">The only folder that it finds programs in; null: as this process.</param>
    /// <param name="more">More options.</param>
    public OperatorProcess(Bed bed, string identity, DirectoryInfo? programs, params string[] more)
    {
        var start = PublishedProgram.Start([
            "operator", "--kubeconfig", bed.Plane.Kubeconfig, "--namespace", bed.Namespace, "--outbox", bed.Outbox,
            "--lease", "lease", "--lease-namespace", bed.Namespace, "--lease-duration", "3s", "--identity", identity, .. more]);
        start.RedirectStandardError = true;
        if (programs is not null)
        {
            start.Environment["PATH"] = programs.FullName;
        }

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

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }
}
