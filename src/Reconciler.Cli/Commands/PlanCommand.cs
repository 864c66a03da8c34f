using System.CommandLine;
using Reconciler.Cli.Arguments;
using Reconciler.Cli.Comparing;
using Reconciler.Cli.Json;
using Reconciler.Cli.Texts;
using Reconciler.Core.Planning;
using Reconciler.Core.Policy;
using Reconciler.Engine.Passes;
using Reconciler.Engine.Stores;
using Reconciler.Engine.Worlds;

namespace Reconciler.Cli.Commands;

/// <summary><c>reconciler plan</c>: what <c>run</c> would do, without doing it; or what a merge would cause.</summary>
internal sealed class PlanCommand
{
    private readonly Shell _shell;
    private readonly FleetArguments _fleet;
    private readonly ComparisonArguments _trees;
    private readonly Option<string?> _release = new("--release") { Description = "Release what the safety gate holds, as named by its digest", HelpName = "DIGEST" };
    private readonly Option<string?> _ledger = new("--ledger") { Description = "What the world has been told: a file, a folder, or - for standard input. Else the store beside the fleet; between commits, what base declares counts as told", HelpName = "PATH" };
    private readonly Option<bool> _detailed = new("--detailed-exitcode") { Description = "Exit with 4 where something would change and nothing is wrong" };
    private readonly Option<bool> _addresses = new("--show-addresses") { Description = "Show mail addresses whole in a comment" };
    private readonly Option<string> _output = OutputOption.Create(OutputOption.Text, OutputOption.Json, OutputOption.Markdown, OutputOption.Ledger);

    private PlanCommand(Shell shell, Command command)
    {
        _shell = shell;
        _fleet = new(command, shell);
        _trees = new(command);
        command.Add(_ledger);
        command.Add(_release);
        command.Add(_detailed);
        command.Add(_addresses);
        command.Add(_output);
        command.SetAction(Run);
    }

    /// <summary>The command.</summary>
    /// <param name="shell">What it touches.</param>
    /// <returns>The command.</returns>
    public static Command Create(Shell shell)
    {
        var command = new Command("plan", "Say what run would do at this instant, or what a merge would cause. Nothing is written, and nobody is told.");
        Examples.Set(
            command,
            "reconciler plan fleet --as-of 2026-12-01T09:00:00Z",
            "reconciler plan fleet --base origin/main --head HEAD -o markdown",
            "kubectl get changetickets -A -o yaml | reconciler plan fleet --base main --ledger -");
        _ = new PlanCommand(shell, command);
        return command;
    }

    private int Run(ParseResult words)
    {
        if (!_trees.IsWanted(words) && _trees.Repository(words) is not null)
        {
            throw new UsageException("--repo names where commits are compared: it goes with --base or --head");
        }

        var options = new PlanOptions { Settle = false, Release = words.GetValue(_release) };
        var given = words.GetValue(_ledger) is { } path ? GivenLedger.Read(path, _shell.WorkingFolder, _shell.Input) : null;
        return _trees.IsWanted(words) ? Compare(words, given, options) : Plan(words, given, options);
    }

    private int Plan(ParseResult words, Ledger? given, PlanOptions options)
    {
        var result = Preview.Of(_shell, _fleet, words, options, given);
        _shell.Output.Write(words.GetValue(_output) switch
        {
            OutputOption.Json => Output.Of(PlanDocument.Of(result)),
            OutputOption.Ledger => LedgerText.Of(result.Plan?.NextLedger),
            OutputOption.Markdown => throw new UsageException("-o markdown is the comment on a pull request: name the commit to compare with by --base"),
            _ => new PlanText(new(_shell.HasColors)).Of(FleetArguments.TitleOf(_fleet.Location(words)), result, DoneText.OfPlan(result)),
        });
        var differs = result.Plan is { } plan && (!result.Sent.IsEmpty || plan.Tickets.Any(ticket => ticket.Action != TicketAction.None));
        return Code(words, result.HasErrors, differs);
    }

    private int Compare(ParseResult words, Ledger? given, PlanOptions options)
    {
        var comparison = new TwoTrees(_shell, _fleet, _trees).Compare(words, given, options);
        _shell.Output.Write(words.GetValue(_output) switch
        {
            OutputOption.Json => Output.Of(PlanDocument.Of(comparison)),
            OutputOption.Ledger => LedgerText.Of(comparison.Newer.Plan?.NextLedger),
            OutputOption.Markdown => new ComparisonComment(new(words.GetValue(_addresses))).Of(comparison),
            _ => new ComparisonText(new(_shell.HasColors)).Of(comparison),
        });
        var isRed = !comparison.IsPlanned || comparison.Findings.Charged.Any(finding => finding.Severity == Severity.Error);
        return Code(words, isRed, comparison.Differs);
    }

    private int Code(ParseResult words, bool isRed, bool differs) =>
        isRed ? ExitCodes.Findings : differs && words.GetValue(_detailed) ? ExitCodes.Changes : ExitCodes.Clean;
}

/// <summary>A pass that touches nothing.</summary>
internal static class Preview
{
    /// <summary>What a pass would come to.</summary>
    /// <param name="shell">What commands touch.</param>
    /// <param name="arguments">The fleet.</param>
    /// <param name="words">The command line.</param>
    /// <param name="options">How the pass differs from the ordinary one.</param>
    /// <param name="given">What the world has been told; null: what the store says.</param>
    /// <returns>The result; nothing was written.</returns>
    public static PassResult Of(Shell shell, FleetArguments arguments, ParseResult words, PlanOptions options, Ledger? given = null)
    {
        var now = arguments.Now(words);
        var fleet = new FolderWorld(arguments.Location(words), shell.Input).Read();
        if (fleet.Problems.Any(problem => problem.Severity == Severity.Error))
        {
            return new() { Fleet = fleet, Now = now };
        }

        var ledger = given ?? arguments.Store(words).ReadLedger();
        EarlierThanLedgerException.ThrowIfEarlier(now, ledger, isGiven: given is not null);
        var settled = Settled.At(Planner.Plan, fleet.Snapshot, ledger, now, options);
        return new() { Fleet = fleet, Now = now, Plan = settled.Plan with { NextWake = settled.HoldsUntil }, Sent = settled.Told };
    }
}
