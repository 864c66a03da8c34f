using System.Collections.Immutable;

namespace Reconciler.Api;

/// <summary>A span in which nothing changes; half-open: <c>to</c> is the first date or instant that is free again.</summary>
[ListKey("name")]
public sealed record Freeze
{
    /// <summary>Name, unique among its siblings.</summary>
    [Format(ValueFormat.ObjectName)]
    public required string Name { get; init; }

    /// <summary>Begin, included: midnight of a local date of the region, or an instant.</summary>
    public required DateOrInstant From { get; init; }

    /// <summary>End, not included: midnight of a local date of the region, or an instant.</summary>
    public required DateOrInstant To { get; init; }

    /// <summary>Regions it holds for; empty: all. Not used in a blackout of an instance.</summary>
    public ImmutableArray<string> Regions { get; init; } = [];

    /// <summary>Why.</summary>
    public string? Reason { get; init; }
}
