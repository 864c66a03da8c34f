using System.CommandLine;
using NodaTime;
using Reconciler.Cli.Arguments;
using Reconciler.Cli.Json;
using Reconciler.Cli.Texts;
using Reconciler.Core.Planning;
using Reconciler.Engine.Channels;
using Reconciler.Engine.Passes;
using Reconciler.Engine.Stores;
using Reconciler.Engine.Watching;
using Reconciler.Engine.Worlds;

namespace Reconciler.Cli.Commands;

/// <summary><c>reconciler run</c>: the whole job, with a folder as the store.</summary>
internal sealed class RunCommand
{
    private readonly Shell _shell;
    private readonly FleetArguments _fleet;
    private readonly Option<string> _output = OutputOption.Create();
    private readonly Option<bool> _once = new("--once") { Description = "One pass, in which notices do not rest; the default" };
    private readonly Option<bool> _watch = new("--watch") { Description = "Follow the files and the clock until interrupted" };
    private readonly Option<string?> _release = new("--release") { Description = "Release what the safety gate holds, as named by its digest", HelpName = "DIGEST" };

    private RunCommand(Shell shell, Command command)
    {
        _shell = shell;
        _fleet = new(command, shell);
        command.Add(_once);
        command.Add(_watch);
        command.Add(_release);
        command.Add(_output);
        command.Validators.Add(words =>
        {
            if (words.GetValue(_watch) && (words.GetValue(_once) || words.GetResult(_fleet.AsOf) is { Implicit: false }))
            {
                words.AddError("--watch follows the clock: it goes with neither --once nor --as-of");
            }
        });
        command.SetAction((words, stop) => words.GetValue(_watch) ? WatchAsync(words, stop) : OnceAsync(words, stop));
    }

    /// <summary>The command.</summary>
    /// <param name="shell">What it touches.</param>
    /// <returns>The command.</returns>
    public static Command Create(Shell shell)
    {
        var command = new Command("run", "Check, schedule, tell people, and keep everything in a folder of plain files.");
        Examples.Set(command, "reconciler run examples/fleet --as-of 2026-12-01T09:00:00Z", "reconciler run fleet --watch");
        _ = new RunCommand(shell, command);
        return command;
    }

    private async Task<int> OnceAsync(ParseResult words, CancellationToken stop)
    {
        var folder = _fleet.Store(words);
        using var store = new FolderStore(folder, new DiskFiles(), _shell.Clock.GetUtcNow());
        var result = await PassAsync(words, store, folder, _fleet.Now(words), settle: false, stop);
        await _shell.Output.WriteAsync(Text(words, result, folder));
        return result.HasErrors ? ExitCodes.Findings : ExitCodes.Clean;
    }

    private async Task<int> WatchAsync(ParseResult words, CancellationToken stop)
    {
        _shell.NeedsToEnd(Shell.ToEndAPass);
        var folder = _fleet.Store(words);
        using var store = new FolderStore(folder, new DiskFiles(), _shell.Clock.GetUtcNow());
        using var changes = new FolderSignal(_fleet.Location(words), _shell.Clock);
        var shown = "";
        await new Watch(OnePassAsync, changes, _shell.Clock).RunAsync(stop);
        return ExitCodes.Clean;

        async Task<Instant?> OnePassAsync(Instant now, CancellationToken token)
        {
            try
            {
                var result = await PassAsync(words, store, folder, now, settle: true, token);
                Show(Text(words, result, folder), _shell.Output);
                return result.Plan is { } plan ? plan.NextWake : now + Watch.Retry;
            }
            catch (Exception problem) when (problem is Engine.EngineException or EarlierThanLedgerException or IOException or UnauthorizedAccessException)
            {
                Show($"reconciler: {Plain.Line(problem.Message)}; waiting for it to be mended\n", _shell.Error);
                return now + Watch.Retry;
            }
        }

        void Show(string text, TextWriter writer)
        {
            if (text != shown)
            {
                shown = text;
                writer.Write(text);
                writer.Flush();
            }
        }
    }

    private Task<PassResult> PassAsync(ParseResult words, FolderStore store, StoreFolder folder, Instant now, bool settle, CancellationToken stop)
    {
        var world = new FolderWorld(_fleet.Location(words), _shell.Input);
        var channel = new FolderChannel(folder, new DiskFiles());
        return new Pass(world, store, channel, Planner.Plan).RunAsync(now, new() { Settle = settle, Release = words.GetValue(_release) }, stop);
    }

    private string Text(ParseResult words, PassResult result, StoreFolder folder) =>
        words.GetValue(_output) == OutputOption.Json
            ? Output.Of(PlanDocument.Of(result))
            : new PlanText(new(_shell.HasColors)).Of(FleetArguments.TitleOf(_fleet.Location(words)), result, DoneText.OfRun(result, folder));
}
