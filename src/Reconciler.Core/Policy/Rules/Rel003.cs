using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Policy.Rules;

/// <summary>An instance on n-1 may stay, is advised to go, or must: the severity follows the column's <c>stay</c> (policy, section 4).</summary>
internal static class Rel003
{
    public static Rule Rule { get; } = new(
        "REL003", "an instance on n-1 follows the column's stay", Severity.Warning, Waivable: true, "applications, releases.columns of the policy")
    {
        OfInstance = AtMostOne.Of<Site>(Check),
    };

    private static Violation? Check(Site site, World world)
    {
        if (ReleaseFindings.ActivatedOn(site, world) is not null)
        {
            return null;
        }

        var running = ReleaseFindings.Running(site, world, standing => standing.Column is { Supported: true, Behind: > 0 });
        if (running.Length > 0)
        {
            var (first, column) = (running[0], running[0].Standing.Column!);
            var (severity, says) = column.Stay switch
            {
                StayRule.Allowed => (Severity.Info, "it may stay"),
                StayRule.Advised => (Severity.Warning, "it may stay, and is advised to upgrade"),
                _ => (Severity.Error, "it must upgrade"),
            };
            return new(first.Path, $"{site.Key.Name} runs {ReleaseFindings.Names(running)}: {column.Name}; {says}", ReleaseFindings.Remedy(site, first, world))
            {
                Severity = severity,
                Short = $"on {column.Name}",
            };
        }

        return null;
    }
}
