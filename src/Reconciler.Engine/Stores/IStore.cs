using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Rendering;

namespace Reconciler.Engine.Stores;

/// <summary>Where what was decided is kept: the ledger and the notices, which nothing can bring back, and what is made from them.</summary>
public interface IStore
{
    /// <summary>Whether a pass before did not come to its end: then everything is made again. Known once the ledger was read.</summary>
    bool IsSuspect { get; }

    /// <summary>Reads what the world has been told; the first time, takes the store for this process.</summary>
    /// <param name="stop">Gives up.</param>
    /// <returns>The ledger.</returns>
    /// <exception cref="EngineException">Another run has the store, or the ledger can not be read; the message says who, or where.</exception>
    Task<Ledger> ReadLedgerAsync(CancellationToken stop);

    /// <summary>Makes the kept ledger equal to this one. When it returns, the ledger survives a crash.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>The end.</returns>
    Task SaveLedgerAsync(Ledger ledger, CancellationToken stop);

    /// <summary>Reads a notice with its status.</summary>
    /// <param name="key">Namespace and name.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>Null where none of that name is kept.</returns>
    Task<Notice?> FindNoticeAsync(ObjectKey key, CancellationToken stop);

    /// <summary>Keeps a notice with its status. When it returns, both survive a crash.</summary>
    /// <param name="notice">The notice.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>The end.</returns>
    Task SaveNoticeAsync(Notice notice, CancellationToken stop);

    /// <summary>Keeps notices with their statuses. When it returns, all of them survive a crash.</summary>
    /// <param name="notices">Notices, no two of one name.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>The end.</returns>
    async Task SaveNoticesAsync(IEnumerable<Notice> notices, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(notices);
        foreach (var notice in notices)
        {
            await SaveNoticeAsync(notice, stop);
        }
    }

    /// <summary>
    /// Makes everything else equal to the plan: statuses, generated windows, texts of the tickets that the plan acts on or has facts
    /// of; and forgets notices that the plan does not name.
    /// </summary>
    /// <param name="plan">The plan at rest.</param>
    /// <param name="templates">Templates of the tickets.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>What differed and was written.</returns>
    Task<Written> SaveResultsAsync(Plan plan, TemplateSet templates, CancellationToken stop);
}

/// <summary>How many things differed and were written.</summary>
/// <param name="Statuses">Statuses of what people wrote.</param>
/// <param name="Windows">Generated windows.</param>
/// <param name="Tickets">Tickets.</param>
public sealed record Written(int Statuses, int Windows, int Tickets);
