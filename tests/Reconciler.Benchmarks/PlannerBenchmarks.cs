using BenchmarkDotNet.Attributes;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;

namespace Reconciler.Benchmarks;

/// <summary>The planner alone, warm. 100,000 objects are to be planned within a second; time grows no faster than n log n.</summary>
[InProcess, MemoryDiagnoser, WarmupCount(3), IterationCount(9)]
public class PlannerBenchmarks
{
    private Snapshot _snapshot = null!;
    private Ledger _ledger = Ledger.Empty;

    /// <summary>Size of the fleet.</summary>
    [Params(1_000, 10_000, 100_000)]
    public int Objects { get; set; }

    /// <summary>Reads the fleet, and lets a first pass make its ledger.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _snapshot = MeasuredFleet.Of(Objects);
        _ledger = Planner.Plan(_snapshot, Ledger.Empty, MeasuredFleet.AsOf).NextLedger;
    }

    /// <summary>Nobody was told anything yet by this product.</summary>
    /// <returns>The plan.</returns>
    [Benchmark]
    public Plan FirstPass() => Planner.Plan(_snapshot, Ledger.Empty, MeasuredFleet.AsOf);

    /// <summary>A pass like most: the ledger is there, and nothing changed.</summary>
    /// <returns>The plan.</returns>
    [Benchmark]
    public Plan LaterPass() => Planner.Plan(_snapshot, _ledger, MeasuredFleet.AsOf);
}
