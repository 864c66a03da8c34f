using System.Text.Json.Nodes;
using Reconciler.Api;
using Reconciler.Manifests;
using Reconciler.Operator.Tests.Given;
using Reconciler.Operator.Worlds;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests;

/// <summary>Many objects at once.</summary>
public sealed class ManyTests : IAsyncDisposable
{
    private const int Instances = 1000;
    private const int Windows = 4000;

    private readonly ControlPlane _plane = new();

    [Fact]
    public async Task FiveThousandObjects_CreatedAtOnce_AllGetTheirStatus()
    {
        await using var bed = await Bed.NewAsync(_plane);
        var running = bed.Start(options => options with { Announce = AnnounceMode.Observe, LeaseDuration = TimeSpan.FromSeconds(15) });
        var instances = Enumerable.Range(0, Instances).Select(number => (KnownTypes.Written.First(type => type.Kind == nameof(DedicatedInstance)), Read(Yaml.Instance($"acme-{number}"))));
        var windows = Enumerable.Range(0, Windows).Select(number => (KnownTypes.Windows, Read(Yaml.Window($"patch-{number}", $"2027-0{1 + (number % 3)}-{11 + (number % 5)}", $"acme-{number % Instances}"))));

        await Parallel.ForEachAsync(instances.Concat(windows), new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Bed.Stop }, async (each, stop) =>
            await bed.Objects.CreateAsync(each.Item1, bed.Namespace, ManifestJson.Write(each.Item2), stop));

        IReadOnlyList<JsonNode> found = [];
        await Bed.UntilAsync("every window has its status", async () => (found = await bed.ListAsync(nameof(MaintenanceWindow))).All(IsSettled));
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
        await using var bed = await Bed.NewAsync(_plane);
        var running = bed.Start(options => options with { Announce = AnnounceMode.Observe, LeaseDuration = TimeSpan.FromSeconds(15) });
        await bed.ApplyAsync(Yaml.Instance());
        await bed.SettleAsync();

        await Parallel.ForEachAsync(Enumerable.Range(0, Conflicting), new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Bed.Stop }, async (number, stop) =>
            await bed.Objects.CreateAsync(KnownTypes.Windows, bed.Namespace, ManifestJson.Write(Read(Yaml.Window($"patch-{number}", "2027-01-12"))), stop));

        IReadOnlyList<JsonNode> found = [];
        await Bed.UntilAsync("every window has its status", async () => (found = await bed.ListAsync(nameof(MaintenanceWindow))).All(IsSettled));
        await bed.SettleAsync();
        Assert.Single(found, window => (string?)Bed.Condition(window, ConditionTypes.Scheduled)!["status"] == "True");
        Assert.InRange(running.StatusesWritten, Conflicting, 2 * (Conflicting + 3));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _plane.DisposeAsync();

    private static Resource Read(string yaml) =>
        ManifestReader.Read(new("one.yaml", System.Text.Encoding.UTF8.GetBytes(yaml)), "default").Objects.Single().Value is var resource
            ? resource with { Metadata = resource.Metadata with { Namespace = null } }
            : throw new InvalidOperationException(yaml);

    private static bool IsSettled(JsonNode window) =>
        Bed.Condition(window, ConditionTypes.Scheduled) is { } condition && (long?)condition["observedGeneration"] == (long?)window["metadata"]!["generation"];

    private static string? Version(JsonNode window) => (string?)window["metadata"]!["resourceVersion"];
}
