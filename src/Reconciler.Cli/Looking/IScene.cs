using NodaTime;
using Reconciler.Engine.Passes;
using Reconciler.Engine.Watching;

namespace Reconciler.Cli.Looking;

/// <summary>A fleet to look at, in files or in a cluster; nothing is written, and nobody is told.</summary>
internal interface IScene : IAsyncDisposable
{
    /// <summary>It as people know it.</summary>
    string Title { get; }

    /// <summary>Says that something was changed; asked for only by those who stay.</summary>
    IChangeSignal Changes { get; }

    /// <summary>Reads and plans.</summary>
    /// <param name="now">The instant to plan for; null: now.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>What was found; without a plan where something could not be read.</returns>
    Task<PassResult> LookAsync(Instant? now, CancellationToken stop);

    /// <summary>Whether there is a namespace; true of files, and where that can not be asked.</summary>
    /// <param name="space">Its name.</param>
    /// <param name="stop">Gives up.</param>
    Task<bool> HasNamespaceAsync(string space, CancellationToken stop);

    /// <summary>Says how the work goes on, after a look.</summary>
    /// <param name="only">The only namespace whose objects and repositories are told of; null: all that are read.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>Null for files: nobody works on them meanwhile.</returns>
    Task<Situation?> SituationAsync(string? only, CancellationToken stop);
}
