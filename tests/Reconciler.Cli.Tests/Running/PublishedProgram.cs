using System.Diagnostics;

namespace Reconciler.Cli.Tests.Running;

/// <summary>
/// The program as it is shipped. Where RECONCILER_PROGRAM names it, every command of these tests runs as a process of it: what is compiled
/// ahead of time has to behave as what the tests run otherwise.
/// </summary>
internal static class PublishedProgram
{
    /// <summary>Full path of the program; null: the tests run what they were built with.</summary>
    public static string? Path { get; } = Environment.GetEnvironmentVariable("RECONCILER_PROGRAM") is { Length: > 0 } path ? path : null;

    /// <summary>How to start a command.</summary>
    /// <param name="folder">Its working folder.</param>
    /// <param name="words">Its words.</param>
    /// <returns>A start with all three streams redirected.</returns>
    public static ProcessStartInfo Start(string folder, params IEnumerable<string> words) =>
        new(Path ?? "dotnet", Path is null ? [typeof(Program).Assembly.Location, .. words] : words)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

    /// <summary>Runs one command.</summary>
    /// <param name="folder">Its working folder.</param>
    /// <param name="words">Its words.</param>
    /// <param name="input">Its standard input.</param>
    /// <returns>How it ended.</returns>
    public static async Task<Outcome> RunAsync(string folder, string[] words, string input)
    {
        using var process = Process.Start(Start(folder, words))!;
        var (stop, error) = (TestContext.Current.CancellationToken, process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading all of it.
        }

        var output = await process.StandardOutput.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        return new(process.ExitCode, output, await error);
    }
}
