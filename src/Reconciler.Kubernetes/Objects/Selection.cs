namespace Reconciler.Kubernetes.Objects;

/// <summary>Which objects of a type are meant.</summary>
/// <param name="Namespace">Only those of one namespace; null: of all, or of a cluster-scoped type.</param>
/// <param name="Labels">A label selector, as <c>app=x,tier!=y</c>; null: all.</param>
/// <param name="Fields">A field selector; null: all.</param>
public sealed record Selection(string? Namespace = null, string? Labels = null, string? Fields = null)
{
    /// <summary>All of them.</summary>
    public static Selection All { get; } = new();

    internal string Path(ResourceType type, params ReadOnlySpan<(string Key, string? Value)> more)
    {
        var query = new List<string>();
        foreach (var (key, value) in (ReadOnlySpan<(string, string?)>)[("labelSelector", Labels), ("fieldSelector", Fields), .. more])
        {
            if (value is not null) query.Add($"{key}={Uri.EscapeDataString(value)}");
        }

        return type.PathOf(Namespace) + (query.Count > 0 ? $"?{string.Join('&', query)}" : "");
    }
}
