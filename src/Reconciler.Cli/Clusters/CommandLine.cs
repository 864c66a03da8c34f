using System.CommandLine;
using Reconciler.Cli.Clusters;
using Reconciler.Cli.Looking;

namespace Reconciler.Cli;

/// <content>The commands that talk to a cluster.</content>
internal sealed partial class CommandLine
{
    partial void AddClusterCommands(List<Command> commands)
    {
        commands.AddRange([OperatorCommand.Create(shell), CheckCommand.Create(shell), LedgerCommand.Create(shell), .. SourceCommands.Create(shell)]);
        commands.First(command => command.Name == "get").Add(SourceCommands.Get(shell));
    }

    partial void OpenClusters(ref Func<Command, IClusterDoor>? door) => door = command => new ClusterDoor(command, shell);
}
