using System.Text.Json.Serialization;

namespace Reconciler.Api;

/// <summary>What a change does to calls, worst last.</summary>
public enum ImpactLevel
{
    /// <summary>Nothing that anybody notices.</summary>
    [JsonStringEnumMemberName("none")]
    NoImpact,

    /// <summary>Calls go on, on one leg.</summary>
    ReducedRedundancy,

    /// <summary>Calls may suffer: calling is affected.</summary>
    Degraded,

    /// <summary>Calls are interrupted: calling is affected.</summary>
    Outage,
}

/// <summary>What a change does to calls and what people should know of it.</summary>
public sealed record Impact
{
    /// <summary>How bad; degraded and outage affect calling and need the longer notice (policy, section 2).</summary>
    public required ImpactLevel Level { get; init; }

    /// <summary>In words, for notices; null: the template's words for the level.</summary>
    public string? Text { get; init; }
}
