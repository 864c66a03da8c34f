using Reconciler.Core.Planning;
using Reconciler.Core.Time;

namespace Reconciler.Core.Policy.Rules;

/// <summary>Weekend windows are for the provider's infrastructure only (policy, section 1).</summary>
internal static class Win002
{
    public static Rule Rule { get; } = new(
        "WIN002", "weekend windows are for provider infrastructure maintenance", Severity.Error, Waivable: false, "start, category, the region's windows")
    {
        OfPlacement = Obstruct,
        Describe = (placement, obstacle, _) => new(
            placement.Change.StartPath,
            $"starts in the weekend window of {Describe.Local(((Occurrence)obstacle.Cause!).Opens, placement.Region.Zone)}, which is for infrastructure only, not for category {Words.Of(placement.Change.Window.Category)}",
            "")
        { Short = "weekend window" },
    };

    private static Obstacle? Obstruct(Placement placement, World world)
    {
        var change = placement.Change;
        if (change.IsUpload || change.IsEmergency || world.MayUseWeekends(change))
        {
            return null;
        }

        var window = placement.Site.RegionsOf(change.Applications).First.Windows.At(placement.Start);
        return window is { Kind: WindowKind.Weekend } ? new(window.Closes, window) : null;
    }
}
