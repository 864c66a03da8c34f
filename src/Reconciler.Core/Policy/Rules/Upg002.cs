using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Core.Releases;

namespace Reconciler.Core.Policy.Rules;

/// <summary>Not every release can be reached from every other one (policy, section 4).</summary>
internal static class Upg002
{
    public static Rule Rule { get; } = new(
        "UPG002", "the target of an upgrade is one of the running version", Severity.Error, Waivable: false, "the plan's target and method, the versions of its instances, releases of the policy")
    {
        OfChange = (change, world) => ReleaseFindings.IsToCome(change, world) && change is { Site: { } site, Target: { } target } ? Check(change.Upgrade!, target, site, world) : [],
        HoldsChanges = true,
    };

    private static IEnumerable<Violation> Check(UpgradePlanSpec upgrade, ReleaseVersion target, Site site, World world) =>
        from running in ReleaseFindings.Running(site, world, standing => standing.Release is { } release && release.Version < target)
        let problem = world.Catalogue.ProblemOf(running.Application.Kind, running.Standing.Release!.Value.Version, target, upgrade.Method)
        where problem is not null
        group running by problem into same
        select new Violation("spec.target", $"{site.Key.Name} runs {ReleaseFindings.Names([.. same])}: {same.Key.Message}", same.Key.Remedy) { Short = same.Key.Message };
}
