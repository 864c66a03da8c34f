using Reconciler.Api;
using Reconciler.Core.Planning;

namespace Reconciler.Engine.Stores;

/// <summary>Where a folder store is.</summary>
/// <param name="Path">Full path of the folder; it may be missing.</param>
/// <param name="Shown">The path as people know it, with forward slashes.</param>
public sealed record StoreFolder(string Path, string Shown)
{
    /// <summary>Name of a store's folder where people name none.</summary>
    public const string DefaultName = ".reconciler";

    internal string PathOf(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    internal KeptFolder LedgerOn(IFiles files) => new(files, PathOf("ledger"), ".yaml");

    internal KeptFolder MessagesOn(IFiles files) => new(files, PathOf("notices"), NoticeFiles.Mail, NoticeFiles.Calendar);

    internal KeptFolder NoticesOn(IFiles files) => new(files, PathOf("objects", nameof(Notice)), ".yaml");

    /// <summary>Reads what the world has been told, also while a run has the store.</summary>
    /// <returns>The ledger; an empty one where there is no store.</returns>
    /// <exception cref="EngineException">It can not be read; the message names the file.</exception>
    public Ledger ReadLedger() => ReadLedger(LedgerOn(new DiskFiles()));

    /// <summary>Reads a notice that was decided.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The first of that name in the order of namespaces; null where there is none.</returns>
    public Notice? FindNotice(string name)
    {
        var notices = NoticesOn(new DiskFiles());
        return notices.List()
            .Where(path => System.IO.Path.GetFileNameWithoutExtension(path) == name)
            .Select(path => NoticeFiles.Read(notices, path))
            .FirstOrDefault();
    }

    internal Ledger ReadLedger(KeptFolder ledger) => LedgerFiles.Read(ledger, $"{Shown}/ledger");
}
