using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Reconciler.Kubernetes.Connecting;

/// <summary>What the kubelet puts into each pod.</summary>
internal static class ServiceAccount
{
    public const string Folder = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <summary>The way to the server from inside a pod; null outside.</summary>
    public static ApiAccess? Find(TimeProvider time) =>
        Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST") is { Length: > 0 } host
        && Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_PORT") is { Length: > 0 } port
        && File.Exists(Path.Combine(Folder, "token"))
            ? Read(host, port, Folder, time)
            : null;

    /// <summary>Reads a folder as the kubelet fills it; the token is read again while the process lives.</summary>
    public static ApiAccess Read(string host, string port, string folder, TimeProvider time)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(Path.Combine(folder, "ca.crt"));
            var space = Path.Combine(folder, "namespace");
            return new()
            {
                Server = new UriBuilder(Uri.UriSchemeHttps, host, int.Parse(port, CultureInfo.InvariantCulture)).Uri,
                Namespace = File.Exists(space) ? File.ReadAllText(space).Trim() : "default",
                Authorities = authorities,
                Bearer = new TokenFileBearer(Path.Combine(folder, "token"), time),
            };
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or CryptographicException or FormatException or UriFormatException)
        {
            throw new ApiAccessException($"{folder}: the service account can not be used: {problem.Message}", problem);
        }
    }
}
