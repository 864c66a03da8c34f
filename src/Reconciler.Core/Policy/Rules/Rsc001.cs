using Reconciler.Api;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Policy.Rules;

/// <summary>The partner moves an upgrade of an instance once, counted over deletion and re-creation (policy, section 4).</summary>
internal static class Rsc001
{
    public static Rule Rule { get; } = new(
        "RSC001", "an upgrade is moved once", Severity.Error, Waivable: false, "moves, the ledger, upgrades.partnerMoves of the policy")
    {
        OfMove = Check,
    };

    private static Violation? Check(AskedMove asked, World world)
    {
        var limit = world.Policy.Upgrades.PartnerMoves;
        return asked.Change.Upgrade is not { } upgrade || asked.Move.By != Party.Partner || asked.Spent < limit
            ? null
            : new(
                asked.Path,
                $"the move to {asked.Move.To} has no effect: the partner moved the upgrade of {asked.Site.Key.Name} to {upgrade.Target} {Words.Count(asked.Spent, "time")} before, and may move it {Words.Count(limit, "time")}",
                $"keep {Time.Describe.Local(asked.Opening, asked.Zone)}, or let the provider move it (by: provider), with the full lead time")
            { Short = "upgrade moved before" };
    }
}
