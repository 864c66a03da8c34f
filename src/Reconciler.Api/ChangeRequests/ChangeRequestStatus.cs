using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Reconciler.Api;

/// <summary>Where a request stands.</summary>
public enum RequestState
{
    /// <summary>It waits for its review, an approval, or its assessment.</summary>
    [JsonStringEnumMemberName("Pending")]
    Pending,

    /// <summary>Reviewed and approved: windows may carry it out.</summary>
    [JsonStringEnumMemberName("Approved")]
    Approved,

    /// <summary>The policy does not support its class.</summary>
    [JsonStringEnumMemberName("Refused")]
    Refused,

    /// <summary>It was taken back.</summary>
    [JsonStringEnumMemberName("Withdrawn")]
    Withdrawn,
}

/// <summary>What is the case with a request.</summary>
public sealed record ChangeRequestStatus
{
    /// <summary>The generation this status speaks of.</summary>
    public long ObservedGeneration { get; init; }

    /// <summary>Conditions by type.</summary>
    public ImmutableArray<Condition> Conditions { get; init; } = [];

    /// <summary>Where it stands.</summary>
    public RequestState State { get; init; }

    /// <summary>The way that the policy lays out for its class.</summary>
    public string? Route { get; init; }

    /// <summary>What somebody has to do next; null: nothing.</summary>
    public string? Next { get; init; }

    /// <summary>Names of the windows that carry it out, by name.</summary>
    public ImmutableArray<string> Windows { get; init; } = [];
}
