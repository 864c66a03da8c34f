using System.Collections.Immutable;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Core.Policy;
using Reconciler.Engine.Passes;
using Reconciler.Manifests;

namespace Reconciler.Engine.Comparing;

/// <summary>One tree of a comparison.</summary>
/// <param name="Name">As people know it, such as <c>main (3f9c1e2)</c> or <c>the work tree</c>.</param>
/// <param name="Fleet">What people wrote.</param>
/// <param name="Notes">What was passed over.</param>
public sealed record Side(string Name, Fleet Fleet, ImmutableArray<string> Notes)
{
    /// <summary>What a pass would come to; null: the files have errors.</summary>
    public Settled? Settled { get; init; }

    /// <summary>The plan; null: the files have errors.</summary>
    public Plan? Plan => Settled?.Plan;

    /// <summary>Whether nothing in its files is an error.</summary>
    public bool IsReadable => !Fleet.Problems.Any(problem => problem.Severity == Severity.Error);

    /// <summary>Every finding: of the reading and of the plan.</summary>
    public ImmutableArray<Finding> Findings => [.. Fleet.Problems, .. Plan?.Findings ?? []];

    internal IReadOnlyDictionary<ObjectRef, Api.Resource> Objects { get; } =
        Fleet.Snapshot.Objects.ToDictionary(item => item.Reference, item => item.Value);
}
