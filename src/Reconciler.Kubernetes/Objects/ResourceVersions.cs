namespace Reconciler.Kubernetes.Objects;

/// <summary>The order of resource versions of one type: decimal numbers of any length, as the API defines them.</summary>
public static class ResourceVersions
{
    /// <summary>Less than, equal to or greater than 0, as <paramref name="left"/> is older than, the same as or newer than
    /// <paramref name="right"/>. An empty one is older than all.</summary>
    /// <param name="left">A version.</param>
    /// <param name="right">Another of the same type.</param>
    public static int Compare(string left, string right) =>
        left.Length != right.Length ? left.Length.CompareTo(right.Length) : string.CompareOrdinal(left, right);

    /// <summary>The newer of two.</summary>
    /// <param name="left">A version.</param>
    /// <param name="right">Another of the same type.</param>
    public static string Newer(string left, string right) => Compare(left, right) >= 0 ? left : right;
}
