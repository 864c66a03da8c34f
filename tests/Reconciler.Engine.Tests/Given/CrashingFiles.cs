using Reconciler.Engine.Stores;

namespace Reconciler.Engine.Tests.Given;

/// <summary>The process dies.</summary>
internal sealed class CrashException() : Exception("the process died");

/// <summary>A disk whose process dies at one step: that step and everything after it does not happen.</summary>
/// <param name="last">How many changing steps happen before.</param>
/// <param name="torn">How many bytes of a write that is interrupted reach the disk; null: none, not even the file.</param>
internal sealed class CrashingFiles(int last, int? torn = null) : IFiles
{
    private readonly DiskFiles _disk = new();

    public int Steps { get; private set; }

    public IReadOnlyList<string> List(string folder) => Steps > last ? throw new CrashException() : _disk.List(folder);

    public byte[]? Read(string path) => Steps > last ? throw new CrashException() : _disk.Read(path);

    public void Write(string path, ReadOnlySpan<byte> content)
    {
        if (Steps == last && torn is { } bytes)
        {
            Put(path, content[..Math.Min(bytes, content.Length)]);
        }

        Step();
        Put(path, content);
    }

    public void Rename(string from, string to)
    {
        Step();
        _disk.Rename(from, to);
    }

    public void Delete(string path)
    {
        Step();
        _disk.Delete(path);
    }

    // Not flushed to the disk: only the process dies here, not the machine, and there are many steps.
    private static void Put(string path, ReadOnlySpan<byte> content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }

    private void Step()
    {
        if (++Steps > last)
        {
            throw new CrashException();
        }
    }
}
