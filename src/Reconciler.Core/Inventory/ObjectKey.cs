namespace Reconciler.Core.Inventory;

/// <summary>Identifies an object of a kind. Ordered by namespace, then name, both ordinal.</summary>
/// <param name="Namespace">Namespace; empty for cluster-scoped kinds.</param>
/// <param name="Name">Name.</param>
public readonly record struct ObjectKey(string Namespace, string Name) : IComparable<ObjectKey>
{
    /// <inheritdoc/>
    public int CompareTo(ObjectKey other) =>
        string.CompareOrdinal(Namespace, other.Namespace) is var order and not 0
            ? order
            : string.CompareOrdinal(Name, other.Name);

    /// <summary>The form that people read.</summary>
    /// <returns><c>namespace/name</c>, or the name alone.</returns>
    public override string ToString() => Namespace.Length == 0 ? Name : $"{Namespace}/{Name}";

    /// <summary>Whether <paramref name="left"/> comes first.</summary>
    /// <param name="left">One key.</param>
    /// <param name="right">Another.</param>
    /// <returns>True if it does.</returns>
    public static bool operator <(ObjectKey left, ObjectKey right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> comes last.</summary>
    /// <param name="left">One key.</param>
    /// <param name="right">Another.</param>
    /// <returns>True if it does.</returns>
    public static bool operator >(ObjectKey left, ObjectKey right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> does not come last.</summary>
    /// <param name="left">One key.</param>
    /// <param name="right">Another.</param>
    /// <returns>True if it does not.</returns>
    public static bool operator <=(ObjectKey left, ObjectKey right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> does not come first.</summary>
    /// <param name="left">One key.</param>
    /// <param name="right">Another.</param>
    /// <returns>True if it does not.</returns>
    public static bool operator >=(ObjectKey left, ObjectKey right) => left.CompareTo(right) >= 0;
}

/// <summary>An object with its kind, as findings and scripts name it.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="Namespace">Namespace; empty for cluster-scoped kinds.</param>
/// <param name="Name">Name.</param>
public sealed record ObjectRef(string Kind, string Namespace, string Name);
