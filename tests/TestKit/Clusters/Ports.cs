using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Reconciler.TestKit.Clusters;

/// <summary>
/// Ports on loopback that are ours until this process ends: nobody has to listen on them at once, and who did may stop and listen again. They lie below
/// those that systems give to outgoing connections; other tests that run at the same time find a locked file.
/// </summary>
public static class Ports
{
    private const int First = 20_000;
    private const int Count = 12_000;

    private static readonly string Folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "reconciler-ports")).FullName;
    private static readonly ConcurrentDictionary<int, FileStream> Ours = new();
    private static int _next = Environment.ProcessId * 97 % Count;

    /// <summary>Some that nobody listens on.</summary>
    /// <param name="count">How many.</param>
    public static int[] Free(int count) =>
        [.. Enumerable.Range(0, Count).Select(_ => First + (int)((uint)Interlocked.Increment(ref _next) % Count)).Where(port => TryLock(port) && IsFree(port)).Take(count)];

    private static bool TryLock(int port)
    {
        try
        {
            return !Ours.ContainsKey(port)
                && Ours.TryAdd(port, new(Path.Combine(Folder, port.ToString(CultureInfo.InvariantCulture)), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
