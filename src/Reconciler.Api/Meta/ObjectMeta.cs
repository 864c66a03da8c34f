using System.Collections.Immutable;

namespace Reconciler.Api;

/// <summary>The part of Kubernetes' metadata that this product reads or writes.</summary>
public sealed record ObjectMeta
{
    /// <summary>Name, unique for its kind in its namespace.</summary>
    [Format(ValueFormat.ObjectName)]
    public required string Name { get; init; }

    /// <summary>Namespace; null means the command line's <c>-n</c>, else <c>default</c>. Always null for cluster-scoped kinds.</summary>
    [Format(ValueFormat.ObjectName)]
    public string? Namespace { get; init; }

    /// <summary>Labels, matched by selectors.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } = Map.Empty<string>();

    /// <summary>Annotations: waivers, opt-outs, requests.</summary>
    public ImmutableSortedDictionary<string, string> Annotations { get; init; } = Map.Empty<string>();

    /// <summary>Counts the changes of spec in a cluster; 0 outside one.</summary>
    public long Generation { get; init; }

    /// <summary>Set by the API server; null outside a cluster.</summary>
    public string? Uid { get; init; }

    /// <summary>Set by the API server; null outside a cluster.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Set by the API server; null outside a cluster.</summary>
    public DateTimeOffset? CreationTimestamp { get; init; }
}
