using System.Security.Cryptography.X509Certificates;

namespace Reconciler.Kubernetes.Connecting;

/// <summary>Where the API server is, whom it must prove to be, and who we are.</summary>
public sealed record ApiAccess
{
    internal ApiAccess()
    {
    }

    /// <summary>The server's address.</summary>
    public required Uri Server { get; init; }

    /// <summary>The namespace of the context or of the service account; <c>default</c> if none is named.</summary>
    public string Namespace { get; init; } = "default";

    /// <summary>Whose signature the server's certificate must bear; null: whom the system trusts.</summary>
    internal X509Certificate2Collection? Authorities { get; init; }

    /// <summary>The name that the server's certificate must bear, if it is not that of the address.</summary>
    internal string? ServerName { get; init; }

    /// <summary>The kubeconfig asks to believe any server.</summary>
    internal bool TrustsAnyServer { get; init; }

    /// <summary>Our own certificate, if that is how we say who we are.</summary>
    internal X509Certificate2? Certificate { get; init; }

    /// <summary>How we say who we are otherwise.</summary>
    internal IBearer Bearer { get; init; } = FixedBearer.None;

    /// <summary>As kubectl finds it: the named file, else <c>$KUBECONFIG</c>, else, inside a cluster, the service account, else <c>~/.kube/config</c>.</summary>
    /// <param name="path">A kubeconfig file; null to look for one.</param>
    /// <param name="context">The context in it; null for its current one.</param>
    /// <param name="time">Measures the age of tokens.</param>
    /// <exception cref="ApiAccessException">There is none, or it can not be used.</exception>
    public static ApiAccess Find(string? path, string? context, TimeProvider time)
    {
        path ??= Environment.GetEnvironmentVariable("KUBECONFIG") is { Length: > 0 } named ? named : null;
        return path is null && context is null && ServiceAccount.Find(time) is { } inside ? inside : FromKubeconfig(path, context);
    }

    /// <summary>Reads a kubeconfig file: certificates, tokens, passwords, and programs that give tokens (<c>exec</c>).</summary>
    /// <param name="path">The file, or several parted by the path separator, merged as kubectl does; null for <c>~/.kube/config</c>.</param>
    /// <param name="context">The context in it; null for its current one.</param>
    /// <exception cref="ApiAccessException">It can not be read or used.</exception>
    public static ApiAccess FromKubeconfig(string? path, string? context) => Kubeconfig.Read(path, context);

    /// <summary>What a pod's service account gives: address in the environment, certificate authority, token and namespace in a folder.</summary>
    /// <param name="time">Measures the age of the token.</param>
    /// <exception cref="ApiAccessException">This process runs in no cluster.</exception>
    public static ApiAccess InCluster(TimeProvider time) =>
        ServiceAccount.Find(time) ?? throw new ApiAccessException($"not inside a cluster: no {ServiceAccount.Folder}/token, or KUBERNETES_SERVICE_HOST is not set");
}
