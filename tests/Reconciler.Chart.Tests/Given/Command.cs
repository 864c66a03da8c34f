using System.Diagnostics;

namespace Reconciler.Chart.Tests.Given;

/// <summary>How a program ended.</summary>
/// <param name="Code">Exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record Outcome(int Code, string Output, string Error);

/// <summary>Programs that run to their end.</summary>
internal static class Command
{
    /// <summary>Runs one.</summary>
    /// <param name="start">What to run.</param>
    public static async Task<Outcome> RunAsync(ProcessStartInfo start)
    {
        (start.UseShellExecute, start.RedirectStandardOutput, start.RedirectStandardError) = (false, true, true);
        using var process = Process.Start(start)!;
        var stop = TestContext.Current.CancellationToken;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(stop), process.StandardError.ReadToEndAsync(stop));
        await process.WaitForExitAsync(stop);
        return new(process.ExitCode, await output, await error);
    }
}
