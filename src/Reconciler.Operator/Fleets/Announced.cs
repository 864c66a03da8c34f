using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;

namespace Reconciler.Operator.Fleets;

/// <summary>What people were told of that is still to come: to delete it is to call it off.</summary>
internal static class Announced
{
    /// <summary>The tickets that speak of some objects: of what people wrote, or of the instance.</summary>
    /// <param name="objects">The objects.</param>
    /// <param name="tickets">What people were told.</param>
    /// <param name="now">The instant.</param>
    /// <returns>Those that are open, each with which of the objects they speak of.</returns>
    public static IEnumerable<(ChangeTicket Ticket, ObjectRef[] Objects)> Among(IReadOnlySet<ObjectRef> objects, IEnumerable<ChangeTicket> tickets, Instant now) =>
        from ticket in tickets
        where ticket is { Spec: { Told: not null, CancelledAt: null, Outcome: null }, Metadata.Namespace: not null } && Instant.FromDateTimeOffset(ticket.Spec.Told.Start) > now
        let spoken = ObjectsOf(ticket).Where(objects.Contains).ToArray()
        where spoken.Length > 0
        select (ticket, spoken);

    /// <summary>What a ticket speaks of.</summary>
    public static ObjectRef[] ObjectsOf(ChangeTicket ticket) => [Ledger.OriginOf(ticket), Ledger.InstanceOf(ticket)];
}
