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
    /// <exception cref="EngineException">It can not be read: a part of a ledger is none.</exception>
    public static Ledger Read(string path, string workingFolder, Stream input)
    {
        ArgumentNullException.ThrowIfNull(path);
        var files = FileWalk.Find([path], workingFolder);
        var contents = new ManifestCache(Api.ApiGroup.DefaultNamespace).Read(files, file => new(file.Shown, file.Read(ManifestFile.MostBytes, input)), CancellationToken.None);
        return LedgerFiles.Of(contents);
    }
}
