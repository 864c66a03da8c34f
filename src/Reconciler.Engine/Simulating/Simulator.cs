using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Engine.Passes;

namespace Reconciler.Engine.Simulating;

/// <summary>
/// Steps through time from wake to wake, in memory: what would happen when, if nobody edited anything and every notice were accepted.
/// </summary>
/// <param name="planner">The planner.</param>
/// <param name="snapshot">What people wrote.</param>
/// <param name="options">How the passes differ from ordinary ones; null: not at all.</param>
public sealed class Simulator(Func<Snapshot, Ledger, Instant, PlanOptions, Plan> planner, Snapshot snapshot, PlanOptions? options = null)
{
    /// <summary>Where things come to rest at each step.</summary>
    /// <param name="ledger">What the world has been told at the begin.</param>
    /// <param name="from">First instant.</param>
    /// <param name="to">No step is after this.</param>
    /// <returns>One for the first instant and one for each wake; lazily.</returns>
    public IEnumerable<Settled> Steps(Ledger ledger, Instant from, Instant to)
    {
        for (Instant? now = from; now <= to;)
        {
            var settled = Settled.At(planner, snapshot, ledger, now.Value, options ?? PlanOptions.Default);
            yield return settled;
            ledger = settled.Ledger;
            now = settled.Plan.NextWake is not { } wake || wake > now ? settled.Plan.NextWake
                : throw new InvalidOperationException($"the plan of {now} asks to be woken at {wake}");
        }
    }

    /// <summary>What happens.</summary>
    /// <param name="ledger">What the world has been told at the begin.</param>
    /// <param name="from">First instant; changes that are not over by then appear with how they stand.</param>
    /// <param name="to">Nothing after this.</param>
    /// <returns>In the order of time, then what is decided before what is said; lazily.</returns>
    public IEnumerable<SimulatedEvent> Run(Ledger ledger, Instant from, Instant to)
    {
        var known = new Dictionary<string, Entry>(StringComparer.Ordinal);
        string? held = null;
        foreach (var (plan, _, told) in Steps(ledger, from, to))
        {
            foreach (var entry in plan.Entries)
            {
                if (Change(known.GetValueOrDefault(entry.Change), entry) is { } kind)
                {
                    yield return new(plan.Now, kind, entry.Message) { Entry = entry };
                }

                known[entry.Change] = entry;
            }

            foreach (var notice in told)
            {
                yield return new(plan.Now, SimulatedEventKind.Notice, notice.Occasion) { Entry = plan.Entries.FirstOrDefault(entry => IsOf(notice, entry)), Notice = notice };
            }

            if (plan.Hold is { } hold && hold.Digest != held)
            {
                yield return new(plan.Now, SimulatedEventKind.Held, hold.Reason);
            }

            held = plan.Hold?.Digest;
        }
    }

    private static bool IsOf(PlannedNotice notice, Entry entry) => entry.Name == notice.Entry && entry.Origin.Namespace == notice.Namespace;

    private static SimulatedEventKind? Change(Entry? before, Entry after)
    {
        if (before is null)
        {
            return after.State is EntryState.Completed or EntryState.Cancelled or EntryState.Failed ? null : SimulatedEvent.KindOf(after.State);
        }

        return before.State != after.State ? SimulatedEvent.KindOf(after.State)
            : before.Start == after.Start ? null
            : after.State == EntryState.Announced ? SimulatedEventKind.Moved
            : SimulatedEvent.KindOf(after.State);
    }
}
