using Reconciler.Api;

namespace Reconciler.Core.Support;

/// <summary>Severity is impact by urgency (policy, section 8).</summary>
public static class SeverityMatrix
{
    /// <summary>The level of an impact: as it is named, else the highest whose threshold the share meets.</summary>
    /// <param name="impact">Counted or named.</param>
    /// <param name="policy">The levels.</param>
    /// <returns>The name of the level; null where the policy has none that fits.</returns>
    public static string? LevelOf(CaseImpact impact, SupportPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(impact);
        ArgumentNullException.ThrowIfNull(policy);
        return policy.Impacts
            .Where(band => impact.Level is { } name ? band.Name == name : IsMet(band, impact))
            .OrderByDescending(band => band.Percent)
            .ThenByDescending(band => band.MoreThan)
            .FirstOrDefault()?.Name;
    }

    /// <summary>The severity of a case by impact and urgency.</summary>
    /// <param name="spec">The case.</param>
    /// <param name="policy">The matrix.</param>
    /// <returns>Null where the matrix does not have its level or its urgency.</returns>
    public static CaseSeverity? Of(SupportCaseSpec spec, SupportPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(policy);
        return LevelOf(spec.Impact, policy) is { } level
            && policy.Urgencies.TryGetValue(spec.Urgency, out var urgency)
            && urgency.Severity.TryGetValue(level, out var severity) ? severity : null;
    }

    // Whole numbers: 3 of 4 is exactly 75 percent.
    private static bool IsMet(ImpactBand band, CaseImpact impact)
    {
        var (affected, least) = (100L * (impact.Affected ?? 0), (long)band.Percent * (impact.Of ?? 1));
        return band.MoreThan ? affected > least : affected >= least;
    }
}
