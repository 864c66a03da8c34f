using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator.Fleets;

/// <summary>What people were told of that is still to come: to delete it is to call it off.</summary>
internal static class Announcements
{
    /// <summary>The changes that some objects are about, as what people wrote or as the instance.</summary>
    /// <param name="objects">The objects.</param>
    /// <param name="caches">The cluster: tickets, and what speaks for itself where no ticket speaks of it.</param>
    /// <param name="now">The instant.</param>
    /// <returns>For each change of which people were told, by whatever means, which of the objects it is about.</returns>
    public static IEnumerable<ObjectRef[]> Among(IReadOnlySet<ObjectRef> objects, ClusterCaches caches, Instant now)
    {
        if (objects.Count == 0)
        {
            return [];
        }

        var tickets = caches.Tickets.Read().Values.Select(found => found.Value?.Value).OfType<ChangeTicket>().Where(ticket => ticket is { Spec.Told: not null, Metadata.Namespace: not null }).ToArray();
        var ticketed = tickets.Select(Ledger.OriginOf).ToHashSet();
        return tickets.Where(ticket => ticket.Spec is { CancelledAt: null, Outcome: null } && Instant.FromDateTimeOffset(ticket.Spec.Told!.Start) > now).Select(ObjectsOf)
            .Concat(Declared(caches).Where(each => !ticketed.Contains(each.Reference)).SelectMany(each => ToldElsewhere.In(each.Value, now)))
            .Select(change => change.Where(objects.Contains).ToArray())
            .Where(change => change.Length > 0);
    }

    /// <summary>What a ticket speaks of.</summary>
    public static ObjectRef[] ObjectsOf(ChangeTicket ticket) => [Ledger.OriginOf(ticket), Ledger.InstanceOf(ticket)];

    private static IEnumerable<Declared<Resource>> Declared(ClusterCaches caches) =>
        caches.Written.SelectMany(cache => cache.Read().Values).SelectMany(found => found.Value?.Contents.Objects ?? []);
}
