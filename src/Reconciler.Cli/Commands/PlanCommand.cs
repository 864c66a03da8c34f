using System.CommandLine;
using Reconciler.Cli.Arguments;
using Reconciler.Cli.Json;
using Reconciler.Cli.Texts;
using Reconciler.Core.Planning;
using Reconciler.Core.Policy;
using Reconciler.Engine.Passes;
using Reconciler.Engine.Worlds;

namespace Reconciler.Cli.Commands;

/// <summary><c>reconciler plan</c>: what <c>run</c> would do, without doing it.</summary>
internal static class PlanCommand
{
    /// <summary>The command.</summary>
    /// <param name="shell">What it touches.</param>
    /// <returns>The command.</returns>
    public static Command Create(Shell shell)
    {
        var command = new Command("plan", "Say what run would do at this instant. Nothing is written, and nobody is told.");
        Examples.Set(command, "reconciler plan fleet --as-of 2026-12-01T09:00:00Z", "kustomize build . | reconciler plan - -o json");
        var fleet = new FleetArguments(command, shell);
        var release = new Option<string?>("--release") { Description = "Release what the safety gate holds, as named by its digest", HelpName = "DIGEST" };
        var output = OutputOption.Create();
        command.Add(release);
        command.Add(output);
        command.SetAction(words =>
        {
            var result = Preview.Of(shell, fleet, words, new() { Settle = false, Release = words.GetValue(release) });
            shell.Output.Write(words.GetValue(output) == OutputOption.Json
                ? Output.Of(PlanDocument.Of(result))
                : new PlanText(new(shell.HasColors)).Of(FleetArguments.TitleOf(fleet.Location(words)), result, DoneText.OfPlan(result)));
            return result.HasErrors ? ExitCodes.Findings : ExitCodes.Clean;
        });
        return command;
    }
}

/// <summary>A pass that touches nothing.</summary>
internal static class Preview
{
    /// <summary>What a pass would come to.</summary>
    /// <param name="shell">What commands touch.</param>
    /// <param name="arguments">The fleet.</param>
    /// <param name="words">The command line.</param>
    /// <param name="options">How the pass differs from the ordinary one.</param>
    /// <returns>The result; nothing was written.</returns>
    public static PassResult Of(Shell shell, FleetArguments arguments, ParseResult words, PlanOptions options)
    {
        var now = arguments.Now(words);
        var fleet = new FolderWorld(arguments.Location(words), shell.Input).Read();
        if (fleet.Problems.Any(problem => problem.Severity == Severity.Error))
        {
            return new() { Fleet = fleet, Now = now };
        }

        var store = arguments.Store(words);
        var ledger = store.ReadLedger();
        EarlierThanLedgerException.ThrowIfEarlier(now, ledger);
        var settled = Settled.At(Planner.Plan, fleet.Snapshot, ledger, now, options);
        return new() { Fleet = fleet, Now = now, Plan = settled.Plan, Sent = settled.Told };
    }
}
