using System.CommandLine;
using Reconciler.Cli.Arguments;
using Reconciler.Cli.Json;
using Reconciler.Cli.Texts;
using Reconciler.Core.Planning;
using Reconciler.Engine.Channels;
using Reconciler.Engine.Passes;
using Reconciler.Engine.Stores;
using Reconciler.Engine.Worlds;

namespace Reconciler.Cli.Commands;

/// <summary><c>reconciler adopt</c>: the first run of a fleet whose changes people were told of before.</summary>
internal static class AdoptCommand
{
    /// <summary>The command.</summary>
    /// <param name="shell">What it touches.</param>
    /// <returns>The command.</returns>
    public static Command Create(Shell shell)
    {
        var command = new Command("adopt", "Record every scheduled change as told, and tell nobody: for a fleet that was run by other means before.");
        Examples.Set(command, "reconciler adopt fleet");
        var fleet = new FleetArguments(command, shell);
        var output = OutputOption.Create();
        command.Add(output);
        command.SetAction(async (words, stop) =>
        {
            var folder = fleet.Store(words);
            using var store = new FolderStore(folder, new DiskFiles(), shell.Clock.GetUtcNow());
            var pass = new Pass(new FolderWorld(fleet.Location(words), shell.Input), store, new FolderChannel(folder, new DiskFiles()), Planner.Plan);
            var result = await pass.RunAsync(fleet.Now(words), new() { Settle = false, Adopt = true }, stop);
            await shell.Output.WriteAsync(words.GetValue(output) == OutputOption.Json
                ? Output.Of(PlanDocument.Of(result))
                : new PlanText(new(shell.HasColors)).Of(FleetArguments.TitleOf(fleet.Location(words)), result, DoneText.OfRun(result, folder)));
            return result.HasErrors ? ExitCodes.Findings : ExitCodes.Clean;
        });
        return command;
    }
}
