using System.CommandLine;
using System.Text;
using Reconciler.Api;
using Reconciler.Cli.Arguments;
using Reconciler.Cli.Texts;
using Reconciler.Operator;

namespace Reconciler.Cli.Clusters;

/// <summary><c>reconciler get|suspend|resume|sync fleet</c>: looks at and steers the repositories that an operator follows, in Flux's manner.</summary>
internal static class SourceCommands
{
    private const string Kind = "fleet";

    /// <summary>The commands.</summary>
    /// <param name="shell">What they touch.</param>
    /// <returns>The commands.</returns>
    public static IEnumerable<Command> Create(Shell shell) =>
    [
        Verb("suspend", "Fetch, apply and put back nothing for now.", "reconciler suspend fleet team -n ops", Suspend(shell, isSuspended: true)),
        Verb("resume", "Follow the repository again.", "reconciler resume fleet team -n ops", Suspend(shell, isSuspended: false)),
        Verb("sync", "Fetch and apply now, and wait for the end.", "reconciler sync fleet team -n ops", Sync(shell)),
    ];

    private static Command Verb(string name, string description, string example, Command noun)
    {
        var command = new Command(name, description);
        Examples.Set(command, example);
        Examples.Set(noun, example);
        command.Add(noun);
        return command;
    }

    /// <summary>What <c>get</c> shows of them.</summary>
    /// <param name="shell">What it touches.</param>
    /// <returns>The noun.</returns>
    public static Command Get(Shell shell)
    {
        var command = new Command(Kind, "Fleet sources: the repositories that an operator follows, and how far the cluster is in line with them.");
        Examples.Set(command, "reconciler get fleet -n ops");
        var cluster = new ClusterArguments(command);
        var name = new Argument<string?>("NAME") { Description = "One of them; all where none is named", Arity = ArgumentArity.ZeroOrOne };
        command.Add(name);
        command.SetAction(async (words, stop) =>
        {
            using var connection = cluster.Connect(words, shell);
            var control = new FleetControl(connection, shell.Clock);
            FleetSource[] sources = words.GetValue(name) is { } one
                ? [await control.FindAsync(cluster.Namespace(words) ?? connection.Namespace, one, stop)]
                : [.. await control.ListAsync(cluster.Namespace(words), stop)];
            await WriteAsync(shell, sources);
            return ExitCodes.Clean;
        });
        return command;
    }

    private static Command Suspend(Shell shell, bool isSuspended)
    {
        var (command, cluster, name) = OfOne("The fleet source.");
        command.SetAction(async (words, stop) =>
        {
            using var connection = cluster.Connect(words, shell);
            var source = await new FleetControl(connection, shell.Clock).SuspendAsync(cluster.Namespace(words) ?? connection.Namespace, words.GetValue(name)!, isSuspended, stop);
            await shell.Output.WriteLineAsync($"fleet {source.Metadata.Name} is {(isSuspended ? "suspended" : "followed again")}.");
            return ExitCodes.Clean;
        });
        return command;
    }

    private static Command Sync(Shell shell)
    {
        var (command, cluster, name) = OfOne("The fleet source.");
        var timeout = DurationOption.Create("--timeout", "The longest wait", "5m", "1s");
        command.Add(timeout);
        command.SetAction(async (words, stop) =>
        {
            using var connection = cluster.Connect(words, shell);
            var source = await new FleetControl(connection, shell.Clock).SyncAsync(
                cluster.Namespace(words) ?? connection.Namespace, words.GetValue(name)!, words.GetValue(timeout) ?? TimeSpan.FromMinutes(5), stop);
            await WriteAsync(shell, [source]);
            return Ready(source)?.Status == ConditionStatus.True ? ExitCodes.Clean : ExitCodes.Failed;
        });
        return command;
    }

    private static (Command Command, ClusterArguments Cluster, Argument<string> Name) OfOne(string description)
    {
        var command = new Command(Kind, description);
        var cluster = new ClusterArguments(command);
        var name = new Argument<string>("NAME") { Description = "Name of the fleet source" };
        command.Add(name);
        return (command, cluster, name);
    }

    private static async Task WriteAsync(Shell shell, IReadOnlyCollection<FleetSource> sources)
    {
        var table = new Table("NAMESPACE", "NAME", "REVISION", "SUSPENDED", "READY", "MESSAGE");
        foreach (var source in sources)
        {
            var ready = Ready(source);
            table.Add(source.Metadata.Namespace ?? "", source.Metadata.Name, source.Status?.LastAppliedRevision ?? "", source.Spec.Suspend ? "True" : "False", ready?.Status.ToString() ?? "Unknown", ready?.Message ?? "no operator has seen it yet");
        }

        var text = new StringBuilder();
        table.WriteTo(text);
        await shell.Output.WriteAsync(sources.Count == 0 ? "No fleet sources.\n" : text.ToString());
    }

    private static Condition? Ready(FleetSource source) => source.Status?.Conditions.FirstOrDefault(condition => condition.Type == ConditionTypes.Ready);
}
