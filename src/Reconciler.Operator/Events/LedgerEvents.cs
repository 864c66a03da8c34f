using NodaTime;
using NodaTime.Text;
using Reconciler.Api;
using Reconciler.Core.Planning;
using Reconciler.Core.Time;

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
            yield return new(new(nameof(ChangeTicket), key.Namespace, key.Name), Reasons.Cancelled, $"{spec.Change} is no longer declared; it was to start {Local(spec.Told?.Start, spec)}");
        }
    }

    private static string Local(DateTimeOffset? instant, ChangeTicketSpec spec) =>
        instant is not { } known ? "at no known time"
        : IanaZones.TryGet(spec.Zone) is { } zone ? Describe.Local(Instant.FromDateTimeOffset(known), zone)
        : InstantPattern.General.Format(Instant.FromDateTimeOffset(known));
}
