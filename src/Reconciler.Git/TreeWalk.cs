using LibGit2Sharp;
using Reconciler.Core.Inventory;

namespace Reconciler.Git;

/// <summary>
/// Finds the manifests of a tree, as a walk over a folder would: what is hidden is passed over, links are followed inside the tree, and
/// what is reachable twice is found once, so links that lead in a circle end. Submodules are other repositories: a note says so.
/// </summary>
internal sealed class TreeWalk
{
    private const int MostLinks = 40;

    private readonly Tree _root;
    private readonly Func<string, Blob, ReadOnlyMemory<byte>> _read;
    private readonly HashSet<string> _visited = new(StringComparer.Ordinal);
    private readonly List<CommittedFile> _files = [];
    private readonly SortedSet<string> _notes = new(StringComparer.Ordinal);

    private TreeWalk(Tree root, Func<string, Blob, ReadOnlyMemory<byte>> read) => (_root, _read) = (root, read);

    public static CommittedFiles Of(Tree root, IEnumerable<string> paths, Func<string, Blob, ReadOnlyMemory<byte>> read)
    {
        var walk = new TreeWalk(root, read);
        foreach (var path in paths)
        {
            walk.Start(path);
        }

        return new([.. walk._files.OrderBy(file => file.Path, StringComparer.Ordinal)], [.. walk._notes]);
    }

    private void Start(string path)
    {
        if (path.Length == 0)
        {
            EnterTree(_root, "", "");
        }
        else if (_root[path] is { } entry)
        {
            Enter(entry, path, path, links: 0, isNamed: true);
        }
    }

    // The shown path is how people reach it, the real path where it stands in the tree.
    private void Enter(TreeEntry entry, string shown, string real, int links, bool isNamed)
    {
        switch (entry.Mode)
        {
            case Mode.GitLink:
                _notes.Add($"{shown} is a submodule: another repository, not looked into");
                break;
            case Mode.SymbolicLink:
                Follow((Blob)entry.Target, shown, real, links, isNamed);
                break;
            case Mode.Directory:
                EnterTree((Tree)entry.Target, shown, real);
                break;
            default:
                if ((isNamed || FleetFiles.IsManifest(shown)) && _visited.Add(real))
                {
                    var blob = (Blob)entry.Target;
                    _files.Add(new(shown, blob.Sha, _read(shown, blob)));
                }

                break;
        }
    }

    private void EnterTree(Tree tree, string shown, string real)
    {
        if (!_visited.Add(real))
        {
            return;
        }

        // Git puts a folder behind files that begin with its name; a folder on disk is listed by names alone.
        foreach (var entry in tree.Where(entry => !FleetFiles.IsHidden(entry.Name)).OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            Enter(entry, Join(shown, entry.Name), Join(real, entry.Name), links: 0, isNamed: false);
        }
    }

    private void Follow(Blob link, string shown, string real, int links, bool isNamed)
    {
        var target = links < MostLinks ? Resolve(Path.GetDirectoryName(real)!.Replace('\\', '/'), link.GetContentText()) : null;
        if (target is { Length: 0 })
        {
            EnterTree(_root, shown, "");
        }
        else if (target is not null && _root[target] is { } entry)
        {
            Enter(entry, shown, target, links + 1, isNamed);
        }
        else if (isNamed || FleetFiles.IsManifest(shown))
        {
            _notes.Add($"{shown} is a link that leads out of the commit: not followed");
        }
    }

    private static string? Resolve(string folder, string target)
    {
        if (target.StartsWith('/'))
        {
            return null;
        }

        var parts = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var part in target.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != "."))
        {
            if (part != "..")
            {
                parts.Add(part);
            }
            else if (parts.Count == 0)
            {
                return null;
            }
            else
            {
                parts.RemoveAt(parts.Count - 1);
            }
        }

        return string.Join('/', parts);
    }

    private static string Join(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";
}
