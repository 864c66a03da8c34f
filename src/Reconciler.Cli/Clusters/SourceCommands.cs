using System.CommandLine;
using NodaTime.Extensions;
using Reconciler.Api;
using Reconciler.Cli.Arguments;
using Reconciler.Cli.Looking;
using Reconciler.Engine;
using Reconciler.Operator;

namespace Reconciler.Cli.Clusters;

/// <summary><c>reconciler suspend|resume|sync fleet</c>: steers the repositories that an operator follows, in Flux's manner.</summary>
internal static class SourceCommands
{
    private const string Kind = "fleet";

    /// <summary>The commands.</summary>
    /// <param name="shell">What they touch.</param>
    /// <returns>The commands.</returns>
    public static IEnumerable<Command> Create(Shell shell) =>
    [
        Verb("suspend", "Fetch, apply and put back nothing for now.", "reconciler suspend fleet team -n ops", Suspend(shell)),
        Verb("resume", "Follow the repository again, and wait until it is applied.", "reconciler resume fleet team -n ops", Sync(shell, resumes: true)),
        Verb("sync", "Fetch and apply now, and wait for the end.", "reconciler sync fleet team -n ops", Sync(shell, resumes: false)),
    ];

    private static Command Verb(string name, string description, string example, Command noun)
    {
        var command = new Command(name, description);
        Examples.Set(command, example);
        Examples.Set(noun, example);
        command.Add(noun);
        return command;
    }

    private static Command Suspend(Shell shell)
    {
        var (command, cluster, names) = OfSome();
        command.SetAction(async (words, stop) =>
        {
            using var connection = cluster.Connect(words, shell);
            foreach (var name in words.GetValue(names)!)
            {
                await SuspendAsync(connection, cluster.Namespace(words) ?? connection.Namespace, name, isSuspended: true, shell, stop);
            }

            return ExitCodes.Clean;
        });
        return command;
    }

    private static async Task SuspendAsync(Cluster connection, string space, string name, bool isSuspended, Shell shell, CancellationToken stop)
    {
        var source = await new FleetControl(connection, shell.Clock).SuspendAsync(space, name, isSuspended, stop);
        await shell.Output.WriteLineAsync($"fleet {source.Metadata.Name} is {(isSuspended ? "suspended" : "followed again")}.");
        foreach (var warning in isSuspended ? WarningsOf(source) : [])
        {
            await shell.Error.WriteLineAsync($"reconciler: {warning}");
        }
    }

    private static IEnumerable<string> WarningsOf(FleetSource source)
    {
        var (name, space) = (source.Metadata.Name, source.Metadata.Namespace);
        if (source.Status?.Applying is { } applying)
        {
            yield return $"{applying} is being applied, or was cut short: until it is completed nobody is told anything. An apply that is under way goes to its end all the same; nothing completes one that was cut short while the fleet source is suspended; 'reconciler resume fleet {name} -n {space}' goes on with it";
        }

        // One that its own repository declares puts nothing back any more.
        if (source.Metadata.Labels.GetValueOrDefault(Annotations.Fleet) is { } parent && (parent, source.Metadata.Labels.GetValueOrDefault(Annotations.FleetNamespace)) != (name, space) && source.Metadata.Annotations.GetValueOrDefault(Annotations.Reconcile) != Annotations.Disabled)
        {
            yield return $"FleetSource {source.Metadata.Labels.GetValueOrDefault(Annotations.FleetNamespace)}/{parent} declares it, and puts back what it declares: commit 'suspend: true' there, or let it be left alone with 'kubectl annotate fleet {name} -n {space} {Annotations.Reconcile}={Annotations.Disabled}'";
        }
    }

    private static Command Sync(Shell shell, bool resumes)
    {
        var (command, cluster, names) = OfSome();
        var timeout = DurationOption.Create("--timeout", "The longest wait", "5m", "1s");
        command.Add(timeout);
        command.SetAction(async (words, stop) =>
        {
            using var connection = cluster.Connect(words, shell);
            var (space, all) = (cluster.Namespace(words) ?? connection.Namespace, words.GetValue(names)!);
            foreach (var name in resumes ? all : [])
            {
                await SuspendAsync(connection, space, name, isSuspended: false, shell, stop);
            }

            var control = new FleetControl(connection, shell.Clock);
            var sources = await Task.WhenAll(all.Select(name => SyncAsync(control, space, name, words.GetValue(timeout) ?? TimeSpan.FromMinutes(5), stop)));
            await shell.Output.WriteAsync(new ListForm(SourceLines.Noun, ListForm.Names[0], hasNamespaces: true).Whole([.. sources.Select(SourceLines.Of)], shell.Clock.GetCurrentInstant(), tzdb: null));
            return sources.All(source => SourceLines.ReadyOf(source)?.Status == ConditionStatus.True) ? ExitCodes.Clean : ExitCodes.Failed;
        });
        return command;
    }

    private static async Task<FleetSource> SyncAsync(FleetControl control, string space, string name, TimeSpan most, CancellationToken stop)
    {
        try
        {
            return await control.SyncAsync(space, name, most, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new EngineException($"interrupted: nobody waits for the sync any more; 'reconciler get fleet {name} -n {space}' shows what comes of it");
        }
    }

    private static (Command Command, ClusterArguments Cluster, Argument<string[]> Names) OfSome()
    {
        var command = new Command(Kind, "Fleet sources.");
        var cluster = new ClusterArguments(command);
        var names = new Argument<string[]>("NAME") { Description = "Names of fleet sources", Arity = ArgumentArity.OneOrMore };
        command.Add(names);
        return (command, cluster, names);
    }
}
