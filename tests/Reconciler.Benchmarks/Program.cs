using BenchmarkDotNet.Running;
using Reconciler.Benchmarks;

switch (args)
{
    case ["process", ..]:
        await ProcessRuns.RunAsync();
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
