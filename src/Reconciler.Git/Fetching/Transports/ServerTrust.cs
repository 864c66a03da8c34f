using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Reconciler.Git.Fetching.Transports;

/// <summary>Whom to believe: the chain AND the host name must be right, also with certificates of one's own.</summary>
internal sealed class ServerTrust : IDisposable
{
    private readonly X509Certificate2Collection _roots = [];

    public ServerTrust(string? bundle)
    {
        if (bundle is not null)
        {
            _roots = Read(bundle);
        }

        Options = new() { RemoteCertificateValidationCallback = Accepts, CertificateChainPolicy = PolicyOf(bundle is not null) };
    }

    public SslClientAuthenticationOptions Options { get; }

    /// <summary>Why the server was not believed; null: it was, or was not asked.</summary>
    public string? Objection { get; private set; }

    public void Dispose()
    {
        foreach (var root in _roots)
        {
            root.Dispose();
        }
    }

    private bool Accepts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        Objection = errors switch
        {
            SslPolicyErrors.None => null,
            _ when errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable) => "the server shows no certificate",
            _ when errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) => $"the server's certificate is for another host ({NamesOf(certificate)}): use that name in the URL, or mend the certificate",
            _ => $"the server's certificate is not trusted ({ChainProblem(chain)}): give the certificate authority that signed it as ca.crt",
        };
        return errors == SslPolicyErrors.None;
    }

    private X509ChainPolicy PolicyOf(bool hasRoots)
    {
        // Asking whether a certificate was revoked needs the network, and a private authority mostly has no place to ask.
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck };
        if (hasRoots)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(_roots);
        }

        return policy;
    }

    private static X509Certificate2Collection Read(string bundle)
    {
        var found = new X509Certificate2Collection();
        try
        {
            found.ImportFromPem(bundle);
        }
        catch (CryptographicException problem)
        {
            throw new FetchException(FetchFailure.InvalidRequest, "ca.crt can not be read: it must hold certificates in PEM (-----BEGIN CERTIFICATE-----)", problem);
        }

        return found.Count > 0 ? found : throw new FetchException(FetchFailure.InvalidRequest, "ca.crt holds no certificate in PEM (-----BEGIN CERTIFICATE-----)");
    }

    private static string NamesOf(X509Certificate? certificate) =>
        certificate is X509Certificate2 shown && shown.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault() is { } names
            ? string.Join(", ", names.EnumerateDnsNames().Concat(names.EnumerateIPAddresses().Select(address => $"{address}")).Take(5))
            : certificate?.Subject ?? "";

    private static string ChainProblem(X509Chain? chain) =>
        chain?.ChainStatus is [var first, ..] ? first.Status switch
        {
            X509ChainStatusFlags.NotTimeValid => "it has run out, or is not valid yet",
            X509ChainStatusFlags.UntrustedRoot => "its root is not known here",
            X509ChainStatusFlags.PartialChain => "its issuer is not known here",
            var other => $"{other}",
        }
        : "unknown";
}
