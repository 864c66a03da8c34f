using Reconciler.Cli.Tests.Running;

namespace Reconciler.Cli.Tests.Commands;

/// <summary>What <c>run</c> of an earlier version left in its folder, this one goes on with. See tests/Upgrades.</summary>
public sealed class UpgradeTests : IDisposable
{
    private readonly Workplace _place = new();

    public static TheoryData<string> Versions => [.. KeptVersions.All];

    [Fact]
    public async Task PresentVersion_IsKept()
    {
        if (KeptVersions.IsKeeping)
        {
            await KeepAsync();
        }

        Assert.True(Directory.Exists(KeptVersions.PathOf(KeptVersions.Present, "store")), "see tests/Upgrades/README.md");
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Store_IsRead_AndNothingIsToldTwice(string version)
    {
        _place.With("fleet/fleet.yaml", await File.ReadAllBytesAsync(KeptVersions.PathOf(version, "fleet.yaml"), TestContext.Current.CancellationToken));
        _place.WithCopy(KeptVersions.PathOf(version, "store"), "store");
        var before = Files();

        await RunAsync(KeptVersions.Moved);
        Assert.Equal(Told(before), Told(Files()));

        await RunAsync(KeptVersions.Reminding);
        var news = Files().Keys.Except(before.Keys).Where(path => path.EndsWith(".eml", StringComparison.Ordinal) && Path.GetFileName(path).StartsWith("patch-", StringComparison.Ordinal)).ToArray();
        Assert.Equal(2, news.Length);
        Assert.All(news, path => Assert.StartsWith("patch-reminder-3d-1-", Path.GetFileName(path), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Ledger_OfACluster_IsTakenByAPlan_AndNothingIsToldTwice(string version)
    {
        _place.With("fleet/fleet.yaml", await File.ReadAllBytesAsync(KeptVersions.PathOf(version, "fleet.yaml"), TestContext.Current.CancellationToken));

        var plan = await _place.RunAsync($"plan fleet -n kept --ledger {KeptVersions.PathOf(version, "ledger.yaml")} --as-of {KeptVersions.Moved} -o json");

        Assert.True(plan.Code is ExitCodes.Clean or ExitCodes.Findings, plan.Error);
        var due = plan.Json["notices"]!.AsArray().Where(notice => string.CompareOrdinal((string?)notice!["due"], KeptVersions.Moved) <= 0).ToArray();
        Assert.NotEmpty(due);
        Assert.All(due, notice => Assert.Equal("Sent", (string?)notice!["state"]));
    }

    /// <inheritdoc/>
    public void Dispose() => _place.Dispose();

    private async Task KeepAsync()
    {
        _place.With("fleet/fleet.yaml", KeptVersions.FleetBefore);
        await RunAsync(KeptVersions.Told);
        _place.With("fleet/fleet.yaml", KeptVersions.Fleet);
        await RunAsync(KeptVersions.Moved);
        foreach (var (path, text) in Files())
        {
            KeptVersions.Keep(path, text);
        }
    }

    private async Task RunAsync(string instant)
    {
        var run = await _place.RunAsync($"run fleet -n kept --state store --as-of {instant}");
        Assert.True(run.Code is ExitCodes.Clean or ExitCodes.Findings, run.Error);
    }

    private SortedDictionary<string, string> Files() => new(
        Directory.EnumerateFiles(_place.PathOf("store"), "*", SearchOption.AllDirectories).Where(path => !Path.GetFileName(path).EndsWith("lock", StringComparison.Ordinal))
            .ToDictionary(path => Path.GetRelativePath(_place.PathOf(""), path).Replace('\\', '/'), File.ReadAllText),
        StringComparer.Ordinal);

    // Texts of statuses may be put better in a later version; the rest is what was decided and told.
    private static IEnumerable<KeyValuePair<string, string>> Told(IEnumerable<KeyValuePair<string, string>> files) =>
        files.Where(file => !file.Key.StartsWith("store/status/", StringComparison.Ordinal));
}
