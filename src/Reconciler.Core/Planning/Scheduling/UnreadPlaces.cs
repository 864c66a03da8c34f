using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;

namespace Reconciler.Core.Planning.Scheduling;

/// <summary>
/// Places of changes that people were told of and that can not be read just now, or whose instance can not: they may well happen, so nothing else takes
/// their time.
/// </summary>
internal static class UnreadPlaces
{
    /// <summary>Keeps the told places.</summary>
    /// <param name="world">The pass.</param>
    public static void Keep(World world)
    {
        if (world.Snapshot.Unreadable.IsEmpty)
        {
            return;
        }

        foreach (var (key, ticket) in world.Ledger.Ledger.Tickets)
        {
            if (ticket.Spec is { Told: { } told, CancelledAt: null, Outcome: null, Category: not (null or ChangeCategory.Upload) } && world.IsUnreadable(ticket))
            {
                Keep(world, key, ticket.Spec, new(Instant.FromDateTimeOffset(told.Start), Instant.FromDateTimeOffset(told.End)));
            }
        }
    }

    private static void Keep(World world, ObjectKey key, ChangeTicketSpec ticket, Interval span)
    {
        if (world.Sites.Find(new(key.Namespace, ticket.Instance)) is { } site)
        {
            world.Timetable.Add(new(ChangeOf(key, ticket, site, span), span, site));
        }
        else
        {
            world.Timetable.Reserve(ticket.Region, span);
        }
    }

    // As much of it as its ticket remembers. What it touches is not among that: it may be everything.
    private static Change ChangeOf(ObjectKey key, ChangeTicketSpec ticket, Site site, Interval span) => new()
    {
        Key = ticket.Change,
        Name = key.Name,
        Origin = new(ticket.OriginKind, key.Namespace, ticket.OriginName),
        Source = Source.None,
        Annotations = Map.Empty<string>(),
        Window = new() { Instance = ticket.Instance, Category = ticket.Category!.Value, Duration = span.Duration.ToTimeSpan() },
        Site = site,
        Impact = ticket.Impact,
        Applications = ticket.Region == site.SmeRegion?.Name ? [ApplicationKind.SessionManagement] : [.. site.Spec.Applications.Select(application => application.Kind).Distinct()],
        DataCenters = site.Spec.DataCenters,
        IsEmergency = ticket.Type == TicketType.Emergency,
        Duration = span.Duration,
    };
}
