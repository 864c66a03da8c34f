using Reconciler.Core.Planning;
using Reconciler.Core.Time;

namespace Reconciler.Core.Policy.Rules;

/// <summary>Two changes of one instance do not overlap (product rule). Where an emergency collides, the planned change gets the finding.</summary>
internal static class Win003
{
    public static Rule Rule { get; } = new(
        "WIN003", "two changes of one instance do not overlap", Severity.Error, Waivable: true, "start, duration, the instance's other changes")
    {
        OfPlacement = Obstruct,
        Describe = (placement, obstacle, _) =>
        {
            var other = (Placement)obstacle.Cause!;
            return new(
                placement.Change.StartPath,
                $"starts {Describe.Local(placement.Start, placement.Region.Zone)} and overlaps {other.Change.Name} of the same instance, {Describe.Local(other.Start, placement.Region.Zone)} to {Describe.Local(other.End, placement.Region.Zone)}",
                "")
            { Severity = obstacle.Severity, Short = $"overlaps {other.Change.Name}" };
        },
    };

    private static Obstacle? Obstruct(Placement placement, World world)
    {
        if (placement.Change.IsUpload)
        {
            return null;
        }

        foreach (var other in world.Timetable.At(placement.Site))
        {
            if (other.Overlaps(placement) && (!placement.Change.IsEmergency || other.Change.IsEmergency))
            {
                return new(other.End, other, placement.Change.IsEmergency ? Severity.Warning : Severity.Error);
            }
        }

        return null;
    }
}
