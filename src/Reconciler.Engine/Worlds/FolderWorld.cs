using System.Collections.Immutable;
using System.Text;
using Reconciler.Api;
using Reconciler.Manifests;
using Reconciler.Rendering;

namespace Reconciler.Engine.Worlds;

/// <summary>A fleet in files and folders.</summary>
/// <param name="location">Which files.</param>
/// <param name="input">Standard input; read once, when a path is <c>-</c>.</param>
public sealed class FolderWorld(FleetLocation location, Stream input) : IWorld
{
    private const int MostBytes = 16 * 1024 * 1024;
    private const string TemplateEnding = ".scriban";

    private readonly Lazy<ReadOnlyMemory<byte>> _input = new(() =>
        new FoundFile(FoundFile.StandardInput, "", Named: true).Read(MostBytes, input));

    /// <inheritdoc/>
    public Task<Fleet> ReadAsync(CancellationToken stop) => Task.FromResult(Read(stop));

    /// <summary>Reads everything, on the calling thread and one more.</summary>
    /// <param name="stop">Gives up.</param>
    /// <returns>The fleet.</returns>
    /// <exception cref="EngineException">A path is missing or can not be read, or there is nothing to read.</exception>
    public Fleet Read(CancellationToken stop = default)
    {
        var files = ReadAll(FileWalk.Find(location.Paths, location.WorkingFolder), stop);
        if (location.PolicyFile is { } policy)
        {
            var instead = ReadAll(FileWalk.Find([policy], location.WorkingFolder), stop);
            files = [.. files.Select(WithoutPolicy), .. instead];
        }

        var fleet = FleetAssembler.Assemble(files);
        return WithTemplates(fleet, location.TemplateFolder is { } folder ? Templates(folder) : []);
    }

    private ImmutableArray<FileContents> ReadAll(IReadOnlyList<FoundFile> files, CancellationToken stop) => TwoThreads.Select(
        files,
        file => ManifestReader.Read(
            new(file.Shown, file.FullPath.Length == 0 ? _input.Value : file.Read(MostBytes, Stream.Null)), location.DefaultNamespace),
        stop);

    private static FileContents WithoutPolicy(FileContents file) =>
        file with { Objects = [.. file.Objects.Where(declared => declared.Value is not OperationalPolicy)] };

    private ImmutableArray<(string Name, string Text)> Templates(string folder)
    {
        var full = Path.GetFullPath(folder, location.WorkingFolder);
        try
        {
            return
            [
                .. Directory.GetFiles(full, $"*{TemplateEnding}").Order(StringComparer.Ordinal).Select(path =>
                    (Path.GetFileName(path), Encoding.UTF8.GetString(new FoundFile(path, path, Named: true).Read(MostBytes, Stream.Null).Span))),
            ];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Unreadable.Because(folder, problem);
        }
    }

    // Templates cost time to look at: only those that people wrote are checked.
    private static Fleet WithTemplates(Fleet fleet, ImmutableArray<(string Name, string Text)> overrides)
    {
        var all = fleet.Templates.SetItems(overrides.Select(pair => KeyValuePair.Create(pair.Name, pair.Text)));
        return all.IsEmpty ? fleet : fleet with
        {
            Templates = all,
            Problems = [.. fleet.Problems, .. TemplateSet.Shipped.With(all).Check()],
        };
    }
}
