namespace Reconciler.Kubernetes.Objects;

/// <summary>What every object says of itself; small enough to be kept.</summary>
public sealed record ObjectHead
{
    /// <summary>Namespace and name.</summary>
    public required ResourceName Name { get; init; }

    /// <summary>Unlike the name, never given twice.</summary>
    public string Uid { get; init; } = "";

    /// <summary>Another one after each write; see <see cref="ResourceVersions"/>.</summary>
    public string ResourceVersion { get; init; } = "";

    /// <summary>Counts what people change of the specification; 0 for types that do not count.</summary>
    public long Generation { get; init; }

    /// <summary>The labels.</summary>
    public StringMap Labels { get; init; } = StringMap.Empty;

    /// <summary>The annotations, but for kubectl's copy of the whole object.</summary>
    public StringMap Annotations { get; init; } = StringMap.Empty;

    /// <summary>When the object was made; null in a draft.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When somebody asked for its deletion, while finalizers still hold it; else null.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>The uids of its owners.</summary>
    public IReadOnlyList<string> Owners { get; init; } = [];

    /// <summary>Who has to agree before a deletion is carried out.</summary>
    public IReadOnlyList<string> Finalizers { get; init; } = [];
}
