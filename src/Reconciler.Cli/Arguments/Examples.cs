using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Runtime.CompilerServices;

namespace Reconciler.Cli.Arguments;

/// <summary>Examples of commands, for their help.</summary>
internal static class Examples
{
    private static readonly ConditionalWeakTable<Command, string[]> All = [];

    /// <summary>Gives a command its examples.</summary>
    /// <param name="command">The command.</param>
    /// <param name="lines">What people would type.</param>
    public static void Set(Command command, params string[] lines) => All.Add(command, lines);

    /// <summary>The examples of a command.</summary>
    /// <param name="command">The command.</param>
    /// <returns>None for one that has none.</returns>
    public static IReadOnlyList<string> Of(Command command) => All.TryGetValue(command, out var lines) ? lines : [];
}

/// <summary>The ordinary help, and what people would type.</summary>
/// <param name="ordinary">The ordinary help.</param>
internal sealed class HelpWithExamples(HelpAction ordinary) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool Terminating => true;

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var code = ordinary.Invoke(parseResult);
        var examples = Examples.Of(parseResult.CommandResult.Command);
        if (examples.Count > 0)
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var example in examples)
            {
                output.WriteLine($"  {example}");
            }

            output.WriteLine();
        }

        return code;
    }
}
