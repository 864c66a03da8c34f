using Reconciler.Core.Inventory;

namespace Reconciler.Engine.Worlds;

/// <summary>
/// Finds the files of a fleet. Folders and files whose name starts with a dot are passed over; what is reachable twice, through links
/// or because people named it twice, is found once, so links that lead in a circle end.
/// </summary>
/// <param name="workingFolder">Full path that relative paths start from.</param>
internal sealed class FileWalk(string workingFolder)
{
    private readonly HashSet<string> _visited = new(StringComparer.Ordinal);
    private readonly List<FoundFile> _found = [];

    /// <summary>Finds the files of some paths.</summary>
    /// <param name="paths">Files, folders, or <c>-</c>, as people typed them.</param>
    /// <param name="workingFolder">Full path that relative paths start from.</param>
    /// <returns>By shown path, ordinal.</returns>
    /// <exception cref="EngineException">One is missing, a folder can not be listed, or there is nothing to read.</exception>
    public static IReadOnlyList<FoundFile> Find(IReadOnlyList<string> paths, string workingFolder)
    {
        var walk = new FileWalk(workingFolder);
        foreach (var path in paths)
        {
            walk.Add(path);
        }

        return walk._found.Count > 0
            ? [.. walk._found.OrderBy(file => file.Shown, StringComparer.Ordinal)]
            : throw new EngineException(
                $"no manifests found in {string.Join(", ", paths)}: files that end in {string.Join(", ", FleetFiles.Endings)} are read, but none whose name or folder starts with a dot");
    }

    private void Add(string path)
    {
        if (path == FoundFile.StandardInput)
        {
            AddFile(path, "", path, named: true);
            return;
        }

        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, workingFolder));
        if (Directory.Exists(full))
        {
            Enter(full, ShownPath.Of(path, workingFolder), Resolve(path, full));
        }
        else if (File.Exists(full))
        {
            AddFile(ShownPath.Of(path, workingFolder), full, Resolve(path, full), named: true);
        }
        else
        {
            throw new EngineException($"{path}: no such file or folder");
        }
    }

    private void Enter(string folder, string shown, string real)
    {
        if (!_visited.Add(real))
        {
            return;
        }

        foreach (var entry in Entries(folder, shown))
        {
            var path = ShownPath.Join(shown, entry.Name);
            var target = entry.LinkTarget is null ? Path.Combine(real, entry.Name) : null;
            if (entry is DirectoryInfo)
            {
                Enter(entry.FullName, path, target ?? Resolve(path, entry.FullName));
            }
            else if (FleetFiles.IsManifest(entry.Name))
            {
                AddFile(path, entry.FullName, target ?? Resolve(path, entry.FullName), named: false);
            }
        }
    }

    private static IEnumerable<FileSystemInfo> Entries(string folder, string shown)
    {
        try
        {
            return new DirectoryInfo(folder).GetFileSystemInfos()
                .Where(entry => !FleetFiles.IsHidden(entry.Name))
                .OrderBy(entry => entry.Name, StringComparer.Ordinal);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Unreadable.Because(shown.Length == 0 ? "." : shown, problem);
        }
    }

    private void AddFile(string shown, string full, string real, bool named)
    {
        if (_visited.Add(real))
        {
            _found.Add(new(shown, full, named));
        }
    }

    private static string Resolve(string shown, string full)
    {
        try
        {
            return RealPath.Of(full);
        }
        catch (IOException problem)
        {
            throw Unreadable.Because(shown, problem);
        }
    }
}
