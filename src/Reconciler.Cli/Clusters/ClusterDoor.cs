using System.CommandLine;
using Reconciler.Cli.Looking;
using Reconciler.Engine;
using Reconciler.Operator;

namespace Reconciler.Cli.Clusters;

/// <summary>The way to a cluster for commands that look at files too.</summary>
internal sealed class ClusterDoor
{
    private readonly Shell _shell;
    private readonly ClusterArguments _arguments;
    private readonly Option<string> _lease = new("--lease") { Description = "Name of the operator's lease, which says who leads", HelpName = "NAME", DefaultValueFactory = _ => "reconciler" };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">Gets the options that name a cluster.</param>
    /// <param name="shell">What commands touch.</param>
    public ClusterDoor(Command command, Shell shell)
    {
        _shell = shell;
        _arguments = new(command, hasNamespace: false);
        command.Add(_lease);
    }

    /// <summary>Whether a cluster was named.</summary>
    /// <param name="words">The command line.</param>
    public bool IsNamed(ParseResult words) => _arguments.IsNamed(words);

    /// <summary>Connects.</summary>
    /// <param name="words">The command line.</param>
    /// <param name="space">The only namespace that is asked for; null: all.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="EngineException">There is no cluster, or it can not be asked.</exception>
    public async Task<IScene> OpenAsync(ParseResult words, string? space, CancellationToken stop)
    {
        var cluster = _arguments.Connect(words, _shell);
        try
        {
            var seesAll = await ClusterSight.SeesAllAsync(cluster, stop);
            if (!seesAll && space is not null)
            {
                await _shell.Error.WriteLineAsync($"reconciler: only namespace {space} may be read: limits that count over all namespaces, such as WIN006, see less than the operator may, and whether it only observes is not known here");
            }

            return new ClusterScene(cluster, space is null ? "the cluster" : $"namespace {space}", seesAll ? null : space, words.GetValue(_lease)!, _shell.Clock);
        }
        catch
        {
            cluster.Dispose();
            throw;
        }
    }
}
