using Reconciler.Cli.Tests.Running;

namespace Reconciler.Cli.Tests.Commands;

public sealed class PlanTests : IDisposable
{
    private readonly Workplace _place = new Workplace().WithFleet("small");

    [Fact]
    public async Task Plan_PrintsTheDocument_ThatScriptsRelyOn()
    {
        var outcome = await _place.RunAsync($"plan small {Workplace.AsOf} -o json");

        Assert.Equal((ExitCodes.Findings, ""), (outcome.Code, outcome.Error));
        Golden.Match("../Golden/plan.golden.json", outcome.Output);
    }

    [Fact]
    public async Task Plan_WritesNothing()
    {
        await _place.RunAsync($"plan small {Workplace.AsOf}");

        Assert.Equal(["fleet.yaml"], Directory.GetFileSystemEntries(_place.PathOf("small")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Plan_SaysTheSameAsRun_InEntriesAndFindings()
    {
        var plan = (await _place.RunAsync($"plan small {Workplace.AsOf} -o json")).Json;
        var run = (await _place.RunAsync($"run small {Workplace.AsOf} -o json")).Json;

        Assert.Equal(plan["entries"]!.ToJsonString(), run["entries"]!.ToJsonString());
        Assert.Equal(plan["findings"]!.ToJsonString(), run["findings"]!.ToJsonString());
        Assert.Equal(plan["nextWake"]!.ToJsonString(), run["nextWake"]!.ToJsonString());
    }

    [Fact]
    public async Task Plan_ReadsStandardInput_AsItReadsAFile()
    {
        var text = await File.ReadAllTextAsync(_place.PathOf("small/fleet.yaml"), TestContext.Current.CancellationToken);

        var piped = await _place.RunAsync($"plan - {Workplace.AsOf} -o json", text);
        var read = await _place.RunAsync($"plan small/fleet.yaml {Workplace.AsOf} -o json");

        Assert.Equal(read.Output.Replace("\"small/fleet.yaml\"", "\"-\"", StringComparison.Ordinal), piped.Output);
    }

    /// <inheritdoc/>
    public void Dispose() => _place.Dispose();
}
