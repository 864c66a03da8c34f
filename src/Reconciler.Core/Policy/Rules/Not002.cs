using Reconciler.Core.Time;

namespace Reconciler.Core.Policy.Rules;

/// <summary>Every other change is told ten days before its window opens (policy, section 2). One that affects calling is NOT001 alone.</summary>
internal static class Not002
{
    public static Rule Rule { get; } = new(
        "NOT002", "other change told ten days ahead", Severity.Error, Waivable: true, "start, impact, announced, the ledger")
    {
        OfPlacement = (placement, world) => placement.Change.IsCallingAffecting ? null : LeadTimes.Obstruct(placement, world),
        Describe = (placement, _, world) => LeadTimes.Describe(
            placement,
            world,
            days => Words.Count(days, "day"),
            days => LeadTime.DaysBefore(placement.Opening, placement.Region.Zone, days),
            world.Policy.Notice.OtherDays,
            ""),
    };
}
