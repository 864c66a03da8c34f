using System.Security.Cryptography.X509Certificates;
using System.Text;
using k8s;
using k8s.Exceptions;
using k8s.KubeConfigModels;

namespace Reconciler.Kubernetes.Connecting;

/// <summary>Kubeconfig files, read by KubernetesClient.Aot; here is what it leaves out: several files, and bundles of authorities.</summary>
internal static class Kubeconfig
{
    private const string PemMark = "-----BEGIN";

    public static ApiAccess Read(string? path, string? context)
    {
        var shown = path ?? KubernetesClientConfiguration.KubeConfigDefaultLocation;
        try
        {
            var file = Merge(shown.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries));
            RequireContext(file, context is { Length: > 0 } ? context : file.CurrentContext);
            return Access(KubernetesClientConfiguration.BuildConfigFromConfigObject(file, context), file);
        }
#pragma warning disable CA1031 // Whatever the reader throws at what a person wrote becomes one line.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            var why = problem is NullReferenceException or InvalidCastException ? "this is no kubeconfig" : problem.Message;
            throw new ApiAccessException($"{shown}: no way to a cluster: {why}", problem);
        }
    }

    // As kubectl: files that are missing from a list do not matter, and what comes first wins.
    private static K8SConfiguration Merge(string[] paths)
    {
        var files = paths.Where(path => paths.Length == 1 || File.Exists(path)).Select(Load).ToList();
        var first = files.FirstOrDefault() ?? throw new KubeConfigException("none of these files exists");
        first.CurrentContext = files.Select(file => file.CurrentContext).FirstOrDefault(name => !string.IsNullOrEmpty(name));
        first.Contexts = [.. files.SelectMany(file => file.Contexts ?? [])];
        first.Clusters = [.. files.SelectMany(file => file.Clusters ?? [])];
        first.Users = [.. files.SelectMany(file => file.Users ?? [])];
        return first;
    }

    private static K8SConfiguration Load(string path)
    {
        try
        {
            return KubernetesClientConfiguration.LoadKubeConfig(path);
        }
        catch (Exception problem) when (problem is not (IOException or UnauthorizedAccessException or KubeConfigException or NullReferenceException or InvalidCastException))
        {
            throw new KubeConfigException($"this is no kubeconfig, or it is damaged: {problem.Message}", problem);
        }
    }

    private static void RequireContext(K8SConfiguration file, string? name)
    {
        string[] there = [.. file.Contexts.Select(one => one.Name)];
        if (there.Length == 0 || there.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            return;
        }

        throw new KubeConfigException($"{(string.IsNullOrEmpty(name) ? "it has no current context" : $"it has no context '{name}'")}; those that it has: {string.Join(", ", there)}");
    }

    private static ApiAccess Access(KubernetesClientConfiguration config, K8SConfiguration file) => new()
    {
        Server = new(config.Host, UriKind.Absolute),
        Namespace = config.Namespace is { Length: > 0 } space ? space : "default",
        Authorities = Authorities(config, file),
        ServerName = config.TlsServerName is { Length: > 0 } name ? name : null,
        TrustsAnyServer = config.SkipTlsVerify,
        Certificate = Certificate(config),
        Bearer = Bearer(config, file),
    };

    private static X509Certificate2Collection? Authorities(KubernetesClientConfiguration config, K8SConfiguration file)
    {
        var cluster = file.Contexts.First(one => string.Equals(one.Name, config.CurrentContext, StringComparison.OrdinalIgnoreCase)).ContextDetails.Cluster;
        var endpoint = file.Clusters.First(one => string.Equals(one.Name, cluster, StringComparison.OrdinalIgnoreCase)).ClusterEndpoint;
        var pem = endpoint.CertificateAuthorityData is { Length: > 0 } data ? Encoding.UTF8.GetString(Convert.FromBase64String(data))
            : endpoint.CertificateAuthority is { Length: > 0 } path ? File.ReadAllText(Path.Combine(Path.GetDirectoryName(file.FileName) ?? "", path))
            : "";
        if (!pem.Contains(PemMark, StringComparison.Ordinal))
        {
            return config.SslCaCerts;
        }

        var bundle = new X509Certificate2Collection();
        bundle.ImportFromPem(pem);
        return bundle;
    }

    private static X509Certificate2? Certificate(KubernetesClientConfiguration config) =>
        config.ClientCertificateData is { Length: > 0 } data
            ? X509Certificate2.CreateFromPem(Text(data), Text(config.ClientCertificateKeyData))
            : config.ClientCertificateFilePath is { Length: > 0 } path
                ? X509Certificate2.CreateFromPemFile(path, config.ClientKeyFilePath)
                : null;

    private static IBearer Bearer(KubernetesClientConfiguration config, K8SConfiguration file) =>
        config.TokenProvider is { } plugin ? new PluginBearer(plugin, () => KubernetesClientConfiguration.BuildConfigFromConfigObject(file, config.CurrentContext).TokenProvider)
        : config.AccessToken is { Length: > 0 } token ? FixedBearer.Token(token)
        : config.Username is { Length: > 0 } user ? FixedBearer.Basic(user, config.Password)
        : FixedBearer.None;

    private static string Text(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));
}
