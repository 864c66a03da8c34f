using System.Globalization;

namespace Reconciler.Engine.Stores;

/// <summary>
/// One run at a time in a store. The operating system holds an empty file <c>.lock</c> for us, which always stays, and lets go of it
/// when the process ends, however it ends. The file <c>lock</c> beside it says to people who runs; one that is there before a run is
/// what a run left behind that did not come to its end.
/// </summary>
internal sealed class StoreLock
{
    private readonly FileStream _held;
    private readonly string _claim;

    private StoreLock(FileStream held, string claim, bool wasLeftBehind) => (_held, _claim, WasLeftBehind) = (held, claim, wasLeftBehind);

    /// <summary>Whether the run before did not come to its end.</summary>
    public bool WasLeftBehind { get; }

    /// <summary>Takes the lock.</summary>
    /// <param name="folder">The store; its folder is made where it is missing.</param>
    /// <param name="started">The instant that the file tells people.</param>
    /// <returns>The lock, held until it is released.</returns>
    /// <exception cref="EngineException">Another run holds it, and the message says who; or the folder can not be written to.</exception>
    public static StoreLock Take(StoreFolder folder, DateTimeOffset started)
    {
        var claim = folder.PathOf("lock");
        var held = Hold(folder, claim);
        try
        {
            var wasLeftBehind = File.Exists(claim);
            File.WriteAllText(claim, string.Create(
                CultureInfo.InvariantCulture,
                $"pid {Environment.ProcessId} on {Environment.MachineName}, started {started.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}\n"));
            var taken = new StoreLock(held, claim, wasLeftBehind);
            held = null;
            return taken;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(folder, problem);
        }
        finally
        {
            held?.Dispose();
        }
    }

    /// <summary>Lets go.</summary>
    /// <param name="leaveBehind">Whether the file stays, to tell the next run that this one did not come to its end.</param>
    public void Release(bool leaveBehind)
    {
        // What we said goes before the lock does: after that it may be somebody else's.
        if (!leaveBehind)
        {
            File.Delete(_claim);
        }

        _held.Dispose();
    }

    private static FileStream Hold(StoreFolder folder, string claim)
    {
        var path = folder.PathOf(".lock");
        try
        {
            Directory.CreateDirectory(folder.Path);
            return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new EngineException($"another run holds {folder.Shown}: {HolderIn(claim)}. Wait for its end, or give this one a store of its own with --state");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(folder, problem);
        }
    }

    private static EngineException NotWritable(StoreFolder folder, Exception problem) =>
        new($"{folder.Shown}: can not be written to; name another folder with --state", problem);

    private static string HolderIn(string claim)
    {
        try
        {
            return File.ReadAllText(claim).Trim() is { Length: > 0 } text ? text : "a process that does not say who it is";
        }
        catch (IOException)
        {
            return "a process that has only just begun";
        }
    }
}
