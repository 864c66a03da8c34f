using NodaTime;
using Reconciler.Core.Inventory;

namespace Reconciler.Core.Planning;

/// <summary>How a pass differs from the ordinary one.</summary>
public sealed record PlanOptions
{
    /// <summary>The ordinary pass: notices rest for <c>announce.settle</c>, nothing is released.</summary>
    public static PlanOptions Default { get; } = new();

    /// <summary>Whether notices rest before they are sent; false for <c>run --once</c>.</summary>
    public bool Settle { get; init; } = true;

    /// <summary>Digest of a hold that a person releases; beside the annotation on the policy. Null: none.</summary>
    public string? Release { get; init; }

    /// <summary>Whether what would be told is recorded as told and nothing is sent (<c>reconciler adopt</c>); default false.</summary>
    public bool Adopt { get; init; }
}

/// <summary>The one function that everything else serves.</summary>
public static class Planner
{
    /// <summary>Decides. Pure and total: bad input becomes findings.</summary>
    /// <param name="snapshot">What people wrote.</param>
    /// <param name="ledger">What the world has been told.</param>
    /// <param name="now">The instant to decide for; not before <see cref="Ledger.LastPass"/>.</param>
    /// <param name="options">How this pass differs from the ordinary one; null: not at all.</param>
    /// <returns>What follows.</returns>
    public static Plan Plan(Snapshot snapshot, Ledger ledger, Instant now, PlanOptions? options = null) => throw new NotSupportedException();
}
