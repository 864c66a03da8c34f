using System.CommandLine;
using NodaTime;
using NodaTime.Extensions;
using Reconciler.Cli.Arguments;
using Reconciler.Cli.Looking;
using Reconciler.Engine;
using Reconciler.Operator;

namespace Reconciler.Cli.Clusters;

/// <summary><c>reconciler get fleet</c>: the repositories that an operator follows.</summary>
internal sealed class GetSources
{
    // A status is written once a revision is looked at: who watches misses nothing that stays.
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);

    private readonly Shell _shell;
    private readonly ClusterArguments _cluster;
    private readonly Argument<string?> _name = new("NAME") { Description = "One of them; all where none is named", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _all = new("--all-namespaces", "-A") { Description = "All namespaces; the default" };
    private readonly Option<LabelSelector?> _labels = LabelSelector.CreateOption();
    private readonly Option<bool> _watch = new("--watch", "-w") { Description = "Go on, and show what becomes another, until interrupted" };
    private readonly Option<string> _output = OutputOption.Create(ListForm.Names);

    private GetSources(Command command, Shell shell)
    {
        (_shell, _cluster) = (shell, new(command));
        _labels.Description = "Only what has these labels, as 'team in (a,b)'";
        command.Add(_name);
        foreach (var option in (Option[])[_all, _labels, _watch, _output])
        {
            command.Add(option);
        }

        command.Validators.Add(words =>
        {
            if (words.GetValue(_all) && words.GetValue(_name) is not null)
            {
                words.AddError("-A means all namespaces, and a name one fleet source: name its namespace by -n");
            }
        });
        command.SetAction(RunAsync);
    }

    /// <summary>The noun.</summary>
    /// <param name="shell">What it touches.</param>
    /// <returns>The command.</returns>
    public static Command Create(Shell shell)
    {
        var command = SourceLines.Noun.ToCommand();
        Examples.Set(command, "reconciler get fleet -n ops", "reconciler get fleet team -n ops -o json", "reconciler get fleet -w");
        _ = new GetSources(command, shell);
        return command;
    }

    private async Task<int> RunAsync(ParseResult words, CancellationToken stop)
    {
        using var connection = _cluster.Connect(words, _shell);
        var control = new FleetControl(connection, _shell.Clock);
        var form = new ListForm(SourceLines.Noun, words.GetValue(_output)!, hasNamespaces: true);
        if (words.GetValue(_watch))
        {
            await WatchAsync(LookAsync, form, stop);
            return ExitCodes.Clean;
        }

        var lines = await LookAsync();
        await _shell.Output.WriteAsync(lines.Length == 0 && form.IsTable ? "No fleet sources.\n" : form.Whole(lines, Now, tzdb: null));
        return ExitCodes.Clean;

        async Task<Line[]> LookAsync()
        {
            var space = words.GetValue(_all) ? null : _cluster.Namespace(words);
            Api.FleetSource[] sources = words.GetValue(_name) is { } one ? [await control.FindAsync(space ?? connection.Namespace, one, stop)] : [.. await control.ListAsync(space, stop)];
            return [.. sources.Select(SourceLines.Of).Where(new Scope(null, words.GetValue(_labels)).Has)];
        }
    }

    // Goes on also when the cluster can not be asked for a while.
    private async Task WatchAsync(Func<Task<Line[]>> look, ListForm form, CancellationToken stop)
    {
        var (changes, voice) = (new ChangedLines(_ => form), new WatchVoice(_shell));
        try
        {
            while (true)
            {
                try
                {
                    voice.Show(changes.Of(await look(), Now, tzdb: null));
                }
                catch (EngineException problem)
                {
                    voice.Complain(problem.Message);
                }

                await Task.Delay(Glance, _shell.Clock, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // As asked.
        }
    }

    private Instant Now => _shell.Clock.GetCurrentInstant();
}
