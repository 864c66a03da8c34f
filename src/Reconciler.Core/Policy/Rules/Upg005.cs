using Reconciler.Api;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Policy.Rules;

/// <summary>A vulnerability names its advisory; stability is the ground of service updates alone (policy, section 4).</summary>
internal static class Upg005
{
    public static Rule Rule { get; } = new(
        "UPG005", "a vulnerability names its advisory, stability leads to an SU", Severity.Error, Waivable: false, "the plan's ground and target")
    {
        OfChange = ReleaseFindings.EachToCome(Check),
        HoldsChanges = true,
    };

    private static Violation? Check(Change change, UpgradePlanSpec upgrade, World world)
    {
        if (upgrade.Ground is not { } ground)
        {
            return null;
        }

        if (ground.Kind == UpgradeGroundKind.SecurityVulnerability && string.IsNullOrWhiteSpace(ground.Advisory))
        {
            return new("spec.ground", "the ground is a vulnerability, and no advisory is named", "set spec.ground.advisory, such as cisco-sa-…") { Short = "no advisory" };
        }
        else if (ground.Kind == UpgradeGroundKind.Stability && change.Target is { IsServiceUpdate: false } target)
        {
            return new("spec.ground.kind", $"stability is the ground of a service update, and {target} is none", "name an SU as the target, or another ground") { Short = "stability without an SU" };
        }

        return null;
    }
}
