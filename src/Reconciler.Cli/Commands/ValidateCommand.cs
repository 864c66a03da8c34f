using System.CommandLine;
using System.Text;
using Reconciler.Cli.Arguments;
using Reconciler.Cli.Validating;
using Reconciler.Core.Planning;
using Reconciler.Core.Policy;
using Reconciler.Engine.Worlds;

namespace Reconciler.Cli.Commands;

/// <summary><c>reconciler validate</c>: what is wrong with a fleet, for reviewers and their tools.</summary>
internal sealed class ValidateCommand
{
    private readonly Shell _shell;
    private readonly FleetArguments _fleet;
    private readonly ReportOption _output = new();
    private readonly Option<string> _failOn = new("--fail-on") { Description = "Exit with 1 from this severity on", HelpName = "error|warning", DefaultValueFactory = _ => "error" };
    private readonly Option<string?> _baseline = new("--baseline") { Description = "File of findings that are known: they are listed apart and do not fail", HelpName = "FILE" };
    private readonly Option<string?> _writeBaseline = new("--write-baseline") { Description = "Take every error and warning of today for known", HelpName = "FILE" };
    private readonly Option<bool> _addresses = new("--show-addresses") { Description = "Whole mail addresses also in what goes to a pull request" };

    private ValidateCommand(Shell shell, Command command)
    {
        _shell = shell;
        _fleet = new(command, shell);
        _failOn.AcceptOnlyFromAmong("error", "warning");
        command.Add(_output.Option);
        command.Add(_failOn);
        command.Add(_baseline);
        command.Add(_writeBaseline);
        command.Add(_addresses);
        command.SetAction(Run);
    }

    /// <summary>The command.</summary>
    /// <param name="shell">What it touches.</param>
    /// <returns>The command.</returns>
    public static Command Create(Shell shell)
    {
        var command = new Command("validate", "Say what is wrong with a fleet, with place and remedy. Nothing is written but the reports, and nobody is told.");
        Examples.Set(
            command,
            "reconciler validate fleet",
            "reconciler validate fleet -o sarif=out.sarif -o github --fail-on warning",
            "reconciler validate old-fleet --write-baseline baseline.json");
        _ = new ValidateCommand(shell, command);
        return command;
    }

    private int Run(ParseResult words)
    {
        var known = words.GetValue(_baseline) is { } baseline ? Baseline.Read(FullPath(baseline), baseline) : Baseline.None;
        var report = Report(words, known);
        foreach (var (format, file) in words.GetRequiredValue(_output.Option))
        {
            var shown = format.ForPullRequests && !words.GetValue(_addresses) ? report.WithShortAddresses() : report;
            Write(format.Write(shown), file);
        }

        if (words.GetValue(_writeBaseline) is { } target)
        {
            Write(Baseline.TextOf(report), target);
            return ExitCodes.Clean;
        }

        var limit = words.GetValue(_failOn) == "warning" ? Severity.Warning : Severity.Error;
        return report.New.Any(finding => finding.Severity >= limit) ? ExitCodes.Findings : ExitCodes.Clean;
    }

    private Report Report(ParseResult words, Baseline known)
    {
        var fleet = new FolderWorld(_fleet.Location(words), _shell.Input).Read();
        IEnumerable<Finding> findings = fleet.Problems;
        string? tzdb = null;
        if (fleet.Problems.All(problem => problem.Severity < Severity.Error))
        {
            var plan = Planner.Plan(fleet.Snapshot, _fleet.Store(words).ReadLedger(), _fleet.Now(words), new() { ExpectsRecords = false });
            findings = findings.Concat(plan.Findings);
            tzdb = plan.TzdbVersion;
        }

        return Validating.Report.Of(fleet, findings, known, Json.ToolRow.Of(tzdb), CheckoutPaths.Of(_shell.WorkingFolder), _shell.HasColors);
    }

    private void Write(string text, string? file)
    {
        if (file is null)
        {
            _shell.Output.Write(text);
            return;
        }

        var path = FullPath(file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    private string FullPath(string file) => Path.GetFullPath(file, _shell.WorkingFolder);
}
