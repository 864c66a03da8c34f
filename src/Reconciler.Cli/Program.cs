using System.Text;

namespace Reconciler.Cli;

/// <summary>The executable.</summary>
internal static class Program
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Runs one command in this process.</summary>
    /// <param name="args">Its words.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> Main(string[] args)
    {
        await using var output = new StreamWriter(Console.OpenStandardOutput(), Utf8) { AutoFlush = true };
        await using var error = new StreamWriter(Console.OpenStandardError(), Utf8) { AutoFlush = true };
        using var input = Console.OpenStandardInput();
        using var interruption = new Interruption(TimeProvider.System);
        var shell = new Shell
        {
            Input = input,
            Output = output,
            Error = error,
            Clock = TimeProvider.System,
            WorkingFolder = Directory.GetCurrentDirectory(),
            Variable = Environment.GetEnvironmentVariable,
            NeedsToEnd = grace => interruption.Grace = grace,
            IsTerminal = !Console.IsOutputRedirected,
        };
        return await RunAsync(args, shell, interruption.Token);
    }

    /// <summary>Runs one command.</summary>
    /// <param name="args">Its words.</param>
    /// <param name="shell">What it touches.</param>
    /// <param name="stop">Asks the command to end.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static Task<int> RunAsync(IReadOnlyList<string> args, Shell shell, CancellationToken stop) =>
        new CommandLine(shell).RunAsync(args, stop);
}
