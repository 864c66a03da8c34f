using System.Collections.Immutable;
using NodaTime;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Policy.Rules;

/// <summary>Never both data centres of one instance under change at once: the other one keeps calls up (policy, section 1).</summary>
internal static class Win004
{
    public static Rule Rule { get; } = new(
        "WIN004", "one data centre of an instance stays untouched at any time", Severity.Error, Waivable: true, "start, duration, dataCenters, simultaneous, the instance's other changes")
    {
        OfPlacement = Obstruct,
        Describe = Describe,
    };

    private static Obstacle? Obstruct(Placement placement, World world)
    {
        var change = placement.Change;
        var all = placement.Site.Spec.DataCenters;
        if (all.Length < 2 || change.IsUpload)
        {
            return null;
        }

        if (change.Window.Simultaneous && TouchAll(all, change, change))
        {
            return new(Instant.MaxValue, null, change.IsEmergency ? Severity.Warning : Severity.Error);
        }

        foreach (var other in world.Timetable.At(placement.Site))
        {
            if (other.Overlaps(placement) && (!change.IsEmergency || other.Change.IsEmergency)
                && TouchAll(all, change, other.Change))
            {
                return new(other.End, other, change.IsEmergency ? Severity.Warning : Severity.Error);
            }
        }

        return null;
    }

    private static bool TouchAll(ImmutableArray<string> all, Change one, Change other)
    {
        foreach (var center in all)
        {
            if (!one.DataCenters.Contains(center) && !other.DataCenters.Contains(center))
            {
                return false;
            }
        }

        return true;
    }

    private static Violation Describe(Placement placement, Obstacle obstacle, World world) =>
        obstacle.Cause is Placement other
            ? new(
                placement.Change.StartPath,
                $"together with {other.Change.Name} it touches every data centre of {placement.Site.Key.Name} until {Time.Describe.Local(other.End, placement.Region.Zone)}",
                "")
            { Severity = obstacle.Severity, Short = $"no data centre left beside {other.Change.Name}" }
            : new(
                "spec.simultaneous",
                $"works on every data centre of {placement.Site.Key.Name} at the same time: {string.Join(", ", placement.Site.Spec.DataCenters)}",
                "take simultaneous out and work on them one after the other, or split the change in two")
            { Severity = obstacle.Severity, Short = "every data centre at once" };
}
