namespace Reconciler.Api;

/// <summary>Gives a record its place in the API: kind, short name, plural and scope.</summary>
/// <param name="kind">What stands in <c>kind</c>.</param>
/// <param name="shortName">What people type after <c>kubectl get</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ResourceKindAttribute(string kind, string shortName) : Attribute
{
    /// <summary>What stands in <c>kind</c>.</summary>
    public string Kind { get; } = kind;

    /// <summary>What people type after <c>kubectl get</c>.</summary>
    public string ShortName { get; } = shortName;

    /// <summary>Plural in lower case; by default the kind with an <c>s</c>.</summary>
    public string Plural { get; init; } = kind.ToLowerInvariant() + "s";

    /// <summary>True for a kind without a namespace; default false.</summary>
    public bool ClusterScoped { get; init; }

    /// <summary>True for a kind that only the product writes; default false.</summary>
    public bool Generated { get; init; }
}
