using System.Collections.Immutable;

namespace Reconciler.Api;

/// <summary>Changes that partners ask for (section 6), and what no change may lean on (section 10).</summary>
public sealed record ChangesPolicy
{
    /// <summary>Parties that approve every request (CHG001).</summary>
    public required ImmutableArray<Party> Approvals { get; init; }

    /// <summary>Classes that are large: they come in through a channel and are assessed by product management (CHG004).</summary>
    public required ImmutableArray<RequestClass> Large { get; init; }

    /// <summary>The route of a request, for statuses and findings.</summary>
    public required string Route { get; init; }

    /// <summary>The route of a large request.</summary>
    public required string LargeRoute { get; init; }

    /// <summary>
    /// Words that give away a back-out plan that relies on a restore (CHG003). Case does not matter; <c>*</c> stands for anything inside
    /// one sentence.
    /// </summary>
    public required ImmutableArray<string> BackupPhrases { get; init; }
}
