using System.CommandLine;
using NodaTime;
using Reconciler.Cli.Arguments;
using Reconciler.Cli.Clusters;
using Reconciler.Cli.Looking;
using Reconciler.Engine;
using Reconciler.Engine.Passes;

namespace Reconciler.Cli.Commands;

/// <summary><c>reconciler status</c>: what needs a person, what comes next, which waivers there are, and what lapses soon.</summary>
internal sealed class StatusCommand
{
    private static readonly Duration Ahead = Duration.FromDays(30);

    private readonly Shell _shell;
    private readonly FleetArguments _fleet;
    private readonly ClusterDoor _door;
    private readonly Option<TimeSpan?> _lapsing = DurationOption.Create("--lapsing", "How far to look ahead", "30d");
    private readonly Option<bool> _live = new("--live") { Description = "Of the cluster: planned here from what is there now, and who leads, what the operator has not looked at yet, repositories" };
    private readonly Option<LabelSelector?> _labels = LabelSelector.CreateOption();
    private readonly Option<bool> _watch = new("--watch", "-w") { Description = "Go on, and show it again when it becomes another, until interrupted; who leads is looked at each minute" };
    private readonly Option<string> _output = OutputOption.Create(ListForm.Names);

    private StatusCommand(Shell shell, Command command)
    {
        _shell = shell;
        command.Add(_lapsing);
        _fleet = new(command, shell);
        _fleet.DescribeNamespace("Only this namespace; in files also that of objects whose file names none");
        command.Add(_live);
        _door = new(command, shell);
        foreach (var option in (Option[])[_labels, _watch, _output])
        {
            command.Add(option);
        }

        command.SetAction(RunAsync);
    }

    /// <summary>The command.</summary>
    /// <param name="shell">What it touches.</param>
    /// <returns>The command.</returns>
    public static Command Create(Shell shell)
    {
        var command = new Command("status", "Say what needs a person, what comes next, which waivers there are and whether they are needed, and what lapses soon: waivers, certificates, calendars, confirmations of contacts, freezes.");
        Examples.Set(command, "reconciler status fleet --lapsing 30d", "reconciler status --live", "reconciler status --live -n fleet -l ops.reconciler.dev/region=AMER -w");
        _ = new StatusCommand(shell, command);
        return command;
    }

    private async Task<int> RunAsync(ParseResult words, CancellationToken stop)
    {
        var isLive = words.GetValue(_live);
        await using var scene = await OpenAsync(words, isLive, stop);
        Instant? asOf = words.GetResult(_fleet.AsOf) is { Implicit: false } ? _fleet.Now(words) : null;
        var shown = new ChangedOverview(words.GetValue(_output)!);
        if (words.GetValue(_watch))
        {
            await new SceneWatch(_shell, scene, asOf).RunAsync(TextOfAsync, withoutPlan: false, stop);
            return ExitCodes.Clean;
        }

        var result = await scene.LookAsync(asOf, stop);
        if (!SceneReading.IsReadable(_shell, result))
        {
            return ExitCodes.Findings;
        }

        await _shell.Output.WriteAsync(await TextOfAsync(result, stop));
        return ExitCodes.Clean;

        async Task<string> TextOfAsync(PassResult found, CancellationToken token)
        {
            var scope = new Scope(_fleet.Namespace(words), words.GetValue(_labels));
            var situation = await scene.SituationAsync(scope.Namespace, token);
            var ahead = words.GetValue(_lapsing) is { } given ? Duration.FromTimeSpan(given) : Ahead;
            var overview = Overview.Of(scene.Title, found, situation, scope, ahead, new(_shell.HasColors));
            return !overview.IsEmpty || scope.Namespace is not { } space || await scene.HasNamespaceAsync(space, token)
                ? shown.Of(overview)
                : throw new EngineException($"there is no namespace {space}");
        }
    }

    private async Task<IScene> OpenAsync(ParseResult words, bool isLive, CancellationToken stop)
    {
        if (!isLive)
        {
            return new FolderScene(_fleet.Location(words), _fleet.Store(words), _shell);
        }

        return _fleet.HasPaths(words) || _fleet.HasOptionsOfFiles(words)
            ? throw new UsageException("--live looks at a cluster: it goes with no PATH, --state, --policy or --templates")
            : await _door.OpenAsync(words, _fleet.Namespace(words), stop);
    }
}
