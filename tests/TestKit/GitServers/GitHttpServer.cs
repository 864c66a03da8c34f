using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Reconciler.TestKit.Clusters;

namespace Reconciler.TestKit.GitServers;

/// <summary>What an answer of <see cref="GitHttpServer"/> is like.</summary>
public enum Answer
{
    /// <summary>As it should be.</summary>
    Whole,

    /// <summary>None: the connection stays open in silence.</summary>
    Silence,

    /// <summary>A byte now and then.</summary>
    Drip,

    /// <summary>Half of it, then the connection is closed.</summary>
    Half,

    /// <summary>A web page.</summary>
    Page,
}

/// <summary>The repositories of a folder over HTTPS on loopback, served by <c>git http-backend</c>, with moods that a test chooses.</summary>
public sealed class GitHttpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly X509Certificate2 _authority;
    private readonly X509Certificate2 _certificate;
    private readonly string _folder;
    private readonly Task _serving;

    /// <summary>Starts it.</summary>
    /// <param name="folder">Holds bare repositories, such as <c>fleet.git</c>.</param>
    /// <param name="certifiedFor">The host name of its certificate; it listens on <c>localhost</c>.</param>
    public GitHttpServer(string folder, string certifiedFor = "localhost")
    {
        _folder = folder;
        _listener.Start();
        _authority = ClusterCertificates.Authority(string.Create(CultureInfo.InvariantCulture, $"CN=authority of {((IPEndPoint)_listener.LocalEndpoint).Port}"));
        _certificate = ClusterCertificates.Issue(_authority, $"CN={certifiedFor}", "1.3.6.1.5.5.7.3.1", serial: 2, names => names.AddDnsName(certifiedFor));
        _serving = ServeAsync();
    }

    /// <summary>Where it listens, without an ending slash.</summary>
    public string Url => string.Create(CultureInfo.InvariantCulture, $"https://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>The certificate to trust, in PEM.</summary>
    public string CaBundle => _authority.ExportCertificatePem();

    /// <summary>The only <c>Authorization</c> that it lets in; null: everybody comes in.</summary>
    public string? Wanted { get; set; }

    /// <summary>Answers every request with this status instead; null: it serves.</summary>
    public HttpStatusCode? Status { get; set; }

    /// <summary>Sends whoever asks for <c>/moved/…</c> to this URL; null: nobody.</summary>
    public string? MovedTo { get; set; }

    /// <summary>How it answers.</summary>
    public Answer Answer { get; set; }

    /// <summary>Whether the mood concerns only the sending of objects, not the list of references.</summary>
    public bool OnlyObjects { get; set; }

    /// <summary>What was asked: method, path, and whether a credential was shown.</summary>
    public ConcurrentQueue<(string Method, string Path, string? Authorization)> Asked { get; } = [];

    /// <summary>Done once a client waits for what does not come.</summary>
    public TaskCompletionSource Waiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _serving;
        _listener.Dispose();
        _end.Dispose();
        _certificate.Dispose();
        _authority.Dispose();
    }

    private async Task ServeAsync()
    {
        var clients = new List<Task>();
        while (!_end.IsCancellationRequested)
        {
            try
            {
                clients.Add(AttendAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
            catch (Exception problem) when (problem is OperationCanceledException or SocketException)
            {
                break;
            }
        }

        await Task.WhenAll(clients);
    }

    private async Task AttendAsync(TcpClient client)
    {
        try
        {
            using var guest = client;
            await using var stream = new SslStream(client.GetStream());
            await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _end.Token);
            await AnswerAsync(stream, await HttpQuestion.ReadAsync(stream, _end.Token));
        }
        catch (Exception problem) when (problem is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException or SocketException)
        {
            // The client went away, or does not trust us.
        }
    }

    private async Task AnswerAsync(Stream stream, HttpQuestion question)
    {
        Asked.Enqueue((question.Method, question.Path, question.Authorization));
        var isMoody = !OnlyObjects || question.Method == "POST";
        var (head, body) = this switch
        {
            { Status: { } status } when isMoody => Refusal((int)status, "Content-Type: text/plain"),
            { Wanted: { } wanted } when question.Authorization != wanted => Refusal(401, "WWW-Authenticate: Basic realm=\"git\""),
            { MovedTo: { } place } when question.Path.StartsWith("/moved/", StringComparison.Ordinal) => Refusal(301, $"Location: {place}{question.Path["/moved".Length..]}{question.Query}"),
            { Answer: Answer.Page } when isMoody => ("HTTP/1.1 200 OK\r\nContent-Type: text/html", "<html>Sign in</html>"u8.ToArray()),
            _ => await GitBackend.AnswerAsync(_folder, question, _end.Token),
        };
        await SendAsync(stream, $"{head}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n", body, isMoody ? Answer : Answer.Whole);
    }

    private async Task SendAsync(Stream stream, string head, byte[] body, Answer mood)
    {
        if (mood is Answer.Silence)
        {
            Waiting.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _end.Token);
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), _end.Token);
        if (mood is Answer.Drip)
        {
            foreach (var one in body)
            {
                await stream.WriteAsync(new[] { one }, _end.Token);
                await stream.FlushAsync(_end.Token);
                Waiting.TrySetResult();
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, _end.Token);
            }
        }

        await stream.WriteAsync(body.AsMemory(0, mood is Answer.Half ? body.Length / 2 : body.Length), _end.Token);
        await stream.FlushAsync(_end.Token);
    }

    private static (string Head, byte[] Body) Refusal(int status, string field) =>
        (string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} No\r\n{field}"), "SECRET-OF-THE-SERVER"u8.ToArray());
}
