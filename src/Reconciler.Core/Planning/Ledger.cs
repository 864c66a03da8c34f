using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;

namespace Reconciler.Core.Planning;

/// <summary>What the world has been told: one ticket per change and incarnation. Immutable.</summary>
public sealed record Ledger
{
    private Ledger(ImmutableSortedDictionary<ObjectKey, ChangeTicket> tickets) => Tickets = tickets;

    /// <summary>Nobody was told anything.</summary>
    public static Ledger Empty { get; } = new(ImmutableSortedDictionary<ObjectKey, ChangeTicket>.Empty);

    /// <summary>Tickets by namespace and name.</summary>
    public ImmutableSortedDictionary<ObjectKey, ChangeTicket> Tickets { get; }

    /// <summary>The instant of the last pass that changed anything; null for an empty ledger. No pass may be earlier.</summary>
    public Instant? LastPass =>
        Tickets.Count == 0 ? null : Instant.FromDateTimeOffset(Tickets.Values.Max(ticket => ticket.Spec.RecordedAt));

    /// <summary>A ledger of these tickets.</summary>
    /// <param name="tickets">Tickets; of two with one key the later one wins.</param>
    /// <returns>The ledger.</returns>
    public static Ledger Of(IEnumerable<ChangeTicket> tickets)
    {
        ArgumentNullException.ThrowIfNull(tickets);
        var builder = ImmutableSortedDictionary.CreateBuilder<ObjectKey, ChangeTicket>();
        foreach (var ticket in tickets)
        {
            builder[KeyOf(ticket)] = ticket;
        }

        return new(builder.ToImmutable());
    }

    /// <summary>The key of a ticket.</summary>
    /// <param name="ticket">A ticket.</param>
    /// <returns>Namespace and name.</returns>
    public static ObjectKey KeyOf(ChangeTicket ticket)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        return new(ticket.Metadata.Namespace ?? ApiGroup.DefaultNamespace, ticket.Metadata.Name);
    }

    /// <summary>
    /// Records that a channel accepted a notice. The first acceptance of a planned, moved or emergency notice by a contact with the
    /// role makes its start the told start. Recording twice changes nothing.
    /// </summary>
    /// <param name="notice">The notice that was sent.</param>
    /// <param name="at">When it was accepted.</param>
    /// <returns>The ledger with that fact.</returns>
    public Ledger Accept(PlannedNotice notice, Instant at) => throw new NotSupportedException();
}
