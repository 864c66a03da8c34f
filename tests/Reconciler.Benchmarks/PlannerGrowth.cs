using System.Globalization;
using Reconciler.Core.Planning;

namespace Reconciler.Benchmarks;

/// <summary>Processor time of the planner alone, warm, by size: a figure that a busy machine bends little. It is to grow no faster than n log n.</summary>
internal static class PlannerGrowth
{
    private const int Rounds = 9;
    private static readonly int[] Sizes = [1_000, 10_000, 100_000];

    /// <summary>Prints the median of several rounds for each size.</summary>
    public static void Run()
    {
        Console.WriteLine("| objects | first pass, ms | later pass, ms | later pass, µs for each n log₂ n |\n|--:|--:|--:|--:|");
        foreach (var size in Sizes)
        {
            var snapshot = MeasuredFleet.Of(size);
            var ledger = Planner.Plan(snapshot, Ledger.Empty, MeasuredFleet.AsOf).NextLedger;
            var (first, later) = (Median(() => Planner.Plan(snapshot, Ledger.Empty, MeasuredFleet.AsOf)), Median(() => Planner.Plan(snapshot, ledger, MeasuredFleet.AsOf)));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {size:N0} | {first.TotalMilliseconds:0} | {later.TotalMilliseconds:0} | {later.TotalMicroseconds / (size * Math.Log2(size)):0.00} |"));
        }
    }

    private static TimeSpan Median(Func<Plan> plan)
    {
        var times = Enumerable.Range(0, 2 * Rounds).Select(_ =>
        {
            var from = Environment.CpuUsage.TotalTime;
            plan();
            return Environment.CpuUsage.TotalTime - from;
        }).ToArray();
        return times[Rounds..].Order().ElementAt(Rounds / 2);
    }
}
