using System.Collections.Immutable;
using NodaTime;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;

namespace Reconciler.Engine.Passes;

/// <summary>Where things come to rest at one instant.</summary>
/// <param name="Plan">The last plan: nothing is left to tell.</param>
/// <param name="Ledger">What the world has been told then.</param>
/// <param name="Told">What was told on the way, in that order, each with its object.</param>
public sealed record Settled(Plan Plan, Ledger Ledger, ImmutableArray<PlannedNotice> Told)
{
    /// <summary>
    /// The first instant at which the same inputs could come to something else; null: never. It may be before <see cref="Plan.NextWake"/> of the plan: what is
    /// told in time now would be late then.
    /// </summary>
    public Instant? HoldsUntil { get; init; }

    /// <summary>What a pass would do if every notice that is due were accepted at once. Touches nothing.</summary>
    /// <param name="planner">The planner.</param>
    /// <param name="snapshot">What people wrote.</param>
    /// <param name="ledger">What the world has been told.</param>
    /// <param name="now">The instant.</param>
    /// <param name="options">How the pass differs from the ordinary one.</param>
    /// <returns>Where it comes to rest.</returns>
    public static Settled At(
        Func<Snapshot, Ledger, Instant, PlanOptions, Plan> planner, Snapshot snapshot, Ledger ledger, Instant now, PlanOptions options)
    {
        var rounds = new Rounds(planner, snapshot, now, options);
        var told = ImmutableArray.CreateBuilder<PlannedNotice>();
        Instant? until = null;
        while (true)
        {
            var (plan, due) = rounds.Next(ledger);
            until = new[] { until, plan.NextWake }.Min();
            ledger = due.Aggregate(plan.NextLedger, (next, notice) => next.Accept(notice, now));
            told.AddRange(due);
            if (due.IsEmpty)
            {
                return new(plan, ledger, told.ToImmutable()) { HoldsUntil = until };
            }
        }
    }
}
