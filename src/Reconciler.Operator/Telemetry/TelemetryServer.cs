using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Reconciler.Engine;

namespace Reconciler.Operator.Telemetry;

/// <summary>
/// Serves the pages: Kestrel without a host around it. Whoever reaches the port may be hostile: connections are few, requests are small and have to come
/// soon, and bodies are not read.
/// </summary>
internal sealed class TelemetryServer : IAsyncDisposable
{
    private const int MostConnections = 128;
    private const int MostOfOneAddress = 32;
    private const int LongestHead = 8 * 1024;
    private const int LongestLine = 2 * 1024;
    private const int MostHeaders = 50;
    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ToEnd = TimeSpan.FromSeconds(1);

    private readonly KestrelServer _server;
    private readonly TimeProvider _time;

    private TelemetryServer(KestrelServer server, TimeProvider time) => (_server, _time) = (server, time);

    /// <summary>Where it is served, as <c>http://127.0.0.1:8080</c>.</summary>
    public string Address => _server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";

    /// <summary>Begins to serve.</summary>
    /// <param name="where">Where.</param>
    /// <param name="pages">What.</param>
    /// <param name="time">Measures the end.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="EngineException">The address is not to be had.</exception>
    public static async Task<TelemetryServer> StartAsync(ListenAddress where, Pages pages, TimeProvider time, CancellationToken stop)
    {
#pragma warning disable CA2000 // Who gets it disposes of it.
        var server = new KestrelServer(Options.Create(OptionsOf(where)), new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance), NullLoggerFactory.Instance);
#pragma warning restore CA2000
        try
        {
            await server.StartAsync(pages, stop);
            return new(server, time);
        }
        catch (Exception problem) when (problem is IOException or SocketException)
        {
            server.Dispose();
            throw new EngineException($"can not listen on {where}: {problem.GetBaseException().Message}; name another with --listen, or leave it out", problem);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var late = new CancellationTokenSource(ToEnd, _time);
        await _server.StopAsync(late.Token);
        _server.Dispose();
    }

    private static KestrelServerOptions OptionsOf(ListenAddress where)
    {
        var guard = new ConnectionGuard(MostOfOneAddress);
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxConcurrentConnections = MostConnections;
        options.Limits.MaxConcurrentUpgradedConnections = 0;
        options.Limits.MaxRequestBodySize = 0;
        options.Limits.MaxRequestHeaderCount = MostHeaders;
        options.Limits.MaxRequestHeadersTotalSize = LongestHead;
        options.Limits.MaxRequestLineSize = LongestLine;
        options.Limits.MaxRequestBufferSize = LongestHead + LongestLine;
        options.Limits.RequestHeadersTimeout = LongestRequest;
        options.Limits.KeepAliveTimeout = LongestIdle;
        if (where.Address is { } address)
        {
            options.Listen(address, where.Port, Configure);
        }
        else
        {
            options.ListenAnyIP(where.Port, Configure);
        }

        return options;

        void Configure(ListenOptions listen)
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(next => connection => guard.RunAsync(connection, next));
        }
    }
}
