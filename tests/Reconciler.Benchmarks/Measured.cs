using System.Diagnostics;

namespace Reconciler.Benchmarks;

/// <summary>What one run of a program took.</summary>
/// <param name="Wall">From its start to its exit.</param>
/// <param name="Processor">On all processors, user and system.</param>
/// <param name="PeakBytes">The most memory that was resident.</param>
/// <param name="ExitCode">How it ended.</param>
internal sealed record Measured(TimeSpan Wall, TimeSpan Processor, long PeakBytes, int ExitCode)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(2);

    /// <summary>Runs a program; what it prints is read and dropped.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">Its words.</param>
    /// <returns>What it took. Processor time and memory are those of the last glance, at most a few milliseconds before its end.</returns>
    public static async Task<Measured> RunAsync(string program, params string[] arguments)
    {
        var from = TimeProvider.System.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var printed = Task.WhenAll(
            process.StandardOutput.BaseStream.CopyToAsync(Stream.Null),
            process.StandardError.BaseStream.CopyToAsync(Stream.Null));
        var (processor, peak) = (TimeSpan.Zero, 0L);
        var exited = process.WaitForExitAsync();
        while (await Task.WhenAny(exited, Task.Delay(Glance, TimeProvider.System)) != exited)
        {
            try
            {
                process.Refresh();
                (processor, peak) = (process.TotalProcessorTime, Math.Max(peak, process.PeakWorkingSet64));
            }
            catch (InvalidOperationException)
            {
                // It ended in this moment: what the last glance saw stands.
                break;
            }
        }

        await exited;
        var wall = TimeProvider.System.GetElapsedTime(from);
        await printed;
        return new(wall, processor, peak, process.ExitCode);
    }

    /// <summary>Runs a program that has to end well.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">Its words.</param>
    /// <returns>When it has ended.</returns>
    /// <exception cref="InvalidOperationException">It ended with another code than 0.</exception>
    public static async Task MustAsync(string program, params string[] arguments)
    {
        if (await RunAsync(program, arguments) is { ExitCode: not 0 } failed)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {failed.ExitCode}");
        }
    }

    /// <summary>The middle of several runs, each figure by itself.</summary>
    /// <param name="runs">At least one.</param>
    /// <returns>Its exit code is the highest.</returns>
    public static Measured Median(IReadOnlyList<Measured> runs)
    {
        T Middle<T>(Func<Measured, T> figure) => runs.Select(figure).Order().ElementAt(runs.Count / 2);
        return new(Middle(run => run.Wall), Middle(run => run.Processor), Middle(run => run.PeakBytes), runs.Max(run => run.ExitCode));
    }
}
