using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Policy.Rules;

/// <summary>Nothing changes inside a freeze of the policy or a blackout of the instance (product rule).</summary>
internal static class Win005
{
    public static Rule Rule { get; } = new(
        "WIN005", "outside every freeze and blackout", Severity.Error, Waivable: true, "start, duration, the policy's freezes, the instance's blackouts")
    {
        OfPlacement = Obstruct,
        Describe = (placement, obstacle, _) =>
        {
            var closed = (ClosedSpan)obstacle.Cause!;
            var zone = placement.Region.Zone;
            var what = $"{(closed.OfInstance ? "blackout" : "freeze")} {closed.Freeze.Name}";
            return new(
                placement.Change.StartPath,
                $"starts {Time.Describe.Local(placement.Start, zone)} and ends {Time.Describe.Local(placement.End, zone)}, which overlaps {what}, {closed.Freeze.From} to {closed.Freeze.To}{(closed.Freeze.Reason is { } reason ? $" ({reason})" : "")}",
                "")
            { Short = $"{what}, {closed.Freeze.From} to {closed.Freeze.To}" };
        },
    };

    private static Obstacle? Obstruct(Placement placement, World world)
    {
        if (placement.Change.IsEmergency || placement.Change.IsUpload)
        {
            return null;
        }

        foreach (var closed in placement.Site.Closed)
        {
            if (closed.Span.Start < placement.End && placement.Start < closed.Span.End)
            {
                return new(closed.Span.End, closed);
            }
        }

        return null;
    }
}
