using LibGit2Sharp;

namespace Reconciler.Git.Fetching;

/// <summary>
/// The folder of a mirror on a volume. A mirror is made beside the one in use and takes its place by a rename, so whatever a crash leaves
/// behind is either whole or plainly waste.
/// </summary>
internal sealed class MirrorFolder(string root)
{
    private string Former => Path.Combine(root, "former.git");

    private string OriginFile => Path.Combine(Current, "reconciler-origin");

    /// <summary>The mirror in use.</summary>
    public string Current => Path.Combine(root, "mirror.git");

    /// <summary>The mirror being made.</summary>
    public string Fresh => Path.Combine(root, "fresh.git");

    /// <summary>For files that must not stay.</summary>
    public string Secrets => Path.Combine(root, "secrets");

    /// <summary>Keeps others out, also other processes, until it is let go of or this process ends.</summary>
    /// <exception cref="FetchException">Somebody else is in.</exception>
    public IDisposable Hold()
    {
        Directory.CreateDirectory(root);
        try
        {
            return new FileStream(Path.Combine(root, "hold"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException problem) when (File.Exists(Path.Combine(root, "hold")))
        {
            throw new FetchException(FetchFailure.Busy, "another fetch works in this mirror's folder: wait for it, and let one process only use the volume", problem);
        }
    }

    /// <summary>Clears away what a crash left behind. Who calls it holds the folder, so no lock file in it belongs to anybody.</summary>
    public void Tidy()
    {
        if (!Directory.Exists(Current) && Directory.Exists(Former))
        {
            Directory.Move(Former, Current);
        }

        foreach (var waste in new[] { Former, Fresh, Secrets }.Where(Directory.Exists))
        {
            Directory.Delete(waste, recursive: true);
        }

        if (Directory.Exists(Current))
        {
            foreach (var file in Directory.EnumerateFiles(Current, "*", SearchOption.AllDirectories).Where(IsLeftOver))
            {
                File.Delete(file);
            }
        }
    }

    /// <summary>Whether there is a whole mirror of this URL.</summary>
    public bool HasMirrorOf(string url) => File.Exists(OriginFile) && File.ReadAllText(OriginFile) == url;

    /// <summary>How many fetches brought something since the mirror was made.</summary>
    public int CountPacks() => Directory.Exists(Path.Combine(Current, "objects", "pack")) ? Directory.EnumerateFiles(Path.Combine(Current, "objects", "pack"), "*.pack").Count() : 0;

    /// <summary>Starts a mirror.</summary>
    public Repository Begin()
    {
        if (Directory.Exists(Fresh))
        {
            Directory.Delete(Fresh, recursive: true);
        }

        return new(Repository.Init(Fresh, isBare: true));
    }

    /// <summary>Puts the mirror that was begun into use.</summary>
    public void Take(string url)
    {
        File.WriteAllText(Path.Combine(Fresh, Path.GetFileName(OriginFile)), url);
        if (Directory.Exists(Current))
        {
            Directory.Move(Current, Former);
        }

        Directory.Move(Fresh, Current);
        if (Directory.Exists(Former))
        {
            Directory.Delete(Former, recursive: true);
        }
    }

    // How the library names a file that is locked, and one that it has not finished.
    private static bool IsLeftOver(string file) =>
        file.EndsWith(".lock", StringComparison.Ordinal) || Path.GetFileName(file).Contains("_git2_", StringComparison.Ordinal);
}
