using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Reconciler.TestKit.Clusters;

/// <summary>A TCP proxy on loopback that can behave as bad networks do. What it does holds for connections that are open; new ones start healthy,
/// unless it refuses them.</summary>
public sealed class FaultyProxy : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly int _target;
    private readonly ConcurrentDictionary<Pair, byte> _pairs = new();
    private readonly CancellationTokenSource _over = new();
    private readonly Task _accepting;

    /// <summary>Listens.</summary>
    /// <param name="target">The port on loopback that it speaks to.</param>
    /// <param name="address">Where it listens, as <c>127.0.0.2</c>; the port is free to choose.</param>
    public FaultyProxy(int target, string address = "127.0.0.1")
    {
        _target = target;
        _listener = new(IPAddress.Parse(address), 0);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => new UriBuilder(Uri.UriSchemeHttps, _listener.LocalEndpoint is IPEndPoint { Address: var address } ? $"{address}" : "", Port).Uri;

    /// <summary>The port where it listens.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether new connections are closed at once.</summary>
    public bool Refuses { get; set; }

    /// <summary>Open connections.</summary>
    public int Count => _pairs.Count;

    /// <summary>Closes all open connections in the middle of what they say.</summary>
    public void Cut()
    {
        foreach (var pair in _pairs.Keys)
        {
            pair.Close();
        }
    }

    /// <summary>From now on everything that is said over the open connections, in both directions, is lost, and nobody is told: a half-open connection.</summary>
    public void Swallow()
    {
        foreach (var pair in _pairs.Keys)
        {
            pair.IsSwallowing = true;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener.Dispose();
        Cut();
        await _accepting;
        _over.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_over.Token));
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        if (Refuses)
        {
            client.Dispose();
            return;
        }

        var server = new TcpClient { NoDelay = true };
        client.NoDelay = true;
        var pair = new Pair(client, server);
        _pairs[pair] = 0;
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _target, _over.Token);
            await Task.WhenAny(PumpAsync(pair, client, server), PumpAsync(pair, server, client));
        }
        catch (Exception problem) when (problem is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // One side is gone.
        }

        pair.Close();
        _pairs.TryRemove(pair, out _);
    }

    private static async Task PumpAsync(Pair pair, TcpClient from, TcpClient to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            var (source, target) = (from.GetStream(), to.GetStream());
            while (await source.ReadAsync(buffer) is > 0 and var count)
            {
                if (!pair.IsSwallowing)
                {
                    await target.WriteAsync(buffer.AsMemory(0, count));
                }
            }

            // The end of the connection is lost like everything else.
            await (pair.IsSwallowing ? pair.Closed : Task.CompletedTask);
        }
        catch (Exception problem) when (problem is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // One side is gone.
        }
    }

    private sealed class Pair(TcpClient client, TcpClient server)
    {
        private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public volatile bool IsSwallowing;

        public Task Closed => _closed.Task;

        public void Close()
        {
            _closed.TrySetResult();
            client.Dispose();
            server.Dispose();
        }
    }
}
