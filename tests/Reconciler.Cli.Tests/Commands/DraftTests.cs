using Reconciler.Cli.Tests.Running;

namespace Reconciler.Cli.Tests.Commands;

/// <summary>A fleet whose catalogue gained a train the day before.</summary>
public sealed class DraftTests : IDisposable
{
    private const string Draft = "draft upgrades fleet --as-of 2027-01-11T09:00:00Z";

    private readonly Workplace _place = new();

    /// <summary>Lays the fleet out.</summary>
    public DraftTests()
    {
        var releases = Repository.PathOf("tests", "Scenarios", "releases", "new-train");
        _place.WithCopy(Path.Combine(releases, "fleet"), "fleet").WithCopy(Path.Combine(releases, "fleet-4"), "fleet");
    }

    [Fact]
    public async Task DraftUpgrades_PrintsAPlan_WhenANewTrainMakesAReleaseUnsupported()
    {
        var outcome = await _place.RunAsync(Draft);

        Assert.Equal((ExitCodes.Clean, ""), (outcome.Code, outcome.Error));
        Golden.Match("../Golden/draft-upgrades.golden.yaml", outcome.Output);
    }

    [Fact]
    public async Task DraftUpgrades_PrintsNothing_WhenItsOwnDraftIsCommitted()
    {
        _place.With("fleet/drafted.yaml", (await _place.RunAsync(Draft)).Output);

        var (again, validated) = (await _place.RunAsync(Draft), await _place.RunAsync("validate fleet --as-of 2027-01-11T09:00:00Z"));

        Assert.Equal(new Outcome(ExitCodes.Clean, "", ""), again);
        Assert.Equal(ExitCodes.Clean, validated.Code);
    }

    [Fact]
    public async Task DraftUpgrades_SaysWhatNoUpgradeReaches()
    {
        var file = _place.PathOf("fleet/instances.yaml");
        _place.With("fleet/instances.yaml", (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Replace("version: 14SU3", "version: 11.5(1)SU9", StringComparison.Ordinal));

        var outcome = await _place.RunAsync(Draft);

        Assert.Equal(ExitCodes.Clean, outcome.Code);
        Golden.Match("../Golden/draft-stranded.golden.txt", outcome.Output + outcome.Error);
    }

    /// <inheritdoc/>
    public void Dispose() => _place.Dispose();
}
