namespace Reconciler.Engine.Stores;

/// <summary>Files on the disk of this machine.</summary>
public sealed class DiskFiles : IFiles
{
    // They wait for the disk, not for a processor; more than these make it no faster.
    private const int Writers = 16;

    private static readonly EnumerationOptions AllBelow = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    /// <inheritdoc/>
    public IReadOnlyList<string> List(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var files = Directory.GetFiles(folder, "*", AllBelow);
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }

    /// <inheritdoc/>
    public byte[]? Read(string path) => File.Exists(path) ? File.ReadAllBytes(path) : null;

    /// <inheritdoc/>
    public void Write(string path, ReadOnlySpan<byte> content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }

    /// <inheritdoc/>
    public void WriteAll(IReadOnlyList<(string Path, byte[] Content)> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var last = -1;
        Task.WhenAll(Enumerable.Range(0, Math.Min(Writers, files.Count)).Select(_ =>
            Task.Factory.StartNew(WriteNext, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))).GetAwaiter().GetResult();

        void WriteNext()
        {
            for (var index = Interlocked.Increment(ref last); index < files.Count; index = Interlocked.Increment(ref last))
            {
                Write(files[index].Path, files[index].Content);
            }
        }
    }

    /// <inheritdoc/>
    public void Rename(string from, string to) => File.Move(from, to, overwrite: true);

    /// <inheritdoc/>
    public void Delete(string path) => File.Delete(path);
}
