using System.CommandLine;

namespace Reconciler.Cli.Looking;

/// <summary>The way to a cluster, for commands that look at files too. The program that is compiled ahead of time has none.</summary>
internal interface IClusterDoor
{
    /// <summary>Whether a cluster was named.</summary>
    /// <param name="words">The command line.</param>
    bool IsNamed(ParseResult words);

    /// <summary>Connects.</summary>
    /// <param name="words">The command line.</param>
    /// <param name="space">The only namespace that is asked for; null: all.</param>
    /// <param name="stop">Gives up.</param>
    Task<IScene> OpenAsync(ParseResult words, string? space, CancellationToken stop);
}
