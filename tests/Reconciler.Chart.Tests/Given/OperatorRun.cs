using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Reconciler.Chart.Tests.Given;

/// <summary>An operator that runs until it is asked to end.</summary>
internal sealed class OperatorRun : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string[] _asWhom;
    private readonly ConcurrentQueue<string> _lines = new();

    /// <summary>Starts it.</summary>
    /// <param name="start">What.</param>
    /// <param name="asWhom">What comes before <c>kill</c>, where it runs as somebody else.</param>
    public OperatorRun(ProcessStartInfo start, params string[] asWhom)
    {
        (start.UseShellExecute, start.RedirectStandardError, _asWhom) = (false, true, asWhom);
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        _process.BeginErrorReadLine();
    }

    /// <summary>What it said.</summary>
    public string Said => string.Join('\n', _lines);

    /// <summary>Asks it to end, and waits for that.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync()
    {
        await SignalAsync("TERM");
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await SignalAsync("KILL");
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private async Task SignalAsync(string signal)
    {
        if (!_process.HasExited)
        {
            string[] words = [.. _asWhom, "kill", $"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)];
            using var kill = Process.Start(words[0], words[1..]);
            await kill.WaitForExitAsync(CancellationToken.None);
        }
    }
}
