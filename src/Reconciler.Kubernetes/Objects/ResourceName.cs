namespace Reconciler.Kubernetes.Objects;

/// <summary>The name of an object among those of its type.</summary>
/// <param name="Namespace">Its namespace; null for a cluster-scoped type.</param>
/// <param name="Name">Its name.</param>
public readonly record struct ResourceName(string? Namespace, string Name) : IComparable<ResourceName>
{
    /// <summary>By namespace, then by name, ordinal.</summary>
    public int CompareTo(ResourceName other) =>
        string.CompareOrdinal(Namespace, other.Namespace) is var order and not 0 ? order : string.CompareOrdinal(Name, other.Name);

    /// <summary><c>namespace/name</c>, or only the name.</summary>
    public override string ToString() => Namespace is null ? Name : $"{Namespace}/{Name}";

    /// <summary>In the order of <see cref="CompareTo"/>.</summary>
    public static bool operator <(ResourceName left, ResourceName right) => left.CompareTo(right) < 0;

    /// <summary>In the order of <see cref="CompareTo"/>.</summary>
    public static bool operator >(ResourceName left, ResourceName right) => left.CompareTo(right) > 0;

    /// <summary>In the order of <see cref="CompareTo"/>.</summary>
    public static bool operator <=(ResourceName left, ResourceName right) => left.CompareTo(right) <= 0;

    /// <summary>In the order of <see cref="CompareTo"/>.</summary>
    public static bool operator >=(ResourceName left, ResourceName right) => left.CompareTo(right) >= 0;
}
