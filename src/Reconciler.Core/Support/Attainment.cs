using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Support;

/// <summary>How often response targets were met at one severity over the policy's period (policy, section 8).</summary>
/// <param name="Severity">The severity.</param>
/// <param name="Cases">Cases of the period whose response is known to be in time or late, by key.</param>
public sealed record Attainment(CaseSeverity Severity, ImmutableArray<CaseFile> Cases)
{
    /// <summary>How many were answered in time.</summary>
    public int Met => Cases.Count(file => file.ResponseMet == true);

    /// <summary>Whether they are enough; so they are where there is no case.</summary>
    /// <param name="percent">Least share, in percent; exactly that is enough.</param>
    /// <returns>True if they are.</returns>
    public bool Reaches(int percent) => 100L * Met >= (long)percent * Cases.Length;

    /// <summary>Counts a fleet's cases.</summary>
    /// <param name="world">The pass.</param>
    /// <returns>One for each severity of the policy, in its order.</returns>
    public static ImmutableArray<Attainment> Of(World world)
    {
        ArgumentNullException.ThrowIfNull(world);
        var policy = world.Policy.Support.Attainment;
        return
        [
            .. policy.Severities.Select(severity => new Attainment(
                severity,
                [.. world.Cases.Where(file => file.ResponseSeverity == severity && file.IsWithin(policy.Period) && file.ResponseMet is not null)])),
        ];
    }
}
