using System.CommandLine;
using System.Text;
using NodaTime;
using Reconciler.Cli.Arguments;
using Reconciler.Cli.Json;
using Reconciler.Cli.Texts;
using Reconciler.Core.Time;

namespace Reconciler.Cli.Commands;

/// <summary><c>reconciler windows</c>: when work may be done.</summary>
internal sealed class WindowsCommand
{
    private static readonly Duration DefaultSpan = Duration.FromDays(30);

    private readonly Shell _shell;
    private readonly FleetArguments _fleet;
    private readonly Option<string?> _region = new("--region") { Description = "Region id of the policy, such as AMER", HelpName = "REGION" };
    private readonly Option<string?> _instance = new("--instance") { Description = "Folder of a fleet and name of an instance in it: with its own blackouts and calendars", HelpName = "DIR/NAME" };
    private readonly Option<Instant?> _from = InstantOption.Create("--from", "First opening; now where none is given");
    private readonly Option<Instant?> _to = InstantOption.Create("--to", "End, not included; 30 days after the begin where none is given");
    private readonly Option<string> _output = OutputOption.Create();

    private WindowsCommand(Shell shell, Command command)
    {
        _shell = shell;
        command.Add(_region);
        command.Add(_instance);
        command.Add(_from);
        command.Add(_to);
        _fleet = new(command, shell, hasState: false);
        command.Add(_output);
        command.Validators.Add(words =>
        {
            if (words.GetValue(_region) is null == words.GetValue(_instance) is null)
            {
                words.AddError("name either a region with --region, or an instance with --instance");
            }
        });
        command.SetAction(Run);
    }

    /// <summary>The command.</summary>
    /// <param name="shell">What it touches.</param>
    /// <returns>The command.</returns>
    public static Command Create(Shell shell)
    {
        var command = new Command("windows", "List the windows of a region or an instance, with what blocks them.");
        Examples.Set(
            command,
            "reconciler windows --region AMER --from 2026-01-01T00:00:00Z --to 2028-01-01T00:00:00Z -o json",
            "reconciler windows --instance examples/fleet/globex-amer --from 2026-12-01T00:00:00Z");
        _ = new WindowsCommand(shell, command);
        return command;
    }

    private int Run(ParseResult words)
    {
        var from = words.GetValue(_from) ?? _fleet.Now(words);
        var to = words.GetValue(_to) ?? from + DefaultSpan;
        if (Place(words) is not { } place)
        {
            return ExitCodes.Findings;
        }

        var windows = place.Windows(from, to);
        _shell.Output.Write(words.GetValue(_output) == OutputOption.Json
            ? Output.Of([.. windows.Select(WindowRow.Of)])
            : Text(windows));
        return ExitCodes.Clean;
    }

    private WorkPlace? Place(ParseResult words)
    {
        if (words.GetValue(_region) is { } name)
        {
            return FleetReading.ReadNamed(_shell, _fleet, words) is { } policy ? WorkPlace.OfRegion(policy.Snapshot, name) : null;
        }

        var path = words.GetValue(_instance)!.Replace('\\', '/').TrimEnd('/');
        var cut = path.LastIndexOf('/');
        var folder = cut < 0 ? "." : cut == 0 ? "/" : path[..cut];
        var location = _fleet.Location(words, folder);
        return FleetReading.Read(_shell, location) is { } fleet ? WorkPlace.OfInstance(fleet.Snapshot, path[(cut + 1)..], folder) : null;
    }

    private string Text(IEnumerable<OfferedWindow> windows)
    {
        var palette = new Palette(_shell.HasColors);
        var table = new Table("OPENS (LOCAL)", "CLOSES (LOCAL)", "OPENS (UTC)", "KIND", "NOTICE BY (LOCAL)", "BLOCKED");
        foreach (var (window, holiday, deadline, zone) in windows)
        {
            var blocked = string.Join("; ", window.Blocked.Select(blockage => $"{blockage.Rule} {blockage.Reason}"));
            table.Add(
                Describe.Local(window.Opens, zone),
                Describe.Local(window.Closes, zone),
                Instants.Utc(window.Opens),
                new(Words.Of(window.Kind), window.Kind == WindowKind.Weekend ? palette.Dim : null),
                Describe.Local(deadline, zone),
                holiday is null ? blocked : string.Join("; ", new[] { blocked, $"holiday: {holiday}" }.Where(text => text.Length > 0)));
        }

        var output = new StringBuilder();
        table.WriteTo(output);
        return output.ToString();
    }
}
