using System.Net.Http.Headers;
using System.Text;

namespace Reconciler.Git.Fetching.Transports;

/// <summary>The two questions of Git's smart HTTP: what is there, and give me this.</summary>
internal sealed class HttpConversation : IDisposable
{
    private const string Service = "git-upload-pack";
    private const int MostRedirects = 5;

    private readonly FetchSession _session;
    private readonly ServerTrust _trust;
    private readonly SocketsHttpHandler _handler;
    private readonly HttpClient _client;
    private Uri _base;

    public HttpConversation(FetchSession session)
    {
        _session = session;
        _base = ((RemoteAddress.Http)session.Address).Base;
        _trust = new(session.Request.CaBundle);
        _handler = new() { AllowAutoRedirect = false, UseCookies = false, SslOptions = _trust.Options };
        _client = new(_handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>What the repository has.</summary>
    public Stream Advertisement()
    {
        var target = new Uri($"{_base}/info/refs?service={Service}");
        for (var redirects = 0; redirects <= MostRedirects; redirects++)
        {
            var response = SendAsync(HttpMethod.Get, target, question: null).GetAwaiter().GetResult();
            if ((int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } location)
            {
                target = Redirected(target, location);
                continue;
            }

            HttpProblem.ThrowUnlessOk(response, $"application/x-{Service}-advertisement", _session);

            // A server that has moved is asked at its new place from now on.
            _base = new(target.AbsoluteUri[..target.AbsoluteUri.LastIndexOf("/info/refs", StringComparison.Ordinal)]);
            return Content(response);
        }

        throw new FetchException(FetchFailure.ServerError, "the server sends from one address to the next without an end: use the repository's own URL");
    }

    /// <summary>The answer to a request for objects.</summary>
    public Stream Answer(byte[] question)
    {
        var response = SendAsync(HttpMethod.Post, new($"{_base}/{Service}"), question).GetAwaiter().GetResult();
        HttpProblem.ThrowUnlessOk(response, $"application/x-{Service}-result", _session);
        return Content(response);
    }

    public void Dispose()
    {
        _client.Dispose();
        _handler.Dispose();
        _trust.Dispose();
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri target, byte[]? question)
    {
        using var request = new HttpRequestMessage(method, target) { Content = question is null ? null : new ByteArrayContent(question) };
        if (request.Content is { } content)
        {
            content.Headers.ContentType = new($"application/x-{Service}-request");
        }

        request.Headers.UserAgent.Add(new("git", "2.0"));
        request.Headers.UserAgent.Add(new("reconciler", productVersion: null));
        request.Headers.Authorization = IsHome(target) ? Authorization : null;
        try
        {
            return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, _session.End);
        }
        catch (HttpRequestException problem) when (_trust.Objection is { } objection)
        {
            throw new FetchException(FetchFailure.CertificateRejected, objection, problem);
        }
    }

    private Stream Content(HttpResponseMessage response) => response.Content.ReadAsStreamAsync(_session.End).GetAwaiter().GetResult();

    // A credential is for the server that it was given for.
    private bool IsHome(Uri target) => Uri.Compare(target, ((RemoteAddress.Http)_session.Address).Base, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private AuthenticationHeaderValue? Authorization => _session.Request.Credentials switch
    {
        GitCredentials.Basic basic => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Trimmed(basic.User)}:{Trimmed(basic.Password)}"))),
        GitCredentials.Bearer bearer => new("Bearer", Trimmed(bearer.Token)),
        _ => null,
    };

    // Files and `echo` leave a line end behind.
    private static string Trimmed(string value) => value.TrimEnd('\r', '\n') is var text && !text.Any(char.IsControl)
        ? text
        : throw new FetchException(FetchFailure.InvalidRequest, "the user, password or token has a line break or control character in it: store it as one line");

    private static Uri Redirected(Uri from, Uri location)
    {
        var target = new Uri(from, location);
        return target.Scheme == Uri.UriSchemeHttps && target.AbsolutePath.EndsWith("/info/refs", StringComparison.Ordinal)
            ? target
            : throw new FetchException(FetchFailure.NoSuchRepository, $"the server sends to {target.Scheme}://{target.Authority}{target.AbsolutePath}, which is no Git repository over https: a sign-in page, perhaps; check URL and credentials");
    }
}
