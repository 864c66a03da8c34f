using System.CommandLine;
using System.Globalization;
using NodaTime;
using Reconciler.Cli.Arguments;
using Reconciler.Cli.Texts;
using Reconciler.Engine.Stores;
using Reconciler.Operator;

namespace Reconciler.Cli.Clusters;

/// <summary><c>reconciler ledger</c>: carries what people were told from one cluster to another.</summary>
internal static class LedgerCommand
{
    /// <summary>The command.</summary>
    /// <param name="shell">What it touches.</param>
    /// <returns>The command.</returns>
    public static Command Create(Shell shell)
    {
        var command = new Command("ledger", "Carry what people were told from one cluster to another.");
        Examples.Set(command, "reconciler ledger export --context old | reconciler ledger import - --context new");
        command.Add(Export(shell));
        command.Add(Import(shell));
        return command;
    }

    private static Command Export(Shell shell)
    {
        var command = new Command("export", "Print the tickets of a cluster, as 'ledger import', 'plan --ledger' and .reconciler/ledger take them.");
        Examples.Set(command, "reconciler ledger export > ledger.yaml");
        var cluster = new ClusterArguments(command);
        command.SetAction(async (words, stop) =>
        {
            using var connection = cluster.Connect(words, shell);
            await shell.Output.WriteAsync(LedgerText.Of(await new ClusterLedger(connection).ReadAsync(cluster.Namespace(words), stop)));
            return ExitCodes.Clean;
        });
        return command;
    }

    private static Command Import(Shell shell)
    {
        var command = new Command("import", "Put tickets into a cluster and tell nobody. Apply the fleet first, or stop the operator: what was told and is not declared is called off.");
        Examples.Set(command, "reconciler ledger import ledger.yaml --context new", "reconciler ledger import .reconciler/ledger");
        var cluster = new ClusterArguments(command);
        var path = new Argument<string>("PATH") { Description = "File or folder of tickets, or - for standard input" };
        var overwrite = new Option<bool>("--overwrite") { Description = "Overwrite tickets of the cluster that say something else" };
        command.Add(path);
        command.Add(overwrite);
        command.SetAction(async (words, stop) =>
        {
            var ledger = GivenLedger.Read(words.GetValue(path)!, shell.WorkingFolder, shell.Input);
            using var connection = cluster.Connect(words, shell);
            var done = await new ClusterLedger(connection).ImportAsync(ledger, Instant.FromDateTimeOffset(shell.Clock.GetUtcNow()), words.GetValue(overwrite), stop);
            await shell.Output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{done.Created} tickets created, {done.Overwritten} overwritten, {done.Same} as they were."));
            return ExitCodes.Clean;
        });
        return command;
    }
}
