using System.Collections.Immutable;
using System.Globalization;
using Reconciler.Core.Planning;
using Reconciler.Core.Planning.Changes;
using Reconciler.Core.Planning.Scheduling;
using Reconciler.Core.Policy;

namespace Reconciler.Benchmarks;

/// <summary>What each rule costs: asked of everything in a fleet of 10,000 objects, placement rules of every place that was given. Processor time.</summary>
internal static class RuleCosts
{
    private const int Objects = 10_000;
    private const int Rounds = 15;
    private const int Shown = 5;

    /// <summary>Prints the slowest rules and the sum of all, the median of several rounds each.</summary>
    public static void Run()
    {
        var world = new World(MeasuredFleet.Of(Objects), Ledger.Empty, new(MeasuredFleet.AsOf), PlanOptions.Default);
        var changes = WantedChanges.Of(world);
        ImmutableArray<Placement> placements = [.. new Scheduler(world, new(world.Moment), new()).Run(changes).Select(decision => decision.Placement).OfType<Placement>()];

        var costs = RuleTable.All.Select(rule => (rule.Id, Cost: Median(() => Ask(rule, world, changes, placements)))).OrderByDescending(row => row.Cost).ToArray();
        Console.WriteLine("| rule | ms |\n|---|--:|");
        foreach (var (id, cost) in costs.Take(Shown).Append(($"all {costs.Length}", TimeSpan.FromTicks(costs.Sum(row => row.Cost.Ticks)))))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {id} | {cost.TotalMilliseconds:0.00} |"));
        }
    }

    // Answers are counted so that sequences that are made on demand are made.
    private static int Ask(Rule rule, World world, ImmutableArray<Change> changes, ImmutableArray<Placement> placements) =>
        (rule.OfFleet?.Invoke(world).Count() ?? 0)
        + (rule.OfInstance is { } ofInstance ? world.Sites.All.Sum(site => ofInstance(site, world).Count()) : 0)
        + (rule.OfChange is { } ofChange ? changes.Sum(change => ofChange(change, world).Count()) : 0)
        + (rule.OfPlacement is { } ofPlacement ? placements.Count(placement => ofPlacement(placement, world) is not null) : 0);

    private static TimeSpan Median(Func<int> work)
    {
        var times = Enumerable.Range(0, Rounds).Select(_ =>
        {
            var from = Environment.CpuUsage.TotalTime;
            work();
            return Environment.CpuUsage.TotalTime - from;
        });
        return times.Order().ElementAt(Rounds / 2);
    }
}
