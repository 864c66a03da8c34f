namespace Reconciler.Kubernetes.Connecting;

/// <summary>One request.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Path and query below the server's address, already escaped.</param>
/// <param name="Body">The body; used only with a <paramref name="ContentType"/>.</param>
/// <param name="ContentType">The body's media type; null for no body.</param>
public readonly record struct ApiRequest(HttpMethod Method, string Path, ReadOnlyMemory<byte> Body = default, string? ContentType = null)
{
    /// <summary>Method and path, without the query.</summary>
    public override string ToString() => $"{Method} {Path.Split('?')[0]}";
}
