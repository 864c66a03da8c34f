using System.Collections.Immutable;

namespace Reconciler.Api;

/// <summary>Instances by name, by selector, or both (then their union).</summary>
public sealed record InstanceSelection
{
    /// <summary>Names, in the same namespace.</summary>
    [Format(ValueFormat.ObjectName)]
    [Distinct]
    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>
    /// Every pair must match: <c>region</c>, <c>customer</c> and <c>partner</c> match the fields of that name, any other key a
    /// label. Null selects nothing.
    /// </summary>
    public ImmutableSortedDictionary<string, string>? Selector { get; init; }
}

/// <summary>Where one change made from an object of people stands.</summary>
[ListKey("name")]
public sealed record ChildStatus
{
    /// <summary>Name of the generated window.</summary>
    public required string Name { get; init; }

    /// <summary>Its instance.</summary>
    public required string Instance { get; init; }

    /// <summary>Where it stands.</summary>
    public required EntryState State { get; init; }

    /// <summary>Why, for machines.</summary>
    public string? Reason { get; init; }

    /// <summary>What comes next, by itself or by somebody's hand, in a few words; empty: nothing.</summary>
    public string Next { get; init; } = "";

    /// <summary>Start, UTC.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>Start on the region's clock, with zone.</summary>
    public string? LocalStart { get; init; }
}
