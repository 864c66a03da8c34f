using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Reconciler.Kubernetes.Observing;

namespace Reconciler.Kubernetes.Connecting;

/// <summary>
/// The HTTP connections to one API server. The certificate of the server must come from the known authority <em>and</em> bear the server's
/// name. Safe for several threads; nothing is repeated here.
/// </summary>
public sealed class ApiConnection : IDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);
    private static readonly MediaTypeWithQualityHeaderValue Json = new("application/json");
    private static readonly ProductInfoHeaderValue UserAgent = new("reconciler", typeof(ApiConnection).Assembly.GetName().Version?.ToString(3));

    private readonly ApiAccess _access;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _http;

    /// <summary>Opens nothing yet: connections come with requests.</summary>
    /// <param name="access">Server and credentials.</param>
    /// <param name="time">Measures timeouts.</param>
    public ApiConnection(ApiAccess access, TimeProvider time)
        : this(access, time, sockets => sockets)
    {
    }

    /// <summary>With something between us and the sockets.</summary>
    internal ApiConnection(ApiAccess access, TimeProvider time, Func<HttpMessageHandler, HttpMessageHandler> around)
    {
        (_access, _time) = (access, time);
#pragma warning disable CA2000 // The invoker owns it.
        _http = new(around(Handler(access)));
#pragma warning restore CA2000
    }

    /// <summary>How long a request may take from its start to the last byte of its answer; a stream, to its first. Default: 30 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Is told of each request; null: nobody is. Default null.</summary>
    public IApiObserver? Observer { get; init; }

    /// <summary>The server's address.</summary>
    public Uri Server => _access.Server;

    /// <summary>The namespace of the context or of the service account.</summary>
    public string Namespace => _access.Namespace;

    /// <summary>Sends a request and reads the whole answer.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <returns>The body.</returns>
    /// <exception cref="ApiException">The server refused, or did not answer within <see cref="Timeout"/>.</exception>
    public Task<byte[]> AskAsync(ApiRequest request, CancellationToken stop) =>
        WithinAsync(request, async limit =>
        {
            using var answer = await SendAsync(request, limit);
            return await answer.Content.ReadAsByteArrayAsync(limit);
        }, stop);

    /// <summary>Sends a request and hands the body over as it comes.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="read">Reads it to its end.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <returns>What <paramref name="read"/> made of it.</returns>
    /// <exception cref="ApiException">The server refused, broke off, or was not done within <see cref="Timeout"/>.</exception>
    public Task<T> ReadAsync<T>(ApiRequest request, Func<Stream, CancellationToken, Task<T>> read, CancellationToken stop) =>
        WithinAsync(request, async limit =>
        {
            using var answer = await SendAsync(request, limit);
            await using var body = await answer.Content.ReadAsStreamAsync(limit);
            return await read(body, limit);
        }, stop);

    /// <summary>Sends a request and gives the body as it comes; only its beginning is bounded by <see cref="Timeout"/>.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <returns>The stream; closing it closes the answer.</returns>
    /// <exception cref="ApiException">The server refused, or did not begin to answer.</exception>
    public Task<Stream> OpenAsync(ApiRequest request, CancellationToken stop) =>
        WithinAsync(request, async limit => await (await SendAsync(request, limit)).Content.ReadAsStreamAsync(limit), stop);

    /// <summary>Asks the server who it is, once.</summary>
    /// <param name="stop">Ends the waiting.</param>
    /// <returns>Its version, and what time it is there.</returns>
    /// <exception cref="ApiException">The server refused, or did not answer within <see cref="Timeout"/>.</exception>
    public Task<ApiGreeting> GreetAsync(CancellationToken stop)
    {
        var request = new ApiRequest(HttpMethod.Get, "/version");
        return WithinAsync(request, async limit =>
        {
            using var answer = await SendAsync(request, limit);
            return ApiGreeting.Read(await answer.Content.ReadAsByteArrayAsync(limit), answer.Headers.Date);
        }, stop);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    /// <summary>Whether this is a failure of the network, and not the caller's wish to stop.</summary>
    internal static bool IsUnanswered(Exception problem, CancellationToken stop) =>
        problem is HttpRequestException or IOException or SocketException or AuthenticationException
        || (problem is OperationCanceledException && !stop.IsCancellationRequested);

    /// <summary>A failure of the network in our words.</summary>
    internal static ApiException Unanswered(ApiRequest request, Exception problem) => problem.GetBaseException() switch
    {
        OperationCanceledException => new(request.ToString(), 0, ApiException.TimeoutReason, "no answer in time", problem),
        AuthenticationException distrust => new(request.ToString(), 0, ApiException.UntrustedReason, distrust.Message, problem),
        var other => new(request.ToString(), 0, ApiException.UnreachableReason, other.Message, problem),
    };

    private async Task<T> WithinAsync<T>(ApiRequest request, Func<CancellationToken, Task<T>> send, CancellationToken stop)
    {
        using var late = new CancellationTokenSource(Timeout, _time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        try
        {
            return await send(limit.Token);
        }
        catch (Exception problem) when (IsUnanswered(problem, stop))
        {
            throw Unanswered(request, problem);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(ApiRequest request, CancellationToken stop)
    {
        using var message = new HttpRequestMessage(request.Method, new Uri(_access.Server, request.Path));
        // The handler takes the name to check from here, and from nowhere else; null: that of the address.
        message.Headers.Host = _access.ServerName;
        message.Headers.Accept.Add(Json);
        message.Headers.UserAgent.Add(UserAgent);
        message.Headers.Authorization = await HeaderAsync(request, stop);
        if (request.ContentType is { } type)
        {
            message.Content = new ReadOnlyMemoryContent(request.Body);
            message.Content.Headers.ContentType = new(type);
        }

        var answer = await ExchangeAsync(request, message, stop);
        if (answer.IsSuccessStatusCode)
        {
            return answer;
        }

        using (answer)
        {
            throw await RefusalAsync(request, message.Headers.Authorization, answer, stop);
        }
    }

    private async Task<HttpResponseMessage> ExchangeAsync(ApiRequest request, HttpRequestMessage message, CancellationToken stop)
    {
        var (begin, code) = (_time.GetTimestamp(), 0);
        try
        {
            var answer = await _http.SendAsync(message, stop);
            code = (int)answer.StatusCode;
            return answer;
        }
        finally
        {
            Observer?.Asked(request, code, _time.GetElapsedTime(begin));
        }
    }

    // A program that fails, a file that can not be read: whoever asks the server waits that out as any other failure.
    private async Task<AuthenticationHeaderValue?> HeaderAsync(ApiRequest request, CancellationToken stop)
    {
        try
        {
            return await _access.Bearer.HeaderAsync(stop);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            throw new ApiException(request.ToString(), 0, ApiException.NoCredentialReason, $"the credential can not be had: {ApiStatus.OneLine(problem.Message)}", problem);
        }
    }

    private async Task<ApiException> RefusalAsync(ApiRequest request, AuthenticationHeaderValue? credential, HttpResponseMessage answer, CancellationToken stop)
    {
        if (answer.StatusCode == HttpStatusCode.Unauthorized)
        {
            _access.Bearer.Refused(credential);
        }

        var status = ApiStatus.Read(await answer.Content.ReadAsByteArrayAsync(stop), (int)answer.StatusCode);
        var reason = status.Reason.Length > 0 ? status.Reason : answer.StatusCode.ToString();
        return new(request.ToString(), (int)answer.StatusCode, reason, status.Message)
        {
            RetryAfter = answer.Headers.RetryAfter?.Delta ?? status.RetryAfter,
        };
    }

    private static SocketsHttpHandler Handler(ApiAccess access) => new()
    {
        ConnectTimeout = ConnectTimeout,
        ConnectCallback = ConnectAsync,
        // Shorter than a request may take: after a network that swallowed everything the second try has a connection of its own.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
        // A watch that is given up has no end to wait for.
        MaxResponseDrainSize = 0,
        UseCookies = false,
        AllowAutoRedirect = false,
        SslOptions = Tls(access),
    };

    private static SslClientAuthenticationOptions Tls(ApiAccess access)
    {
        var options = new SslClientAuthenticationOptions();
        if (access.Authorities is { } authorities)
        {
            // The name is still checked: only the root of the chain is another.
            options.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }

        if (access.Certificate is { } own)
        {
            options.ClientCertificateContext = SslStreamCertificateContext.Create(own, null, offline: true);
        }

        if (access.TrustsAnyServer)
        {
#pragma warning disable CA5359 // insecure-skip-tls-verify: what the kubeconfig asks for, as kubectl does it.
            options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }

        return options;
    }

    // The kernel asks after half a minute of silence whether the other side still lives: a dead host is noticed, and idle watches keep
    // their place in tables of address translation.
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken stop)
    {
#pragma warning disable CA2000 // The stream owns it.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
#pragma warning restore CA2000
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 30);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 10);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
            await socket.ConnectAsync(context.DnsEndPoint, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
