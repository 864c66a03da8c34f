using System.CommandLine;
using NodaTime;
using Reconciler.Cli.Arguments;
using Reconciler.Cli.Json;
using Reconciler.Cli.Looking;
using Reconciler.Cli.Texts;

namespace Reconciler.Cli.Commands;

/// <summary><c>reconciler status</c>: what needs a person, what comes next, which waivers there are, and what lapses soon.</summary>
internal sealed class StatusCommand
{
    private static readonly Duration Ahead = Duration.FromDays(30);

    private readonly Shell _shell;
    private readonly FleetArguments _fleet;
    private readonly IClusterDoor? _door;
    private readonly Option<TimeSpan?> _lapsing = DurationOption.Create("--lapsing", "How far to look ahead", "30d");
    private readonly Option<bool> _live = new("--live") { Description = "Of the cluster: planned here from what is there now, and who leads, what the operator has not looked at yet, repositories" };
    private readonly Option<string> _lease = new("--lease") { Description = "Name of the operator's lease", HelpName = "NAME", DefaultValueFactory = _ => "reconciler" };
    private readonly Option<string> _output = OutputOption.Create();

    private StatusCommand(Shell shell, Command command, Func<Command, IClusterDoor>? door)
    {
        _shell = shell;
        command.Add(_lapsing);
        _fleet = new(command, shell);
        if (door is not null)
        {
            command.Add(_live);
            command.Add(_lease);
            _door = door(command);
        }

        command.Add(_output);
        command.SetAction(RunAsync);
    }

    /// <summary>The command.</summary>
    /// <param name="shell">What it touches.</param>
    /// <param name="door">Adds the way to a cluster to a command; null: there is none.</param>
    /// <returns>The command.</returns>
    public static Command Create(Shell shell, Func<Command, IClusterDoor>? door)
    {
        var command = new Command("status", "Say what needs a person, what comes next, which waivers there are and whether they are needed, and what lapses soon: waivers, certificates, calendars, confirmations of contacts, freezes.");
        string[] live = door is null ? [] : ["reconciler status --live"];
        Examples.Set(command, ["reconciler status fleet --lapsing 30d", .. live]);
        _ = new StatusCommand(shell, command, door);
        return command;
    }

    private async Task<int> RunAsync(ParseResult words, CancellationToken stop)
    {
        var isLive = _door is not null && words.GetValue(_live);
        await using var scene = await OpenAsync(words, isLive, stop);
        var result = await scene.LookAsync(words.GetResult(_fleet.AsOf) is { Implicit: false } ? _fleet.Now(words) : null, stop);
        if (!SceneReading.IsReadable(_shell, result))
        {
            return ExitCodes.Findings;
        }

        var ahead = words.GetValue(_lapsing) is { } given ? Duration.FromTimeSpan(given) : Ahead;
        var overview = Overview.Of(scene.Title, result, await scene.SituationAsync(isLive ? words.GetValue(_lease)! : "", stop), isLive ? _fleet.Namespace(words) : null, ahead, new(_shell.HasColors));
        await _shell.Output.WriteAsync(words.GetValue(_output) == OutputOption.Json ? Output.Of(StatusDocument.Of(overview)) : StatusText.Of(overview));
        return ExitCodes.Clean;
    }

    private async Task<IScene> OpenAsync(ParseResult words, bool isLive, CancellationToken stop)
    {
        if (!isLive)
        {
            return new FolderScene(_fleet.Location(words), _fleet.Store(words), _shell);
        }

        return _fleet.HasPaths(words) || _fleet.HasOptionsOfFiles(words)
            ? throw new UsageException("--live looks at a cluster: it goes with no PATH, --state, --policy or --templates")
            : await _door!.OpenAsync(words, _fleet.Namespace(words), stop);
    }
}
