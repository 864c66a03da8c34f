using System.Diagnostics;

namespace Reconciler.Cli.Tests.Running;

/// <summary>A command as a process of its own.</summary>
internal static class ProcessRun
{
    /// <summary>Starts a command.</summary>
    /// <param name="folder">Its working folder.</param>
    /// <param name="words">Its words.</param>
    /// <param name="variables">What its environment has beside that of the tests.</param>
    /// <returns>The process, with all three streams redirected.</returns>
    public static Process Start(string folder, string[] words, params (string Name, string Value)[] variables)
    {
        var start = PublishedProgram.Start(words);
        (start.WorkingDirectory, start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (folder, true, true, true);
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs a command to its end.</summary>
    /// <param name="folder">Its working folder.</param>
    /// <param name="words">Its words.</param>
    /// <param name="input">Its standard input.</param>
    /// <returns>How it ended.</returns>
    public static async Task<Outcome> ToItsEndAsync(string folder, string[] words, string input)
    {
        using var process = Start(folder, words);
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading all of it.
        }

        return await EndAsync(process);
    }

    /// <summary>Waits for the end of a process.</summary>
    /// <param name="process">The process.</param>
    /// <returns>How it ended.</returns>
    public static async Task<Outcome> EndAsync(Process process)
    {
        var stop = TestContext.Current.CancellationToken;
        var error = process.StandardError.ReadToEndAsync(stop);
        var output = await process.StandardOutput.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        return new(process.ExitCode, output, await error);
    }
}
