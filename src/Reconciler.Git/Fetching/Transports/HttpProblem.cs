using System.Globalization;
using System.Net;

namespace Reconciler.Git.Fetching.Transports;

/// <summary>What HTTP says when it fails, in words that a person can act on.</summary>
internal static class HttpProblem
{
    /// <summary>Names what an answer means that is not the expected one. Nothing of its body is shown: it is the server's.</summary>
    /// <exception cref="FetchException">It is not.</exception>
    public static void ThrowUnlessOk(HttpResponseMessage response, string mediaType, FetchSession session)
    {
        if (response.StatusCode == HttpStatusCode.OK && string.Equals(response.Content.Headers.ContentType?.MediaType, mediaType, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        var code = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        var isShown = session.Request.Credentials is GitCredentials.Basic or GitCredentials.Bearer;
        response.Dispose();
        throw response.StatusCode switch
        {
            HttpStatusCode.OK => new(FetchFailure.NoSuchRepository, "the server answers with something else than Git, such as a web page: check the URL (many hosts want .git at its end)"),
            HttpStatusCode.Unauthorized when isShown => new(FetchFailure.AuthenticationFailed, "the server refuses the credentials (401): is the password or token right, and has it run out?"),
            HttpStatusCode.Unauthorized => new(FetchFailure.AuthenticationFailed, "the server wants credentials (401) and none are given: name a secret with username and password, or bearerToken"),
            HttpStatusCode.Forbidden => new(FetchFailure.AccessDenied, "the server forbids it (403): give this user or token the right to read the repository"),
            HttpStatusCode.NotFound or HttpStatusCode.Gone => new(FetchFailure.NoSuchRepository, $"the server knows no such repository ({code}): check the URL; many hosts answer so too where the credentials may not see it"),
            HttpStatusCode.ProxyAuthenticationRequired => new(FetchFailure.Unreachable, "the proxy wants credentials (407): put them into HTTPS_PROXY"),
            HttpStatusCode.TooManyRequests => new FetchException(FetchFailure.ServerError, "the server is asked too often (429): fetch less often"),
            _ => new(FetchFailure.ServerError, $"the server failed with status {code}: it should pass; if it stays, look at the server"),
        };
    }

    /// <summary>Names what a failed connection means.</summary>
    public static FetchException Of(Exception problem, RemoteAddress address)
    {
        var host = address is RemoteAddress.Http http ? http.Base.Authority : "the server";
        return (problem as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => new(FetchFailure.NameNotResolved, $"no address is known for {host}: check the host name and the DNS of this place", problem),
            HttpRequestError.SecureConnectionError => new(FetchFailure.Unreachable, $"no TLS connection with {host}: is that an HTTPS port, and does it speak TLS 1.2 or later?", problem),
            HttpRequestError.ProxyTunnelError => new(FetchFailure.Unreachable, $"the proxy does not connect to {host}: check HTTPS_PROXY and NO_PROXY", problem),
            HttpRequestError.ConnectionError => new(FetchFailure.Unreachable, $"no connection to {host}: is the server up, the port right, and the way open?", problem),
            _ => new(FetchFailure.Unreachable, $"the connection to {host} was cut before all was received: it is tried again with the next fetch", problem),
        };
    }
}
