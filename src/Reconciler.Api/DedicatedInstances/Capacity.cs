using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;

namespace Reconciler.Api;

/// <summary>The two counts that size an instance (policy, section 9).</summary>
public sealed record CapacityCounts
{
    /// <summary>Knowledge workers.</summary>
    [Range(0, 100000000)]
    public required int KnowledgeWorkers { get; init; }

    /// <summary>Workspace devices.</summary>
    [Range(0, 100000000)]
    public required int WorkspaceDevices { get; init; }
}

/// <summary>A step of growth that the partner declared.</summary>
public sealed record ForecastStep
{
    /// <summary>First local date on which the counts are expected.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Expected counts from then on.</summary>
    public required CapacityCounts Counts { get; init; }
}

/// <summary>Capacity of an instance (policy, section 9).</summary>
public sealed record Capacity
{
    /// <summary>Stated at activation, as the end state.</summary>
    public CapacityCounts? Activation { get; init; }

    /// <summary>Agreed with the provider: what the instance was sized for.</summary>
    public required CapacityCounts Agreed { get; init; }

    /// <summary>Configured today.</summary>
    public required CapacityCounts Configured { get; init; }

    /// <summary>The TAC case that reported a change of the counts.</summary>
    public string? TacCase { get; init; }

    /// <summary>Expected growth, by steps.</summary>
    public ImmutableArray<ForecastStep> Forecast { get; init; } = [];

    /// <summary>Expected growth of each count by month, linear; null: none.</summary>
    public CapacityCounts? MonthlyGrowth { get; init; }
}
