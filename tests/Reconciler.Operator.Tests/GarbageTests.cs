using NodaTime;
using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests;

/// <summary>What the garbage collector of a cluster takes away, and what it leaves. It has an API server of its own: the collector looks at everything.</summary>
public sealed class GarbageTests : IAsyncDisposable
{
    private readonly ControlPlane _plane = new();

    [Fact]
    public async Task GeneratedWindows_GoWithWhatTheyWereMadeFrom_AndTicketsAndNoticesStay_AlsoWhenNothingRuns()
    {
        await using var bed = await Bed.NewAsync(_plane);
        await _plane.WithControllersAsync(Bed.Stop);
        var running = bed.Start();
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Window("restart").Replace("start: \"2026-12-15\"", "schedule: \"0 22 * * 3\"", StringComparison.Ordinal) + Yaml.Window("patch"));
        await bed.SettleAsync();
        await bed.AdvanceAsync(Duration.FromMinutes(10));
        var (windows, tickets, notices) = (await NamesAsync(bed, "MaintenanceWindow"), await NamesAsync(bed, "ChangeTicket"), await NamesAsync(bed, "Notice"));
        Assert.Contains("restart-20261216", windows);
        Assert.Contains("restart-20261216", tickets);
        Assert.Contains(notices, name => name.StartsWith("restart-20261216-planned-0-", StringComparison.Ordinal));
        var told = bed.Mails();

        await running.StopAsync();
        await bed.DeleteAsync("mw/restart");

        await Bed.UntilAsync("only what people wrote is left", async () => await NamesAsync(bed, "MaintenanceWindow") is ["patch"]);
        Assert.Equal(tickets, await NamesAsync(bed, "ChangeTicket"));
        Assert.Equal(notices, await NamesAsync(bed, "Notice"));

        bed.Start();
        await bed.SettleAsync();
        await bed.AdvanceAsync(Duration.FromMinutes(10));
        Assert.Equal(
            told.Keys.Where(name => name.StartsWith("restart-", StringComparison.Ordinal)).Select(name => name[.."restart-20261216".Length]),
            bed.Mails().Keys.Except(told.Keys, StringComparer.Ordinal).Select(name => name[..name.IndexOf("-cancelled-1-", StringComparison.Ordinal)]));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _plane.DisposeAsync();

    private static async Task<string[]> NamesAsync(Bed bed, string kind) => [.. (await bed.ListAsync(kind)).Select(found => (string)found["metadata"]!["name"]!)];
}
