using System.Text;

namespace Reconciler.Engine.Stores;

/// <summary>
/// A folder that is kept equal to what is wanted of it. A file is replaced in one step (written beside, flushed, renamed), only where
/// its bytes differ; what is wanted no more is taken away, and so are leftovers of a run that died.
/// </summary>
/// <param name="files">The disk.</param>
/// <param name="root">Full path of the folder; it may be missing.</param>
/// <param name="extensions">Endings of the files that are kept here, such as <c>.yaml</c>; others are not touched.</param>
internal sealed class KeptFolder(IFiles files, string root, params string[] extensions)
{
    private const string TemporaryEnding = ".tmp";

    /// <summary>Files that are kept here, as paths below the folder with forward slashes, ordinal.</summary>
    /// <returns>Relative paths.</returns>
    public IEnumerable<string> List() => AllBelow().Where(path => IsOurs(path) && !IsTemporary(path));

    /// <summary>The bytes of a file.</summary>
    /// <param name="path">Relative path.</param>
    /// <returns>Null where there is no such file.</returns>
    public byte[]? Read(string path) => files.Read(FullPath(path));

    /// <summary>Puts a text into a file.</summary>
    /// <param name="path">Relative path.</param>
    /// <param name="text">The whole text; UTF-8 without a mark.</param>
    /// <returns>False where the file held these bytes already.</returns>
    public bool Put(string path, string text) => Put(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Puts bytes into a file.</summary>
    /// <param name="path">Relative path.</param>
    /// <param name="content">All its bytes.</param>
    /// <returns>False where the file held these bytes already.</returns>
    public bool Put(string path, byte[] content) => PutAll([(path, content)]) == 1;

    /// <summary>Puts texts into files. Each is replaced in one step, but not all of them in one.</summary>
    /// <param name="wanted">Relative paths, no two the same, and whole texts; UTF-8 without a mark.</param>
    /// <returns>How many held other bytes.</returns>
    public int PutAll(IEnumerable<(string Path, string Text)> wanted) => PutAll(wanted.Select(file => (file.Path, Encoding.UTF8.GetBytes(file.Text))));

    private int PutAll(IEnumerable<(string Path, byte[] Content)> wanted)
    {
        var differing = wanted
            .Where(file => Read(file.Path) is not { } present || !file.Content.AsSpan().SequenceEqual(present))
            .Select(file => (Path: FullPath(file.Path), file.Content))
            .ToArray();
        files.WriteAll([.. differing.Select(file => (TemporaryOf(file.Path), file.Content))]);
        foreach (var (path, _) in differing)
        {
            files.Rename(TemporaryOf(path), path);
        }

        return differing.Length;
    }

    /// <summary>Takes away what is kept here and not wanted, and leftovers of a run that died.</summary>
    /// <param name="wanted">Relative paths of the files to keep.</param>
    public void KeepOnly(IEnumerable<string> wanted)
    {
        var keep = wanted.ToHashSet(StringComparer.Ordinal);
        foreach (var path in AllBelow().Where(path => IsTemporary(path) || (IsOurs(path) && !keep.Contains(path))))
        {
            files.Delete(FullPath(path));
        }
    }

    private IEnumerable<string> AllBelow() => files.List(root).Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'));

    // Names are checked where they are read and made; that none leaves the folder must not hang on it.
    private string FullPath(string path) => Path.GetFullPath(path, root) is var full && full.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
        ? full
        : throw new InvalidOperationException($"'{path}' leads out of {root}");

    private bool IsOurs(string path) => extensions.Any(extension => path.EndsWith(extension, StringComparison.Ordinal));

    private static string TemporaryOf(string full) => Path.Combine(Path.GetDirectoryName(full)!, $".{Path.GetFileName(full)}{TemporaryEnding}");

    private static bool IsTemporary(string path) =>
        Path.GetFileName(path) is ['.', ..] && path.EndsWith(TemporaryEnding, StringComparison.Ordinal);
}
