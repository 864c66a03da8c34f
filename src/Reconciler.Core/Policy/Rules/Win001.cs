using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Policy.Rules;

/// <summary>All planned changes happen inside a window of the region; an SME keeps to its publisher's (policy, section 1).</summary>
internal static class Win001
{
    public static Rule Rule { get; } = new(
        "WIN001", "start and end inside one window of the region", Severity.Error, Waivable: true, "start, duration, applications, the region's windows")
    {
        OfPlacement = Obstruct,
        Describe = Describe,
    };

    private static Obstacle? Obstruct(Placement placement, World world)
    {
        // A COP file is uploaded in the provider's own planned window even where it is urgent (section 5).
        if (placement.Change.IsUpload || (placement.Change.IsEmergency && placement.Change.Window.Category != ChangeCategory.Cop))
        {
            return null;
        }

        var (first, second) = placement.Site.RegionsOf(placement.Change.Applications);
        return Outside(placement, first) ?? (second is null ? null : Outside(placement, second));
    }

    private static Obstacle? Outside(Placement placement, Region region) =>
        region.Windows.At(placement.Start) is { } window && placement.End <= window.Closes
            ? null
            : new(region.Windows.From(placement.Start).First().Opens, region);

    private static Violation Describe(Placement placement, Obstacle obstacle, World world)
    {
        var region = (Region)obstacle.Cause!;
        var window = region.Windows.At(placement.Start);
        var message = window is null
            ? $"starts {Time.Describe.Local(placement.Start, region.Zone)}, outside every window of {region.Name}"
            : $"ends {Time.Describe.Local(placement.End, region.Zone)}, {Time.Describe.Duration((placement.End - window.Closes).ToTimeSpan())} after its window closes";
        return new(placement.Change.StartPath, message, "") { Short = $"outside the windows of {region.Name}" };
    }
}
