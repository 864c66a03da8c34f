using Reconciler.Manifests;

namespace Reconciler.Engine.Worlds;

/// <summary>A fleet in files and folders.</summary>
/// <param name="location">Which files.</param>
/// <param name="input">Standard input; read once, when a path is <c>-</c>.</param>
/// <param name="cache">What was parsed before; null: nothing.</param>
public sealed class FolderWorld(FleetLocation location, Stream input, ManifestCache? cache = null) : IWorld
{
    private readonly ManifestCache _cache = cache ?? new(location.DefaultNamespace);
    private readonly Lazy<ReadOnlyMemory<byte>> _input = new(() =>
        new FoundFile(FoundFile.StandardInput, "", Named: true).Read(ManifestFile.MostBytes, input));

    /// <inheritdoc/>
    public Task<Fleet> ReadAsync(CancellationToken stop) => Task.FromResult(Read(stop));

    /// <summary>Reads everything, on the calling thread and one more.</summary>
    /// <param name="stop">Gives up.</param>
    /// <returns>The fleet.</returns>
    /// <exception cref="EngineException">A path is missing or can not be read, or there is nothing to read.</exception>
    public Fleet Read(CancellationToken stop = default)
    {
        var files = _cache.Read(FileWalk.Find(location.Paths, location.WorkingFolder), Open, stop);
        return new StandIns(location, _cache).Assemble(files, stop);
    }

    private ManifestFile Open(FoundFile file) =>
        new(file.Shown, file.FullPath.Length == 0 ? _input.Value : file.Read(ManifestFile.MostBytes, Stream.Null));
}
