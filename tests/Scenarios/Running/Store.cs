using Reconciler.Core.Planning;
using Reconciler.Engine.Channels;
using Reconciler.Engine.Stores;
using Reconciler.Engine.Worlds;
using Reconciler.Manifests;

namespace Reconciler.Scenarios.Tests.Running;

/// <summary>A folder store on a disk, and what <c>run --once</c> makes of it.</summary>
internal sealed class Store : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("reconciler-");
    private readonly StoreFolder _folder;

    /// <summary>A store that knows a ledger.</summary>
    public Store(Ledger ledger)
    {
        _folder = new(_root.FullName, ".reconciler");
        var files = _root.CreateSubdirectory("ledger");
        foreach (var ticket in ledger.Tickets.Values)
        {
            File.WriteAllText(Path.Combine(files.FullName, $"{ticket.Metadata.Name}.yaml"), ManifestWriter.Write(ticket));
        }
    }

    /// <summary>What is in it.</summary>
    public Ledger Ledger => _folder.ReadLedger();

    /// <summary>The ledger as text.</summary>
    public static string TextOf(Ledger ledger) => string.Join("---\n", ledger.Tickets.Values.Select(ManifestWriter.Write));

    /// <summary>Runs once.</summary>
    public async Task RunAsync(Pass pass)
    {
        using var store = new FolderStore(_folder, new DiskFiles(), default);
        await new Engine.Passes.Pass(new Given(pass.Files.Read()), store, new FolderChannel(_folder, new DiskFiles()), Planner.Plan)
            .RunAsync(pass.Now, pass.Options, TestContext.Current.CancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _root.Delete(recursive: true);

    private sealed class Given(Fleet fleet) : IWorld
    {
        public Task<Fleet> ReadAsync(CancellationToken stop) => Task.FromResult(fleet);
    }
}
