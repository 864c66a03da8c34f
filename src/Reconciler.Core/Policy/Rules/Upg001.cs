using Reconciler.Api;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Policy.Rules;

/// <summary>An upgrade is started on one of five grounds (policy, section 4).</summary>
internal static class Upg001
{
    public static Rule Rule { get; } = new(
        "UPG001", "an upgrade has one of the five grounds, a feature request its TAC case", Severity.Error, Waivable: false, "the plan's ground, the versions of its instances")
    {
        OfChange = ReleaseFindings.EachToCome(Check),
        HoldsChanges = true,
    };

    private static Violation? Check(Change change, UpgradePlanSpec upgrade, World world)
    {
        var ground = upgrade.Ground;
        if (ground?.Kind is null)
        {
            return new("spec.ground", $"the upgrade to {upgrade.Target} is started on no ground", $"set spec.ground.kind to one of {string.Join(", ", Enum.GetValues<UpgradeGroundKind>().Select(Words.Of))}") { Short = "no ground" };
        }
        else if (ground.Kind == UpgradeGroundKind.FeatureRequest && string.IsNullOrWhiteSpace(ground.TacCase))
        {
            return new("spec.ground", $"a feature request comes through a TAC case, and the upgrade to {upgrade.Target} names none", "set spec.ground.tacCase") { Short = "no TAC case" };
        }
        else if (ground.Kind == UpgradeGroundKind.BelowSupported && change.Site is { } site && ReleaseFindings.Running(site, world, standing => standing.Column is { Supported: false }).Length == 0)
        {
            return new(
                "spec.ground.kind",
                $"the ground is {Words.Of(UpgradeGroundKind.BelowSupported)}, and {site.Key.Name} runs {ReleaseFindings.Names(ReleaseFindings.Running(site, world, _ => true))}, none of them below n-1",
                $"from n-1 to n the ground is {Words.Of(UpgradeGroundKind.Currency)}")
            { Severity = Severity.Warning };
        }

        return null;
    }
}
