using System.Text.RegularExpressions;
using Reconciler.Engine.Passes;
using Reconciler.Engine.Tests.Given;

namespace Reconciler.Engine.Tests.Stores;

/// <summary>The folder of plain files that a run keeps.</summary>
public sealed class FolderStoreTests
{
    [Fact]
    public async Task Run_KeepsTheLayoutThatScriptsRelyOn()
    {
        using var bed = Fleet();
        await bed.RunAsync(Yaml.Now);
        Assert.Equal(
            [
                ".lock",
                "ledger/one.yaml",
                "notices/NAME.eml", "notices/NAME.ics", "notices/NAME.eml", "notices/NAME.ics",
                "objects/Notice/fleet/NAME.yaml", "objects/Notice/fleet/NAME.yaml",
                "status/DedicatedInstance/fleet/acme.yaml",
                "status/MaintenanceWindow/fleet/one.yaml",
                "tickets/one.md",
            ],
            bed.Tree().Keys.Select(path => Regex.Replace(path, "one-planned-0-[0-9a-f]+", "NAME", RegexOptions.NonBacktracking)));
    }

    [Fact]
    public async Task Run_KeepsAMailForEachNamespace_ThoughTheChangesHaveOneName()
    {
        using var bed = Fleet()
            .With("instance-2.yaml", Yaml.Instance(ns: "other"))
            .With("two.yaml", Yaml.Window("one", "2026-12-16", ns: "other"));
        var result = await bed.RunAsync(Yaml.Now);
        Assert.Equal(result.Sent.Select(notice => $"notices/{notice.Name}.eml").Order(StringComparer.Ordinal), bed.Tree().Keys.Where(path => path.EndsWith(".eml", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Run_WritesNothing_WhenNothingChanged()
    {
        using var bed = Fleet();
        await bed.RunAsync(Yaml.Now);
        var (tree, times) = (bed.Tree(), bed.Times());
        await bed.RunAsync(Yaml.Now);
        await bed.RunAsync("2026-12-01T09:30:00Z");
        Assert.Equal(tree, bed.Tree());
        Assert.Equal(times, bed.Times());
    }

    [Fact]
    public async Task Run_SaysWhoRuns_WhenAnotherHasTheStore()
    {
        using var bed = Fleet();
        using var first = bed.Open();
        await first.ReadLedgerAsync(TestContext.Current.CancellationToken);
        var refused = await Assert.ThrowsAsync<EngineException>(() => bed.RunAsync(Yaml.Now));
        Assert.Contains($"another run holds .reconciler: pid {Environment.ProcessId} on ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TakesTheStore_ThatADeadProcessLeftBehind()
    {
        using var bed = Fleet();
        Directory.CreateDirectory(bed.Store.Path);
        await File.WriteAllTextAsync(bed.PathOf(".lock"), "", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(bed.PathOf("lock"), "pid 1 on elsewhere, started 2026-01-01T00:00:00Z\n", TestContext.Current.CancellationToken);
        Assert.False((await bed.RunAsync(Yaml.Now)).HasErrors);
        Assert.False(File.Exists(bed.PathOf("lock")));
    }

    [Fact]
    public async Task Run_DoesNothing_WhenTheLedgerCanNotBeRead()
    {
        using var bed = Fleet();
        await bed.RunAsync(Yaml.Now);
        await File.WriteAllTextAsync(bed.PathOf("ledger", "one.yaml"), bed.Read("ledger", "one.yaml").Replace("  zone:", "  zome:", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var tree = bed.Tree();
        var refused = await Assert.ThrowsAsync<EngineException>(() => bed.RunAsync("2026-12-02T09:00:00Z"));
        Assert.Matches(@"^\.reconciler/ledger/one\.yaml:\d+:\d+: .*zone", refused.Message);
        Assert.Equal(tree, bed.Tree().Where(pair => pair.Key != "lock"));
    }

    [Fact]
    public async Task Run_DoesNothing_WhenTheLedgerIsOfALaterInstant()
    {
        using var bed = Fleet();
        await bed.RunAsync(Yaml.Now);
        var refused = await Assert.ThrowsAsync<EarlierThanLedgerException>(() => bed.RunAsync("2026-12-01T08:59:59Z"));
        Assert.Contains("2026-12-01T08:59:59Z is earlier than the last pass of the ledger, 2026-12-01T09:00:00Z", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NamesTheStore_WhenItCanNotBeWrittenTo()
    {
        using var bed = Fleet();
        await File.WriteAllTextAsync(bed.Store.Path, "a file, no folder", TestContext.Current.CancellationToken);
        var refused = await Assert.ThrowsAsync<EngineException>(() => bed.RunAsync(Yaml.Now));
        Assert.Contains(".reconciler: can not be written to", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WritesNothing_WhenAFileOfTheFleetIsBroken()
    {
        using var bed = Fleet();
        await bed.RunAsync(Yaml.Now);
        var tree = bed.Tree();
        bed.With("one.yaml", "kind: [");
        Assert.Null((await bed.RunAsync("2026-12-02T09:00:00Z")).Plan);
        Assert.Equal(tree, bed.Tree());
    }

    [Fact]
    public async Task Run_LeavesFilesAlone_ThatAreNotItsOwn()
    {
        using var bed = Fleet();
        await bed.RunAsync(Yaml.Now);
        await File.WriteAllTextAsync(bed.PathOf("notices", "remarks.txt"), "mine", TestContext.Current.CancellationToken);
        await bed.RunAsync("2026-12-02T09:00:00Z");
        Assert.Equal("mine", bed.Read("notices", "remarks.txt"));
    }

    private static Bed Fleet() => new Bed().With("instance.yaml", Yaml.Instance()).With("one.yaml", Yaml.Window("one", "2026-12-16"));
}
