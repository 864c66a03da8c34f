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

    internal KeptFolder MessagesOn(IFiles files) => new(files, PathOf("notices"), MessageFiles.Mail, MessageFiles.Calendar);

    /// <summary>Reads what the world has been told, also while a run has the store.</summary>
    /// <returns>The ledger; an empty one where there is no store.</returns>
    /// <exception cref="EngineException">It can not be read; the message names the file.</exception>
    public Ledger ReadLedger() => ReadLedger(LedgerOn(new DiskFiles()));

    internal Ledger ReadLedger(KeptFolder ledger) => LedgerFiles.Read(ledger, $"{Shown}/ledger");
}

/// <summary>Names of the files of a message.</summary>
internal static class MessageFiles
{
    /// <summary>Ending of a whole mail.</summary>
    public const string Mail = ".eml";

    /// <summary>Ending of the calendar entry beside it.</summary>
    public const string Calendar = ".ics";

    /// <summary>Both files of a notice.</summary>
    /// <param name="notice">Name of the notice.</param>
    /// <returns>Relative paths.</returns>
    public static IEnumerable<string> Of(string notice) => [notice + Mail, notice + Calendar];
}
