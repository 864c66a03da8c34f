using System.CommandLine;
using System.Globalization;
using Reconciler.Cli.Arguments;
using Reconciler.Cli.Clusters;
using Reconciler.Cli.Looking;
using Reconciler.Engine.Passes;

namespace Reconciler.Cli.Commands;

/// <summary><c>reconciler get windows|notices|tickets|findings</c>: what is the case, in files or in a cluster.</summary>
internal sealed class GetCommand
{
    private readonly Shell _shell;
    private readonly Noun _noun;
    private readonly SceneArguments _scene;
    private readonly Option<bool> _all = new("--all-namespaces", "-A") { Description = "All namespaces, which the table then tells; the default" };
    private readonly Option<LabelSelector?> _labels = LabelSelector.CreateOption();
    private readonly Option<bool> _watch = new("--watch", "-w") { Description = "Go on, and show what becomes another, until interrupted" };
    private readonly Option<string> _output = OutputOption.Create(ListForm.Names);

    private GetCommand(Shell shell, Noun noun, Command command)
    {
        (_shell, _noun, _scene) = (shell, noun, new(command, shell, "Names, or files and folders to read; without a file or folder, the cluster is asked"));
        foreach (var option in (Option[])[_all, _labels, _watch, _output])
        {
            command.Add(option);
        }

        command.Validators.Add(words =>
        {
            if (words.GetValue(_all) && _scene.HasNamespace(words))
            {
                words.AddError("-A means all namespaces, and -n one of them");
            }
        });
        command.SetAction(RunAsync);
    }

    /// <summary>The command.</summary>
    /// <param name="shell">What it touches.</param>
    /// <returns>The command.</returns>
    public static Command Create(Shell shell)
    {
        var command = new Command("get", "List what is the case: what needs a person first, then by when. Of files with a PATH, else of the cluster; it is planned as the operator does it, and nothing is written.");
        Examples.Set(command, "reconciler get windows", "reconciler get windows fleet -o wide", "reconciler get findings -n fleet -w");
        foreach (var noun in Noun.All)
        {
            var list = noun.ToCommand();
            Examples.Set(
                list,
                $"reconciler get {noun.Name}",
                $"reconciler get {noun.Name} examples/fleet --as-of 2026-12-01T09:00:00Z -o wide",
                $"reconciler get {noun.Name} -n fleet -l ops.reconciler.dev/region=AMER -w");
            _ = new GetCommand(shell, noun, list);
            command.Add(list);
        }

        command.Add(GetSources.Create(shell));
        return command;
    }

    private async Task<int> RunAsync(ParseResult words, CancellationToken stop)
    {
        await using var scene = await _scene.OpenAsync(words, stop);
        var wanted = new Wanted(_noun, _scene.Names(words), new(_scene.Namespace(words), words.GetValue(_labels)));
        if (words.GetValue(_watch))
        {
            var changes = new ChangedLines(lines => FormOf(words, lines));
            await new SceneWatch(_shell, scene, _scene.Now(words)).RunAsync((found, _) => Task.FromResult(changes.Of(wanted.Of(_noun.Lines(found, new(_shell.HasColors))), found.Now, found.Plan?.TzdbVersion)), withoutPlan: _noun == FindingLines.Noun, stop);
            return ExitCodes.Clean;
        }

        var result = await scene.LookAsync(_scene.Now(words), stop);
        if (_noun != FindingLines.Noun && !SceneReading.IsReadable(_shell, result))
        {
            return ExitCodes.Findings;
        }

        var lines = wanted.Of(_noun.Lines(result, new(_shell.HasColors)));
        wanted.RequireAll(lines);
        var form = FormOf(words, lines);
        await _shell.Output.WriteAsync(lines.Count == 0 && form.IsTable ? "" : form.Whole(lines, result.Now, result.Plan?.TzdbVersion));
        if (lines.Count == 0 && form.IsTable)
        {
            await _shell.Error.WriteLineAsync($"No {_noun.Name} in {wanted.Scope.Of(scene.Title)}{await WhyNoneAsync(scene, result, wanted.Scope, stop)}.");
        }

        if (form.IsTable && result.Foreseen is not null)
        {
            await _shell.Error.WriteLineAsync("reconciler: nobody is told anything: announce.mode is observe");
        }

        return ExitCodes.Clean;
    }

    // Nothing is to be taken for an all-clear where only the namespace or a label was mistyped.
    private async Task<string> WhyNoneAsync(IScene scene, PassResult result, Scope scope, CancellationToken stop)
    {
        if (scope.Namespace is { } space && !await scene.HasNamespaceAsync(space, stop))
        {
            return ": there is no such namespace";
        }

        var others = scope.Labels is null ? 0 : _noun.Lines(result, new(false)).Count((scope with { Labels = null }).Has);
        return others == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $": {others} with other labels");
    }

    private ListForm FormOf(ParseResult words, IReadOnlyList<Line> lines) =>
        new(_noun, words.GetValue(_output)!, words.GetValue(_all) || lines.Select(line => line.Namespace).Where(space => space.Length > 0).Distinct().Skip(1).Any());
}
