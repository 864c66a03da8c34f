using System.Net.Http.Headers;

namespace Reconciler.Kubernetes.Connecting;

/// <summary>Who we are, as the header of a request.</summary>
internal interface IBearer
{
    /// <summary>The header for the next request; null if a certificate says who we are.</summary>
    /// <param name="stop">Ends the waiting.</param>
    ValueTask<AuthenticationHeaderValue?> HeaderAsync(CancellationToken stop);

    /// <summary>The server did not accept a header: it is not given again.</summary>
    /// <param name="header">The header; by now another one may be known.</param>
    void Refused(AuthenticationHeaderValue? header);
}
