using System.Net;
using System.Net.Sockets;
using System.Text;
using Reconciler.Engine;
using Reconciler.Operator.Telemetry;
using Reconciler.Operator.Tests.Given;

namespace Reconciler.Operator.Tests.Telemetry;

/// <summary>Whoever reaches the port may ask, and can do no harm.</summary>
public sealed class ServerTests : IAsyncLifetime
{
    private const int MostOfOneAddress = 32;

    private readonly Pages _pages = new(new("healthz"), new("readyz", new Check("caches", () => Condition.Of("still reading"))), new Metrics(), TimeProvider.System);
    private TelemetryServer? _server;

    private int Port => new Uri(_server!.Address).Port;

    public async ValueTask InitializeAsync() => _server = await TelemetryServer.StartAsync(new(IPAddress.Any, 0), _pages, TimeProvider.System, Bed.Stop);

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        _pages.Dispose();
    }

    [Theory]
    [InlineData("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP/1.1 200 OK")]
    [InlineData("HEAD /metrics HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP/1.1 200 OK")]
    [InlineData("GET /readyz?verbose HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP/1.1 503 Service Unavailable")]
    [InlineData("GET /metrics/.. HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP/1.1 404 Not Found")]
    [InlineData("DELETE /metrics HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP/1.1 405 Method Not Allowed")]
    [InlineData("\u0016\u0003\u0001", "HTTP/1.1 400 Bad Request")]
    public async Task Server_AnswersEveryRequest(string request, string answer)
    {
        using var client = await ConnectAsync(IPAddress.Loopback);
        await client.SendAsync(Encoding.Latin1.GetBytes(request + "\r\n\r\n"), Bed.Stop);

        Assert.Equal(answer, await FirstLineAsync(client));
    }

    [Theory]
    [InlineData(1, 20_000, "HTTP/1.1 431 Request Header Fields Too Large")]
    [InlineData(100, 1, "HTTP/1.1 431 Request Header Fields Too Large")]
    public async Task Server_RefusesHugeHeaders(int count, int length, string answer)
    {
        using var client = await ConnectAsync(IPAddress.Loopback);
        var headers = string.Concat(Enumerable.Range(0, count).Select(number => $"X-{number}: {new string('x', length)}\r\n"));
        await client.SendAsync(Encoding.ASCII.GetBytes($"GET /healthz HTTP/1.1\r\nHost: x\r\n{headers}\r\n"), Bed.Stop);

        Assert.Equal(answer, await FirstLineAsync(client));
    }

    [Fact]
    public async Task Server_ClosesTheConnection_OfAClientThatDoesNotGoOn()
    {
        using var client = await ConnectAsync(IPAddress.Loopback);
        await client.SendAsync("GET /healthz HTT"u8.ToArray(), Bed.Stop);

        Assert.Equal("HTTP/1.1 408 Request Timeout", await FirstLineAsync(client));
    }

    [Fact]
    public async Task Server_LeavesRoomForOthers_WhenOneAddressHoardsConnections()
    {
        var hoard = new List<Socket>();
        for (var number = 0; number < MostOfOneAddress; number++)
        {
            // Who has said nothing is left in peace for longer than who has begun to.
            hoard.Add(await ConnectAsync(IPAddress.Loopback));
        }

        // One that is too many is closed without an answer. Connections are not always counted in the order in which they came: the one that asks may be counted before
        // the last of the hoard, which then is closed in its stead, so the hoard is filled up.
        await Bed.UntilAsync("one connection too many is closed", async () =>
        {
            await HoardAsync(hoard);
            return await AskAsync(IPAddress.Loopback) is null;
        });
        Assert.Equal("HTTP/1.1 200 OK", await AskAsync(IPAddress.Parse("127.0.0.2")));

        hoard.ForEach(socket => socket.Dispose());
        await Bed.UntilAsync("there is room again", async () => await AskAsync(IPAddress.Loopback) is not null);
    }

    [Fact]
    public async Task Start_SaysWhatToDo_WhenThePortIsTaken()
    {
        using var pages = new Pages(new("healthz"), new("readyz"), new Metrics(), TimeProvider.System);

        var problem = await Assert.ThrowsAsync<EngineException>(() => TelemetryServer.StartAsync(new(IPAddress.Any, Port), pages, TimeProvider.System, Bed.Stop));

        Assert.Equal($"can not listen on 0.0.0.0:{Port}: Address already in use; name another with --listen, or leave it out", problem.Message);
    }

    private async Task<Socket> ConnectAsync(IPAddress from)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(from, 0));
        await socket.ConnectAsync(IPAddress.Loopback, Port, Bed.Stop);
        return socket;
    }

    private async Task HoardAsync(List<Socket> hoard)
    {
        try
        {
            hoard.Add(await ConnectAsync(IPAddress.Loopback));
        }
        catch (SocketException)
        {
            // The one too many may be closed before it knows that it was open.
        }
    }

    private async Task<string?> AskAsync(IPAddress from)
    {
        try
        {
            using var socket = await ConnectAsync(from);
            await socket.SendAsync("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"u8.ToArray(), Bed.Stop);
            return await FirstLineAsync(socket);
        }
        catch (Exception problem) when (problem is IOException or SocketException)
        {
            return null;
        }
    }

    private static async Task<string?> FirstLineAsync(Socket socket)
    {
        using var reader = new StreamReader(new NetworkStream(socket), Encoding.ASCII);
        return await reader.ReadLineAsync(Bed.Stop);
    }
}
