using NodaTime;
using Reconciler.Core.Planning;
using Reconciler.Scenarios.Tests.Running;

namespace Reconciler.Scenarios.Tests;

/// <summary>Runs every scenario folder, once for what it expects and once for what must hold of any plan.</summary>
public sealed class ScenarioTests
{
    private static readonly Duration Second = Duration.FromSeconds(1);

    public static TheoryData<string> Scenarios => [.. Scenario.All];

    public static TheoryData<string> ScenariosOfStatuses => [.. Scenario.All.Where(path => File.Exists(Scenario.At(path).Expected("status-1.txt")))];

    [Theory, MemberData(nameof(Scenarios))]
    public void Scenario_PlansAsExpected(string path)
    {
        var scenario = Scenario.At(path);
        foreach (var run in scenario.Run())
        {
            Golden.MatchFile(scenario.Expected($"plan-{run.Pass.Number}.txt"), PlanText.Of(run));
        }
    }

    [Theory, MemberData(nameof(ScenariosOfStatuses))]
    public void Scenario_HasStatusesAsExpected(string path)
    {
        var scenario = Scenario.At(path);
        foreach (var run in scenario.Run())
        {
            Golden.MatchFile(scenario.Expected($"status-{run.Pass.Number}.txt"), StatusText.Of(run.Settled.Plan));
        }
    }

    [Theory, MemberData(nameof(Scenarios))]
    public void Plan_IsTheSame_WhenMadeTwice_OrInSharesOfOne_OrFromFilesInAnotherOrder(string path)
    {
        foreach (var run in Scenario.At(path).Run())
        {
            var plan = Planner.Plan(run.Snapshot, run.Before, run.Pass.Now, run.Pass.Options);

            Assert.Equal(Dump.Of(plan), Dump.Of(Planner.Plan(run.Snapshot, run.Before, run.Pass.Now, run.Pass.Options)));
            Assert.Equal(Dump.Of(plan), Dump.Of(Planner.Plan(run.Snapshot, run.Before, run.Pass.Now, run.Pass.Options with { Share = 1 })));
            Assert.Equal(Dump.WithoutPlaces(plan), Dump.WithoutPlaces(Planner.Plan(run.Pass.Files.Reversed().Snapshot(), run.Before, run.Pass.Now, run.Pass.Options)));
        }
    }

    [Theory, MemberData(nameof(Scenarios))]
    public void Plan_Rests_AndHoldsUntilItsNextWake(string path)
    {
        foreach (var run in Scenario.At(path).Run().Where(run => !run.Pass.Options.Adopt))
        {
            var (snapshot, ledger, now) = (run.Snapshot, run.Settled.Ledger, run.Pass.Now);
            var plan = Planner.Plan(snapshot, ledger, now, run.Pass.Options);
            var until = plan.NextWake ?? now + Duration.FromDays(500);

            Assert.True(until > now);
            Assert.Same(ledger, plan.NextLedger);
            foreach (var later in new[] { now + Second, now + ((until - now) / 2), until - Second }.Where(later => later > now && later < until))
            {
                Assert.Equal(Dump.Of(plan), Dump.Of(Planner.Plan(snapshot, ledger, later, run.Pass.Options)));
            }
        }
    }
}
