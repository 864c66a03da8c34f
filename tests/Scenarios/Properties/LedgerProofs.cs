using CsCheck;
using NodaTime;
using Reconciler.Core.Planning;
using Reconciler.Engine.Passes;
using Reconciler.Scenarios.Tests.Running;
using Pass = Reconciler.Scenarios.Tests.Running.Pass;

namespace Reconciler.Scenarios.Tests.Properties;

/// <summary>The next ledger that a plan prints is the one that a run leaves behind, pass after pass: the same function, and files that lose nothing.</summary>
public sealed class LedgerProofs
{
    private const int Histories = 25;

    private static readonly PlanOptions Once = new() { Settle = false };

    public static TheoryData<string> Scenarios => [.. Scenario.All];

    [Theory, MemberData(nameof(Scenarios))]
    public async Task Run_LeavesTheLedger_ThatThePlanPromised(string path)
    {
        var runs = Scenario.At(path).Run().ToArray();
        using var store = new Store(runs[0].Before);
        foreach (var run in runs)
        {
            await store.RunAsync(run.Pass);

            Assert.Equal(Store.TextOf(run.Settled.Plan.NextLedger), Store.TextOf(store.Ledger));
        }
    }

    [Fact]
    public Task Run_LeavesTheLedger_ThatThePlanPromised_InAnyHistory() =>
        Gen.Select(SmallFleet.Any(), Gen.Int[1, 12 * 24 * 60]).Array[1, 4].SampleAsync(async history =>
        {
            var (now, ledger) = (SmallFleet.Now, Ledger.Empty);
            using var store = new Store(ledger);
            foreach (var (fleet, minutes) in history)
            {
                now += Duration.FromMinutes(minutes);
                var pass = new Pass(1, now, Once, fleet.Files());
                var promised = Settled.At(Planner.Plan, pass.Files.Snapshot(), ledger, now, Once).Plan.NextLedger;
                await store.RunAsync(pass);

                Assert.Equal(Store.TextOf(promised), Store.TextOf(store.Ledger));
                ledger = promised;
            }
        }, iter: Histories);
}
