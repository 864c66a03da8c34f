using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Manifests;
using Reconciler.Rendering;

namespace Reconciler.Engine.Worlds;

/// <summary>A fleet in files and folders.</summary>
/// <param name="location">Which files.</param>
/// <param name="input">Standard input; read once, when a path is <c>-</c>.</param>
public sealed class FolderWorld(FleetLocation location, Stream input) : IWorld
{
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
        var files = ReadAll(FileWalk.Find(location.Paths, location.WorkingFolder), stop);
        var fleet = FleetAssembler.Assemble(location.PolicyFile is { } policy ? WithPolicy(files, policy, stop) : files);
        if (location.PolicyFile is { } named && fleet is { Snapshot.PolicyObject: null, Problems.IsEmpty: true })
        {
            throw new EngineException($"{named}: holds no OperationalPolicy");
        }

        return WithTemplates(fleet, location.TemplateFolder is { } folder ? TemplateFolder.Read(folder, location.WorkingFolder) : Map.Empty<string>());
    }

    private IEnumerable<FileContents> WithPolicy(ImmutableArray<FileContents> files, string policy, CancellationToken stop)
    {
        var instead = ReadAll(FileWalk.Find([policy], location.WorkingFolder), stop);
        return files.Where(file => instead.All(other => other.Path != file.Path)).Select(file => file.WithoutPolicies()).Concat(instead);
    }

    private ImmutableArray<FileContents> ReadAll(IReadOnlyList<FoundFile> files, CancellationToken stop) => TwoThreads.Select(
        files,
        file => ManifestReader.Read(
            new(file.Shown, file.FullPath.Length == 0 ? _input.Value : file.Read(ManifestFile.MostBytes, Stream.Null)), location.DefaultNamespace),
        stop);

    // Templates cost time to look at: only those that people wrote are checked.
    private static Fleet WithTemplates(Fleet fleet, ImmutableSortedDictionary<string, string> instead)
    {
        var all = fleet.Templates.SetItems(instead);
        return all.IsEmpty ? fleet : fleet with
        {
            Templates = all,
            Problems = [.. fleet.Problems, .. TemplateSet.Shipped.With(all).Check()],
        };
    }
}
