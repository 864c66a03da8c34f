using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;

namespace Reconciler.Engine.Comparing;

/// <summary>
/// The ledger that a commit implies where nobody gives one: every start that it declares and whose notice has fallen due was told on
/// time, and so was every move of one. A start that the planner would choose was not: nobody knows which it was.
/// </summary>
internal static class AssumedLedger
{
    /// <summary>The ledger of a commit.</summary>
    /// <param name="planner">The planner.</param>
    /// <param name="snapshot">The commit.</param>
    /// <param name="now">The instant.</param>
    /// <returns>A ticket for each change that counts as told, and until when that holds; null: for ever.</returns>
    public static (Ledger Ledger, Instant? Until) Of(Func<Snapshot, Ledger, Instant, PlanOptions, Plan> planner, Snapshot snapshot, Instant now)
    {
        var plan = planner(snapshot, Ledger.Empty, now, new() { Settle = false, TakesAsTold = true });
        var told = plan.Notices
            .Where(notice => notice is { Kind: NoticeKind.Moved, State: NoticeState.Due or NoticeState.Held })
            .Aggregate(plan.NextLedger, (ledger, notice) => ledger.Accept(notice, now));
        return (Ledger.Of(told.Tickets.Values.Where(ticket => ticket.Spec.Told is not null).Select(WithoutUnsent)), plan.NextWake);
    }

    private static ChangeTicket WithoutUnsent(ChangeTicket ticket) => ticket with
    {
        Spec = ticket.Spec with { Occasions = [.. ticket.Spec.Occasions.Where(occasion => occasion.Recipients.All(recipient => recipient.SentAt is not null))] },
    };
}
