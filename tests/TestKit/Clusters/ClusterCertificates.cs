using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Reconciler.TestKit.Clusters;

/// <summary>The keys of a control plane on loopback: an authority, the server, an administrator, and the key that signs service-account tokens.</summary>
public static class ClusterCertificates
{
    private static readonly (DateTimeOffset From, DateTimeOffset To) Valid =
        (new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2040, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>Writes <c>ca</c>, <c>server</c>, <c>admin</c> (<c>.crt</c> and <c>.key</c>) and <c>sa.key</c>.</summary>
    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        using var ca = Authority("CN=test-ca");
        Keep(folder, "ca", ca);
        using var server = Issue(ca, "CN=kube-apiserver", "1.3.6.1.5.5.7.3.1", serial: 2, names =>
        {
            names.AddIpAddress(IPAddress.Loopback);
            names.AddDnsName("localhost");
            names.AddDnsName("kubernetes.default.svc");
        });
        Keep(folder, "server", server);
        using var admin = Issue(ca, "O=system:masters, CN=admin", "1.3.6.1.5.5.7.3.2", serial: 3);
        Keep(folder, "admin", admin);
        using var signer = RSA.Create(2048);
        File.WriteAllText(Path.Combine(folder, "sa.key"), signer.ExportRSAPrivateKeyPem());
    }

    /// <summary>An authority of one's own.</summary>
    public static X509Certificate2 Authority(string subject)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request.CreateSelfSigned(Valid.From, Valid.To);
    }

    /// <summary>A certificate signed by <paramref name="ca"/>, with its key.</summary>
    public static X509Certificate2 Issue(
        X509Certificate2 ca, string subject, string usage, byte serial, Action<SubjectAlternativeNameBuilder>? names = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new(usage)], false));
        var alternatives = new SubjectAlternativeNameBuilder();
        if (names is not null)
        {
            names(alternatives);
            request.CertificateExtensions.Add(alternatives.Build());
        }

        using var signed = request.Create(ca, Valid.From, Valid.To, [serial]);
        return signed.CopyWithPrivateKey(key);
    }

    /// <summary>Writes a certificate and its key as PEM.</summary>
    public static void Keep(string folder, string name, X509Certificate2 certificate)
    {
        File.WriteAllText(Path.Combine(folder, $"{name}.crt"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, $"{name}.key"), certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
    }
}
