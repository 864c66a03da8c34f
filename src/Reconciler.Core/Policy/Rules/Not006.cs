using Reconciler.Api;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Policy.Rules;

/// <summary>The notice of an upgrade names the target version and what has to be in place (policy, section 2).</summary>
internal static class Not006
{
    public static Rule Rule { get; } = new(
        "NOT006", "an upgrade's notice names target version and requirements", Severity.Warning, Waivable: true, "the plan's target and requirements, category")
    {
        OfChange = AtMostOne.Of<Change>(Check),
    };

    private static Violation? Check(Change change, World world)
    {
        if (change is not { Window.Category: ChangeCategory.Upgrade, Outcome: null })
        {
            return null;
        }

        if (change.Upgrade is null)
        {
            return new("spec.category", "the notice of this upgrade would name neither target version nor requirements", "declare an UpgradePlan, which has both") { Short = "no target version" };
        }
        else if (change.Upgrade.Requirements.All(string.IsNullOrWhiteSpace))
        {
            return new("spec.requirements", $"the notice of the upgrade to {change.Upgrade.Target} would name no requirements", "say in spec.requirements what has to be in place before") { Short = "no requirements" };
        }

        return null;
    }
}
