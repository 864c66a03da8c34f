using System.CommandLine;
using System.CommandLine.Help;
using Reconciler.Cli.Arguments;
using Reconciler.Cli.Clusters;
using Reconciler.Cli.Commands;
using Reconciler.Engine;
using Reconciler.Engine.Passes;
using Reconciler.Git;
using Reconciler.Rendering;

namespace Reconciler.Cli;

/// <summary>The words after <c>reconciler</c>: finds the command, runs it, and turns every way to fail into one line and an exit code.</summary>
/// <param name="shell">What commands touch.</param>
internal sealed class CommandLine(Shell shell)
{
    private const string Name = "reconciler";
    private const string DebugVariable = "RECONCILER_DEBUG";

    /// <summary>Runs one command.</summary>
    /// <param name="args">Its words.</param>
    /// <param name="stop">Asks the command to end.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken stop)
    {
        try
        {
            var words = Root().Parse(args, new() { ResponseFileTokenReplacer = null });
            if (words.Errors.Count > 0)
            {
                return Usage(MissingWord(words) ?? words.Errors[0].Message, words);
            }

            return await words.InvokeAsync(
                new() { Output = shell.Output, Error = shell.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, stop);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            return Fail(problem);
        }
    }

    /// <summary>Every command, below one root.</summary>
    /// <returns>The root.</returns>
    public RootCommand Root()
    {
        var root = new RootCommand("Checks changes of Dedicated Instances against the operational policy, schedules them, and tells people.");
        List<Command> commands =
        [
            RunCommand.Create(shell),
            ValidateCommand.Create(shell),
            PlanCommand.Create(shell),
            SimulateCommand.Create(shell),
            StatusCommand.Create(shell),
            GetCommand.Create(shell),
            AdoptCommand.Create(shell),
            WindowsCommand.Create(shell),
            RenderCommand.Create(shell),
            PolicyCommand.Create(shell),
            DraftCommand.Create(shell),
            ExplainCommand.Create(shell),
            SchemaCommand.Create(shell),
            CrdCommand.Create(shell),
            InitCommand.Create(shell),
            ResponsibilitiesCommand.Create(shell),
            GenerateCommand.Create(shell),
            OperatorCommand.Create(shell),
            CheckCommand.Create(shell),
            LedgerCommand.Create(shell),
            .. SourceCommands.Create(shell),
        ];
        foreach (var command in commands)
        {
            root.Add(command);
        }

        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }

    // Of a command that is only the first word of several.
    private static string? MissingWord(ParseResult words)
    {
        var command = words.CommandResult.Command;
        return command is RootCommand or { Action: not null } || command.Subcommands.Count == 0 ? null
            : $"{(words.UnmatchedTokens is [var word, ..] ? $"there is no '{word}' to {command.Name}" : $"say what to {command.Name}")}: {string.Join(", ", command.Subcommands.Select(below => below.Name))}";
    }

    private int Usage(string message, ParseResult words)
    {
        var path = string.Join(' ', PathOf(words.CommandResult.Command).Reverse());
        Say(message);
        shell.Error.WriteLine($"See {path} --help.");
        return ExitCodes.Usage;

        static IEnumerable<string> PathOf(Symbol command) =>
            command is RootCommand ? [Name] : [command.Name, .. command.Parents.OfType<Command>().Take(1).SelectMany(PathOf)];
    }

    private int Fail(Exception problem)
    {
        if (shell.Variable(DebugVariable) == "1")
        {
            shell.Error.WriteLine(problem);
        }

        switch (problem)
        {
            case UsageException or EarlierThanLedgerException:
                Say(problem.Message);
                return ExitCodes.Usage;
            case TemplateException flaw:
                Say($"{flaw.File}:{flaw.Line}:{flaw.Column}: {flaw.Message}");
                return ExitCodes.Failed;
            case OperationCanceledException:
                Say("interrupted; the next run goes on from here");
                return ExitCodes.Failed;
            case EngineException or GitException or IOException or UnauthorizedAccessException:
                Say(problem.Message);
                return ExitCodes.Failed;
            default:
                Say($"this is a fault of the program, not yours: {problem.GetType().Name}: {problem.Message}. Please report it with what {DebugVariable}=1 shows");
                return ExitCodes.Failed;
        }
    }

    private void Say(string message) => shell.Error.WriteLine($"{Name}: {Texts.Plain.Line(message)}");
}
