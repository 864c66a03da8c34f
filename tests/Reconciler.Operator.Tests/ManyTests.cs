using System.Text.Json.Nodes;
using Reconciler.Api;
using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests;

/// <summary>Many objects at once.</summary>
/// <param name="plane">A server of its own: others would wait for it.</param>
public sealed class ManyTests(ControlPlane plane) : IClassFixture<ControlPlane>
{
    private const int Instances = 1000;
    private const int Windows = 4000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task FiveThousandObjects_CreatedAtOnce_AllGetTheirStatus()
    {
        await using var bed = await Bed.NewAsync(plane);
        var running = bed.Start(options => options with { Announce = AnnounceMode.Observe });
        await Many.CreateAsync(bed, Instances, Windows);

        IReadOnlyList<JsonNode> found = [];
        await Bed.UntilAsync("every window has its status", Patience, async () => (found = await bed.ListAsync(nameof(MaintenanceWindow))).All(Many.IsSettled));
        Assert.Equal(Windows, found.Count);
        Assert.DoesNotContain(running.Lines, line => line.Contains("NotWritten", StringComparison.Ordinal) || line.StartsWith("Error", StringComparison.Ordinal));

        // What stands there is what is planned of everything together, not what was planned half-way.
        await bed.SettleAsync();
        await bed.SettleAsync();
        found = await bed.ListAsync(nameof(MaintenanceWindow));
        await running.StopAsync();
        bed.Start(options => options with { Announce = AnnounceMode.Observe });
        await bed.SettleAsync();
        Assert.Equal(found.Select(Version), (await bed.ListAsync(nameof(MaintenanceWindow))).Select(Version));
    }

    [Fact]
    public async Task AThousandWindows_ThatAllConflict_AreWrittenTwiceAtMost()
    {
        const int Conflicting = 1000;
        await using var bed = await Bed.NewAsync(plane);
        await using var proxy = new RequestProxy(plane);
        bed.Start(options => options with { Announce = AnnounceMode.Observe }, proxy.Kubeconfig);

        await bed.ApplyAsync(Yaml.Instance());
        await bed.SettleAsync();

        // In no order: many of them win for a moment, and each time what the others are told is another.
        await Many.CreateAsync(bed, Enumerable.Range(0, Conflicting).Select(number => Yaml.Window($"patch-{((number * 617) + 421) % Conflicting:000}", "2027-01-12")));

        IReadOnlyList<JsonNode> found = [];
        await Bed.UntilAsync("every window has its status", Patience, async () => (found = await bed.ListAsync(nameof(MaintenanceWindow))).All(Many.IsSettled));
        await bed.SettleAsync();
        found = await bed.ListAsync(nameof(MaintenanceWindow));
        Assert.Single(found, window => (string?)Bed.Condition(window, ConditionTypes.Scheduled)!["status"] == "True");
        var writes = proxy.Asked.Where(asked => asked.WritesStatusOf("maintenancewindows")).CountBy(asked => asked.Path).ToArray();
        Assert.Equal(Conflicting, writes.Length);
        Assert.InRange(writes.Max(each => each.Value), 1, 2);
    }

    private static string? Version(JsonNode window) => (string?)window["metadata"]!["resourceVersion"];
}
