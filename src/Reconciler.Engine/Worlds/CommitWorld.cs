using System.Collections.Immutable;
using Reconciler.Git;
using Reconciler.Manifests;

namespace Reconciler.Engine.Worlds;

/// <summary>
/// A fleet in a commit, read from Git's objects. Its files are shown as those of the work tree are, so that a finding has one place
/// on both sides of a comparison.
/// </summary>
/// <param name="repository">The repository.</param>
/// <param name="location">Which files; in a bare repository the paths start from its root.</param>
/// <param name="cache">What was parsed before.</param>
public sealed class CommitWorld(FleetRepository repository, FleetLocation location, ManifestCache cache)
{
    /// <summary>Reads a commit.</summary>
    /// <param name="revision">The commit.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>The fleet, and what was passed over. Where the commit has none of the paths, the fleet is empty and a note says so.</returns>
    /// <exception cref="GitException">An object can not be read.</exception>
    /// <exception cref="EngineException">A path leads out of the repository, or policy or templates can not be read.</exception>
    public (Fleet Fleet, ImmutableArray<string> Notes) Read(Revision revision, CancellationToken stop)
    {
        var named = location.Paths.Select(path => (Path: InRepository(path), Shown: ShownPath.Of(path, location.WorkingFolder))).ToImmutableArray();
        var committed = repository.Read(revision, named.Select(name => name.Path), ManifestFile.MostBytes);
        var files = cache.Read(committed.Files, file => new(Shown(file.Path, named), file.Content), stop);
        var notes = committed.Files.IsEmpty
            ? committed.Notes.Add($"{revision} has no manifests in {string.Join(", ", location.Paths)}")
            : committed.Notes;
        return (new StandIns(location, cache).Assemble(files, stop), notes);
    }

    private string InRepository(string path)
    {
        if (path == FoundFile.StandardInput)
        {
            throw new EngineException("standard input is in no commit: name files or folders");
        }

        var relative = repository.WorkTree is { } tree
            ? Path.GetRelativePath(RealPath.Of(tree), RealPath.Of(Path.GetFullPath(path, location.WorkingFolder)))
            : path;
        var clean = relative.Replace('\\', '/').Trim('/');
        return clean == "." ? ""
            : clean == ".." || clean.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(relative)
                ? throw new EngineException($"{path} lies outside of the repository {repository.WorkTree ?? repository.Folder}")
                : clean;
    }

    // Below what people named, as they named it.
    private static string Shown(string path, ImmutableArray<(string Path, string Shown)> named)
    {
        var (folder, shown) = named.First(name => name.Path.Length == 0 || path == name.Path || path.StartsWith(name.Path + '/', StringComparison.Ordinal));
        return path.Length == folder.Length ? shown : ShownPath.Join(shown, path[folder.Length..].TrimStart('/'));
    }
}
