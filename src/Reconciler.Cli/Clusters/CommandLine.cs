using System.CommandLine;
using Reconciler.Cli.Clusters;

namespace Reconciler.Cli;

/// <content>The commands that talk to a cluster.</content>
internal sealed partial class CommandLine
{
    partial void AddClusterCommands(List<Command> commands) => commands.AddRange([OperatorCommand.Create(shell), LedgerCommand.Create(shell), .. SourceCommands.Create(shell)]);
}
