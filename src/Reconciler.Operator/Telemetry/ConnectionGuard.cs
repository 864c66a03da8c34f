using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Reconciler.Operator.Telemetry;

/// <summary>Who hoards connections leaves room for others: the kubelet's probes, before all.</summary>
/// <param name="most">Connections that one address may hold.</param>
internal sealed class ConnectionGuard(int most)
{
    private readonly ConcurrentDictionary<IPAddress, int> _open = new();

    /// <summary>Serves a connection, or closes it at once.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="serve">Serves it.</param>
    public async Task RunAsync(ConnectionContext connection, ConnectionDelegate serve)
    {
        var address = connection.RemoteEndPoint is IPEndPoint remote ? remote.Address : IPAddress.None;
        try
        {
            if (_open.AddOrUpdate(address, 1, (_, count) => count + 1) <= most)
            {
                await serve(connection);
            }
            else
            {
                connection.Abort();
            }
        }
        finally
        {
            _open.AddOrUpdate(address, 0, (_, count) => count - 1);
            _open.TryRemove(KeyValuePair.Create(address, 0));
        }
    }
}
