using System.Globalization;
using System.Text;

namespace Reconciler.Engine.Stores;

/// <summary>
/// One run at a time in a store. The operating system holds the lock and lets go of it when the process ends, however it ends; what
/// the file says is for people.
/// </summary>
internal sealed class StoreLock
{
    // Windows lets others read what we hold, and us delete it, only if we say so. Elsewhere only "no sharing" is exclusive, and
    // reading and deleting are free anyhow.
    private static readonly FileShare Exclusive = OperatingSystem.IsWindows() ? FileShare.Read | FileShare.Delete : FileShare.None;

    private readonly FileStream _file;
    private readonly string _path;

    private StoreLock(FileStream file, string path, bool wasLeftBehind) => (_file, _path, WasLeftBehind) = (file, path, wasLeftBehind);

    /// <summary>Whether the run before did not come to its end.</summary>
    public bool WasLeftBehind { get; }

    /// <summary>Takes the lock.</summary>
    /// <param name="folder">The store; its folder is made where it is missing.</param>
    /// <param name="started">The instant that the file tells people.</param>
    /// <returns>The lock, held until it is released.</returns>
    /// <exception cref="EngineException">Another run holds it, and the message says who; or the folder can not be written to.</exception>
    public static StoreLock Take(StoreFolder folder, DateTimeOffset started)
    {
        var path = folder.PathOf("lock");
        var claim = Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"pid {Environment.ProcessId} on {Environment.MachineName}, started {started.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}\n"));
        FileStream? file = null;
        try
        {
            while ((file = Open(folder, path)) is not null)
            {
                var wasLeftBehind = file.Length > 0;
                if (IsHeldUnderItsName(file, path, claim))
                {
                    var held = new StoreLock(file, path, wasLeftBehind);
                    file = null;
                    return held;
                }

                file.Dispose();
            }
        }
        finally
        {
            file?.Dispose();
        }

        var holder = ReadClaim(path) is { Length: > 0 } text ? Encoding.UTF8.GetString(text).Trim() : "a process that does not say who it is";
        throw new EngineException($"another run holds {folder.Shown}: {holder}. Wait for its end, or give this one a store of its own with --state");
    }

    /// <summary>Lets go.</summary>
    /// <param name="leaveBehind">Whether the file stays, to tell the next run that this one did not come to its end.</param>
    public void Release(bool leaveBehind)
    {
        // The name goes before the lock does: a file that still has its name is one that somebody holds, or died with.
        if (!leaveBehind)
        {
            File.Delete(_path);
        }

        _file.Dispose();
    }

    // The run before may have taken the file away between our opening and our locking: what we hold has no name any more then.
    private static bool IsHeldUnderItsName(FileStream file, string path, byte[] claim)
    {
        file.SetLength(0);
        file.Write(claim);
        file.Flush();
        return ReadClaim(path) is { } written && written.AsSpan().SequenceEqual(claim);
    }

    private static FileStream? Open(StoreFolder folder, string path)
    {
        try
        {
            Directory.CreateDirectory(folder.Path);
            return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, Exclusive, bufferSize: 0);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new EngineException($"{folder.Shown}: can not be written to; name another folder with --state", problem);
        }
    }

    private static byte[]? ReadClaim(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[1024];
            return bytes[..file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        }
        catch (IOException)
        {
            return null;
        }
    }
}
