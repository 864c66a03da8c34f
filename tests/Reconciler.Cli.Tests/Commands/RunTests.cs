using Reconciler.Cli.Tests.Running;

namespace Reconciler.Cli.Tests.Commands;

public sealed class RunTests : IDisposable
{
    private readonly Workplace _place = new Workplace().WithFleet("small");

    [Fact]
    public async Task Run_PrintsTableFindingsAndWhatWasWritten()
    {
        var outcome = await _place.RunAsync($"run small {Workplace.AsOf}");

        Assert.Equal((ExitCodes.Findings, ""), (outcome.Code, outcome.Error));
        Golden.Match("../Golden/run.golden.txt", outcome.Output);
    }

    [Fact]
    public async Task Run_KeepsTheStoreBesideTheFleet_OrWhereStateSays()
    {
        await _place.RunAsync($"run small {Workplace.AsOf}");
        await _place.RunAsync($"run small {Workplace.AsOf} --state elsewhere");

        Assert.Equal(FilesIn("small/.reconciler"), FilesIn("elsewhere"));
        Golden.Match("../Golden/store.golden.txt", string.Join('\n', FilesIn("elsewhere")) + "\n");
    }

    [Fact]
    public async Task Run_WritesNothing_TheSecondTime()
    {
        await _place.RunAsync($"run small {Workplace.AsOf}");

        var second = await _place.RunAsync($"run small {Workplace.AsOf}");

        Assert.Contains("Wrote nothing: small/.reconciler says it all already.\n", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_IsWrongUsage_BeforeTheLastPass()
    {
        await _place.RunAsync($"run small {Workplace.AsOf}");

        var earlier = await _place.RunAsync("run small --as-of 2026-11-30T09:00:00Z");

        Assert.Equal((ExitCodes.Usage, ""), (earlier.Code, earlier.Output));
        Assert.Contains("--state", earlier.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adopt_TellsNobody_AndARunAfterItKeepsWhatWasTold()
    {
        var adopted = await _place.RunAsync($"adopt small {Workplace.AsOf} -o json");

        var run = await _place.RunAsync($"run small {Workplace.AsOf} -o json");

        Assert.Equal(["Announced", "Scheduled", "Blocked"], StatesOf(adopted));
        Assert.Equal(StatesOf(adopted), StatesOf(run));
        Assert.DoesNotContain(FilesIn("small/.reconciler"), path => path.EndsWith(".eml", StringComparison.Ordinal));
    }

    /// <inheritdoc/>
    public void Dispose() => _place.Dispose();

    private static IEnumerable<string> StatesOf(Outcome outcome) => outcome.Json["entries"]!.AsArray().Select(entry => (string)entry!["state"]!);

    private IEnumerable<string> FilesIn(string folder) => Directory
        .EnumerateFiles(_place.PathOf(folder), "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(_place.PathOf(folder), path).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);
}
