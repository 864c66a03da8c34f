using Reconciler.Api;
using Reconciler.Manifests.Schemas;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Checks;

/// <summary>Checks of the policy in force: the shipped one with the fleet's laid over it.</summary>
internal static class OperationalPolicyChecks
{
    /// <summary>Runs them.</summary>
    public static void Run(OperationalPolicySpec spec, Report report)
    {
        var grids = spec.Grids.Select(grid => grid.Name).ToHashSet(StringComparer.Ordinal);
        var regions = spec.Regions.Select(region => region.Name).ToHashSet(StringComparer.Ordinal);
        Names.RequireUnique(spec.Grids.Select(grid => grid.Name), "spec.grids", ".name", report);
        Names.RequireUnique(spec.Regions.Select(region => region.Name), "spec.regions", ".name", report);
        Names.RequireUnique(spec.Freezes.Select(freeze => freeze.Name), "spec.freezes", ".name", report);

        foreach (var (index, region) in spec.Regions.Index())
        {
            if (!Names.RequireKnown(region.Grid, grids, $"spec.regions[{index}].grid", "spec.grids", report))
            {
                break;
            }
        }

        foreach (var (index, freeze) in spec.Freezes.Index())
        {
            Run(freeze, $"spec.freezes[{index}]", regions, report);
        }

        SupportPolicyChecks.Run(spec.Support, report);
        Names.RequireUnique(spec.Responsibilities.Select(responsibility => responsibility.Name), "spec.responsibilities", ".name", report);
        foreach (var category in spec.Categories.Keys.Except(SelfRulePatterns.Categories))
        {
            report(
                ReadProblems.UnknownName,
                FieldPath.Join("spec.categories", category),
                $"'{FieldPath.Join("spec.categories", category)}' is no category of change",
                Spelling.Nearest(category, SelfRulePatterns.Categories) is { } near ? $"did you mean '{near}'?" : "the categories are: " + string.Join(", ", SelfRulePatterns.Categories));
        }

        foreach (var category in SelfRulePatterns.Categories.Where(category => !spec.Categories.ContainsKey(category)))
        {
            report(ReadProblems.MissingField, $"spec.categories.{category}", $"'spec.categories.{category}' is missing", "every category of change needs its entry");
        }

        ReleasePolicyChecks.Run(spec.Releases, report);
        if (spec.Certificates.LatestDaysBefore > spec.Certificates.EarliestDaysBefore)
        {
            report(
                ReadProblems.Contradiction,
                "spec.certificates.latestDaysBefore",
                $"'spec.certificates.latestDaysBefore' is {spec.Certificates.LatestDaysBefore}, more than 'earliestDaysBefore', {spec.Certificates.EarliestDaysBefore}",
                "both count days before the expiry: the earliest has the larger number");
        }
    }

    private static void Run(Freeze freeze, string path, IReadOnlySet<string> regions, Report report)
    {
        Spans.RequireOrder(freeze, path, report);
        foreach (var (index, region) in freeze.Regions.Index())
        {
            if (!Names.RequireKnown(region, regions, $"{path}.regions[{index}]", "spec.regions", report))
            {
                break;
            }
        }
    }
}
