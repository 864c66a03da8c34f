using Reconciler.Core.Time;

namespace Reconciler.Core.Policy.Rules;

/// <summary>A change that affects calling is told ten business days before its window opens (policy, section 2).</summary>
internal static class Not001
{
    public static Rule Rule { get; } = new(
        "NOT001", "calling-affecting change told ten business days ahead", Severity.Error, Waivable: false, "start, impact, announced, business days of region and instance, the ledger")
    {
        OfPlacement = (placement, world) => placement.Change.IsCallingAffecting ? LeadTimes.Obstruct(placement, world) : null,
        Describe = (placement, _, world) => LeadTimes.Describe(
            placement,
            world,
            days => Words.Count(days, "business day"),
            days => LeadTime.BusinessDaysBefore(placement.Opening, placement.Region.Zone, days, placement.Site.Calendar),
            world.Policy.Notice.CallingAffectingBusinessDays,
            "calling is affected, so "),
    };
}
