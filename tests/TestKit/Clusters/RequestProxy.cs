using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Reconciler.TestKit.Clusters;

/// <summary>What is asked of the server.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">Path and query.</param>
/// <param name="Body">The body as text; empty: none.</param>
public sealed record AskedRequest(string Method, string Path, string Body)
{
    /// <summary>Whether the status of an object of a plural name is written.</summary>
    /// <param name="plural">As <c>notices</c>.</param>
    public bool WritesStatusOf(string plural) => Method == "PATCH" && Path.Contains($"/{plural}/", StringComparison.Ordinal) && Path.Split('?')[0].EndsWith("/status", StringComparison.Ordinal);

    /// <summary>Whether anything but a lease or an event is written.</summary>
    public bool Writes => Method != "GET" && !Path.Contains("/leases", StringComparison.Ordinal) && !Path.Contains("/events", StringComparison.Ordinal);
}

/// <summary>What a request gets instead of the server's answer.</summary>
/// <param name="Code">HTTP status; 0: no answer ever.</param>
/// <param name="IsDone">Whether the server does what was asked all the same: the answer is lost.</param>
/// <param name="RetryAfter">Seconds that the answer asks to wait; null: it does not say.</param>
public sealed record FaultyAnswer(int Code, bool IsDone = false, int? RetryAfter = null);

/// <summary>Stands before an API server, speaks plain HTTP as an administrator, remembers what was asked, and answers as servers in trouble do.</summary>
public sealed class RequestProxy : IAsyncDisposable
{
    private const int MostBytes = 16 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly ConcurrentQueue<AskedRequest> _asked = new();
    private readonly ConcurrentDictionary<TcpClient, bool> _clients = new();
    private readonly HttpMessageInvoker _server;
    private readonly Uri _target;
    private readonly Task _accepting;

    /// <summary>Listens.</summary>
    /// <param name="plane">The server, which runs already.</param>
    public RequestProxy(ControlPlane plane)
    {
        ArgumentNullException.ThrowIfNull(plane);
        _target = new($"https://127.0.0.1:{plane.Port}");
        var options = new SslClientAuthenticationOptions { CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck } };
        options.CertificateChainPolicy.CustomTrustStore.ImportFromPemFile(plane.Authority);
        var pki = Path.Combine(plane.Folder, "pki");
        options.ClientCertificates = [X509Certificate2.CreateFromPemFile(Path.Combine(pki, "admin.crt"), Path.Combine(pki, "admin.key"))];
#pragma warning disable CA2000 // The invoker owns it.
        _server = new(new SocketsHttpHandler { SslOptions = options });
#pragma warning restore CA2000
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>What a request gets instead of an answer; null: the answer. Called for each, from many threads.</summary>
    public Func<AskedRequest, FaultyAnswer?> Fault { get; set; } = _ => null;

    /// <summary>Everything that was asked so far, without bodies.</summary>
    public IReadOnlyCollection<AskedRequest> Asked => _asked;

    /// <summary>A kubeconfig that leads here.</summary>
    public string Kubeconfig => $$$"""
        apiVersion: v1
        kind: Config
        current-context: c
        clusters: [{name: c, cluster: {server: "http://127.0.0.1:{{{((IPEndPoint)_listener.LocalEndpoint).Port}}}"}}]
        users: [{name: u, user: {token: any}}]
        contexts: [{name: c, context: {cluster: c, user: u}}]
        """;

    /// <summary>Closes all open connections.</summary>
    public void Cut()
    {
        foreach (var client in _clients.Keys)
        {
            client.Dispose();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        Cut();
        _listener.Dispose();
        await _accepting;
        _server.Dispose();
        _over.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_over.Token)));
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            _clients[client] = true;
            try
            {
                client.NoDelay = true;
                await using var stream = client.GetStream();
                while (await ReadAsync(stream) is { } message)
                {
                    await AnswerAsync(stream, message);
                }
            }
            catch (Exception problem) when (problem is OperationCanceledException or IOException or SocketException or HttpRequestException or ObjectDisposedException)
            {
                // One side is gone.
            }

            _clients.TryRemove(client, out _);
        }
    }

    private async Task AnswerAsync(NetworkStream stream, HttpRequestMessage message)
    {
        using (message)
        {
            var body = message.Content is null ? "" : await message.Content.ReadAsStringAsync(_over.Token);
            var asked = new AskedRequest(message.Method.Method, message.RequestUri!.PathAndQuery, body);
            var fault = Fault(asked);
            _asked.Enqueue(asked with { Body = "" });
            if (fault is null or { IsDone: true })
            {
                using var answer = await _server.SendAsync(message, _over.Token);
                if (fault is null)
                {
                    await PassOnAsync(stream, answer);
                    return;
                }
            }

            if (fault.Code == 0)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _over.Token);
            }

            await RefuseAsync(stream, fault);
        }
    }

    private async Task PassOnAsync(NetworkStream stream, HttpResponseMessage answer)
    {
        await WriteAsync(stream, $"HTTP/1.1 {(int)answer.StatusCode} -\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
        await using var body = await answer.Content.ReadAsStreamAsync(_over.Token);
        var buffer = new byte[MostBytes];
        while (await body.ReadAsync(buffer, _over.Token) is > 0 and var count)
        {
            await WriteAsync(stream, $"{count:x}\r\n");
            await stream.WriteAsync(buffer.AsMemory(0, count), _over.Token);
            await WriteAsync(stream, "\r\n");
        }

        await WriteAsync(stream, "0\r\n\r\n");
    }

    private Task RefuseAsync(NetworkStream stream, FaultyAnswer fault)
    {
        var status = $$"""{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"{{(fault.Code == 409 ? "Conflict" : "Faulty")}}","message":"as asked","code":{{fault.Code}}}""";
        var wait = fault.RetryAfter is { } seconds ? $"Retry-After: {seconds}\r\n" : "";
        return WriteAsync(stream, $"HTTP/1.1 {fault.Code} -\r\nContent-Type: application/json\r\n{wait}Content-Length: {status.Length}\r\n\r\n{status}");
    }

    private async Task WriteAsync(NetworkStream stream, string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text), _over.Token);

    // Null: the client is done.
    private async Task<HttpRequestMessage?> ReadAsync(NetworkStream stream)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (head is not [.., (byte)'\r', (byte)'\n', (byte)'\r', (byte)'\n'])
        {
            if (await stream.ReadAsync(one, _over.Token) == 0)
            {
                return null;
            }

            head.Add(one[0]);
        }

        var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var words = lines[0].Split(' ');
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var message = new HttpRequestMessage(new(words[0]), new Uri(_target, words[1]));
        message.Headers.Accept.ParseAdd("application/json");
        if (headers.TryGetValue("Content-Length", out var length))
        {
            var body = new byte[int.Parse(length, CultureInfo.InvariantCulture)];
            await stream.ReadExactlyAsync(body, _over.Token);
            message.Content = new ByteArrayContent(body);
            message.Content.Headers.ContentType = new(headers.GetValueOrDefault("Content-Type", "application/json"));
        }

        return message;
    }
}
