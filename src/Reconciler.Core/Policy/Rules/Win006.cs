using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Policy.Rules;

/// <summary>No more changes at once in a region than the provider's operational availability (policy, section 2).</summary>
internal static class Win006
{
    public static Rule Rule { get; } = new(
        "WIN006", "no more changes at once than the region's operational availability", Severity.Error, Waivable: true, "start, duration, the region's other changes, regions[].concurrentChanges")
    {
        OfPlacement = Obstruct,
        Describe = (placement, obstacle, _) =>
        {
            var (region, count) = ((Region, int))obstacle.Cause!;
            return new(
                placement.Change.StartPath,
                $"starts {Time.Describe.Local(placement.Start, placement.Region.Zone)} and runs beside {Words.Count(count, "other change")} of {region.Name}, whose operational availability is {region.Policy.ConcurrentChanges}",
                "")
            { Short = $"operational availability of {region.Name}" };
        },
    };

    private static Obstacle? Obstruct(Placement placement, World world)
    {
        if (placement.Change.IsEmergency || placement.Change.IsUpload)
        {
            return null;
        }

        var region = placement.Site.RegionsOf(placement.Change.Applications).First;
        return world.Timetable.RegionReaches(region.Name, placement.Span, region.Policy.ConcurrentChanges) is { } load
            ? new(load.Until, (region, load.Count))
            : null;
    }
}
