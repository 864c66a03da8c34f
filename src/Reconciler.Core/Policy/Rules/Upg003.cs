using Reconciler.Api;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Policy.Rules;

/// <summary>An upgrade leads to a newer release. Product rule.</summary>
internal static class Upg003
{
    public static Rule Rule { get; } = new(
        "UPG003", "an upgrade leads to a newer release", Severity.Error, Waivable: false, "the plan's target, the versions of its instances")
    {
        OfChange = ReleaseFindings.EachToCome(Check),
        HoldsChanges = true,
    };

    private static Violation? Check(Change change, UpgradePlanSpec _, World world)
    {
        if (change is not { Site: { } site, Target: { } target })
        {
            return null;
        }

        var known = ReleaseFindings.Running(site, world, standing => standing.Release is { } release && release.Version.Form == target.Form);
        var newer = known.Where(running => running.Standing.Release!.Value.Version > target).ToArray();
        if (newer.Length > 0)
        {
            return new("spec.target", $"{site.Key.Name} runs {ReleaseFindings.Names(newer)}, newer than {target}: that would be a downgrade", "name a newer release, or take the instance out of the plan") { Short = "a downgrade" };
        }
        else if (known.Length > 0 && known.All(running => running.Standing.Release!.Value.Version == target))
        {
            return new("spec.target", $"{site.Key.Name} runs {target} already", "record how its upgrade ended in spec.outcomes, or take the instance out of the plan") { Short = "runs it already" };
        }

        return null;
    }
}
