using NodaTime;
using NodaTime.Text;
using Reconciler.Api;
using Reconciler.Core.Planning;
using Reconciler.Core.Time;
using Reconciler.Engine.Passes;

namespace Reconciler.Operator.Events;

/// <summary>What people may want to see of a ticket that changes.</summary>
internal static class LedgerEvents
{
    /// <summary>The events of one ticket.</summary>
    /// <param name="before">As it was; null: it is new.</param>
    /// <param name="after">As it is.</param>
    public static IEnumerable<ClusterEvent> Of(ChangeTicket? before, ChangeTicket after)
    {
        var (key, spec) = (Ledger.KeyOf(after), after.Spec);
        if (spec.Told is { } told && told != before?.Spec.Told)
        {
            var moved = before?.Spec.Told is { } earlier && earlier.Start != told.Start;
            yield return new(
                new(nameof(MaintenanceWindow), key.Namespace, key.Name),
                moved ? Reasons.Moved : Reasons.Announced,
                moved ? $"told: moved from {Local(before!.Spec.Told!.Start, spec)} to {Local(told.Start, spec)}" : $"told: starts {Local(told.Start, spec)}, by {told.Via}");
        }

        if (spec.CancelledAt is not null && before?.Spec.CancelledAt is null)
        {
            yield return new(new(nameof(ChangeTicket), key.Namespace, key.Name), Reasons.Cancelled, $"{spec.Change} is wanted no more; it was to start {Local(spec.Told?.Start, spec)}");
        }
    }

    /// <summary>The event of a ledger that is of a later instant than the clock's.</summary>
    /// <param name="now">The instant.</param>
    /// <param name="ahead">The ledger.</param>
    public static ClusterEvent Later(Instant now, EarlierThanLedgerException ahead) => new(
        new(nameof(ChangeTicket), ahead.Ticket.Namespace, ahead.Ticket.Name),
        Reasons.RecordedLater,
        $"recorded at {InstantPattern.General.Format(ahead.LastPass)}, and by the operator's clock it is {InstantPattern.General.Format(now)}: nothing is done, and nobody told, before that. "
        + "Set the clock that is wrong; or, where it was carried here from a run of a later instant (--as-of), put a former state of the ticket in its place with 'reconciler ledger import --overwrite', or delete it if nobody was told");

    private static string Local(DateTimeOffset? instant, ChangeTicketSpec spec) =>
        instant is not { } known ? "at no known time"
        : IanaZones.TryGet(spec.Zone) is { } zone ? Describe.Local(Instant.FromDateTimeOffset(known), zone)
        : InstantPattern.General.Format(Instant.FromDateTimeOffset(known));
}
