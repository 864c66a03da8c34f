using System.Net;
using System.Net.Sockets;

namespace Reconciler.TestKit.Clusters;

/// <summary>Ports on loopback.</summary>
public static class Ports
{
    /// <summary>Some that nobody listens on at the moment.</summary>
    /// <param name="count">How many.</param>
    public static int[] Free(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        listeners.ForEach(listener => listener.Dispose());
        return ports;
    }
}
