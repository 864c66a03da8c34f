namespace Reconciler.Kubernetes.Objects;

/// <summary>A type of objects, and where the API has them.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Version">The version, as <c>v1</c>.</param>
/// <param name="Plural">The plural in paths, as <c>configmaps</c>.</param>
/// <param name="Kind">The kind, as <c>ConfigMap</c>.</param>
/// <param name="Namespaced">Whether its objects live in namespaces.</param>
public sealed record ResourceType(string Group, string Version, string Plural, string Kind, bool Namespaced)
{
    /// <summary>As objects say it: <c>v1</c>, <c>coordination.k8s.io/v1</c>.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>The path of all objects, or of those in one namespace.</summary>
    /// <param name="space">The namespace; null for all.</param>
    public string PathOf(string? space) =>
        (Group.Length == 0 ? $"/api/{Version}" : $"/apis/{Group}/{Version}")
        + (space is null ? "" : $"/namespaces/{Uri.EscapeDataString(space)}")
        + $"/{Plural}";

    /// <summary>The path of one object.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="subresource">As <c>status</c>; null for the object itself.</param>
    /// <exception cref="ArgumentException">The namespace is missing, or the name is empty.</exception>
    public string PathOf(ResourceName name, string? subresource = null)
    {
        if (Namespaced == name.Namespace is null || string.IsNullOrEmpty(name.Name))
        {
            throw new ArgumentException($"{Kind} is {(Namespaced ? "namespaced" : "cluster-scoped")}; this is no name of one: '{name}'", nameof(name));
        }

        return $"{PathOf(name.Namespace)}/{Uri.EscapeDataString(name.Name)}{(subresource is null ? "" : $"/{subresource}")}";
    }

    /// <summary><c>plural.group</c>.</summary>
    public override string ToString() => Group.Length == 0 ? Plural : $"{Plural}.{Group}";
}
