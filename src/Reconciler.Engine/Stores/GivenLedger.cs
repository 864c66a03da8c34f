using Reconciler.Api;
using Reconciler.Core.Planning;
using Reconciler.Engine.Worlds;
using Reconciler.Manifests;

namespace Reconciler.Engine.Stores;

/// <summary>
/// A ledger that people give: a file, a folder such as <c>.reconciler/ledger</c>, or standard input as
/// <c>kubectl get changetickets -A -o yaml</c> prints it. One without tickets says that nobody was told anything.
/// </summary>
public static class GivenLedger
{
    /// <summary>Reads it.</summary>
    /// <param name="path">File, folder, or <c>-</c>, as people typed it.</param>
    /// <param name="workingFolder">Full path that a relative path starts from.</param>
    /// <param name="input">Standard input.</param>
    /// <returns>The ledger.</returns>
    /// <exception cref="EngineException">It can not be read: a part of a ledger is none, and neither is an empty file.</exception>
    public static Ledger Read(string path, string workingFolder, Stream input)
    {
        ArgumentNullException.ThrowIfNull(path);
        var files = FileWalk.Find([path], workingFolder);
        var contents = new ManifestCache(ApiGroup.DefaultNamespace).Read(files, file => new(file.Shown, Content(file, input)), CancellationToken.None);
        return contents.FirstOrDefault(IsNoLedger) is { } other
            ? throw new EngineException($"{other.Path}: holds no ChangeTicket, so it is no ledger")
            : LedgerFiles.Of(contents);
    }

    // What a failed command wrote into a pipe must not look like a world that was told nothing.
    private static ReadOnlyMemory<byte> Content(FoundFile file, Stream input)
    {
        var content = file.Read(ManifestFile.MostBytes, input);
        return content.Span.IndexOfAnyExcept(" \r\n\t"u8) >= 0
            ? content
            : throw new EngineException($"{file.Shown}: is empty, so it is no ledger. One that knows of nothing is a List without items, as kubectl prints it");
    }

    private static bool IsNoLedger(FileContents file) =>
        file.Problems.IsEmpty && (file.Skipped > 0 || !file.Objects.IsEmpty) && !file.Objects.Any(declared => declared.Value is ChangeTicket);
}
