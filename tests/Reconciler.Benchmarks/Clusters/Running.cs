using System.Diagnostics;

namespace Reconciler.Benchmarks.Clusters;

/// <summary>An operator that runs, and what it takes.</summary>
internal sealed class Running : IAsyncDisposable
{
    private readonly Process _process;

    private Running(Process process) => _process = process;

    /// <summary>Processor time so far, on all processors.</summary>
    public TimeSpan Processor => Look().TotalProcessorTime;

    /// <summary>Memory that is resident now.</summary>
    public long Bytes => Look().WorkingSet64;

    /// <summary>The most memory that was resident.</summary>
    public long PeakBytes => Look().PeakWorkingSet64;

    /// <summary>Starts an operator; what it prints is dropped.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">Its words.</param>
    public static Running Start(string program, params string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["DOTNET_gcConcurrent"] = "1" } })!;
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
        return new(process);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private Process Look()
    {
        _process.Refresh();
        return _process.HasExited ? throw new InvalidOperationException($"{_process.StartInfo.FileName} has ended with {_process.ExitCode}") : _process;
    }
}
