using System.Globalization;
using Reconciler.Core.Planning;

namespace Reconciler.Benchmarks;

/// <summary>
/// The planner alone, warm, by size: wall time, which is to stay within a second for 100,000 objects on two cores, and processor time, which a busy machine
/// bends little and which is to grow no faster than n log n.
/// </summary>
internal static class PlannerGrowth
{
    private const int Rounds = 9;
    private static readonly int[] Sizes = [1_000, 10_000, 100_000];

    /// <summary>Prints the median of several rounds for each size, each figure by itself.</summary>
    public static void Run()
    {
        Console.WriteLine("| objects | first pass, wall ms | processor ms | later pass, wall ms | processor ms | MB allocated | processor µs for each n log₂ n |\n|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var size in Sizes)
        {
            var snapshot = MeasuredFleet.Of(size);
            var ledger = Planner.Plan(snapshot, Ledger.Empty, MeasuredFleet.AsOf).NextLedger;
            var (first, later) = (Median(() => Planner.Plan(snapshot, Ledger.Empty, MeasuredFleet.AsOf)), Median(() => Planner.Plan(snapshot, ledger, MeasuredFleet.AsOf)));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {size:N0} | {first.Wall.TotalMilliseconds:0} | {first.Processor.TotalMilliseconds:0} | {later.Wall.TotalMilliseconds:0} | {later.Processor.TotalMilliseconds:0} | {later.Bytes / 1e6:0} | {later.Processor.TotalMicroseconds / (size * Math.Log2(size)):0.00} |"));
        }
    }

    private static Cost Median(Func<Plan> plan)
    {
        var rounds = Enumerable.Range(0, 2 * Rounds).Select(_ => Cost.Of(plan)).ToArray()[Rounds..];
        T Middle<T>(Func<Cost, T> figure) => rounds.Select(figure).Order().ElementAt(Rounds / 2);
        return new(Middle(cost => cost.Wall), Middle(cost => cost.Processor), Middle(cost => cost.Bytes));
    }

    private readonly record struct Cost(TimeSpan Wall, TimeSpan Processor, long Bytes)
    {
        public static Cost Of(Func<Plan> plan)
        {
            var (wall, processor, bytes) = (TimeProvider.System.GetTimestamp(), Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true));
            plan();
            return new(TimeProvider.System.GetElapsedTime(wall), Environment.CpuUsage.TotalTime - processor, GC.GetTotalAllocatedBytes(precise: true) - bytes);
        }
    }
}
