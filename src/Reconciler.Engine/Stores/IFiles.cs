namespace Reconciler.Engine.Stores;

/// <summary>
/// The few things that a store does to a disk, each of them one step of the system. A test that fails at step n therefore visits
/// every state that a crash can leave behind.
/// </summary>
public interface IFiles
{
    /// <summary>Files in a folder and below, by path, ordinal; none where there is no such folder.</summary>
    /// <param name="folder">Full path of a folder.</param>
    /// <returns>Full paths.</returns>
    IReadOnlyList<string> List(string folder);

    /// <summary>The bytes of a file.</summary>
    /// <param name="path">Full path.</param>
    /// <returns>Null where there is no such file.</returns>
    byte[]? Read(string path);

    /// <summary>Writes a file, and its folder where there is none, and flushes it to the disk. A file of that name is written over.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="content">Its bytes.</param>
    void Write(string path, ReadOnlySpan<byte> content);

    /// <summary>Writes files as <see cref="Write"/> does, in any order: a disk flushes many at once in little more time than one.</summary>
    /// <param name="files">Full paths, no two the same, and bytes.</param>
    void WriteAll(IReadOnlyList<(string Path, byte[] Content)> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        foreach (var (path, content) in files)
        {
            Write(path, content);
        }
    }

    /// <summary>Gives a file another name in one step; a file that bears it already is gone.</summary>
    /// <param name="from">Full path of the file.</param>
    /// <param name="to">Full path in the same folder.</param>
    void Rename(string from, string to);

    /// <summary>Takes a file away.</summary>
    /// <param name="path">Full path.</param>
    void Delete(string path);
}
