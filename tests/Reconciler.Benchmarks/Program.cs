using System.Globalization;
using BenchmarkDotNet.Running;
using Reconciler.Benchmarks;
using Reconciler.Benchmarks.Clusters;

switch (args)
{
    case ["process", ..]:
        await ProcessRuns.RunAsync();
        break;
    case ["cluster", .. var words]:
        await ClusterRuns.RunAsync(words is [var number, ..] ? int.Parse(number, CultureInfo.InvariantCulture) : 5, words is [_, var figure] ? figure : "");
        break;
    case ["fleet", var runs, .. var programs]:
        await FleetRuns.FirstAsync(int.Parse(runs, CultureInfo.InvariantCulture), programs);
        break;
    case ["fleet"]:
        await FleetRuns.RunAsync();
        break;
    case ["rules", ..]:
        RuleCosts.Run();
        break;
    case ["growth", ..]:
        PlannerGrowth.Run();
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(PlannerBenchmarks).Assembly).Run(args);
        break;
}
