using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Reconciler.Manifests;
using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests.Upgrades;

/// <summary>What an earlier version stored in a cluster, this one goes on with: the objects lie in etcd as they lay there. See tests/Upgrades.</summary>
public sealed class UpgradeTests : IAsyncDisposable
{
    private const string Space = "kept";
    private const string Marker = "/marker-";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // The policy is everybody's, so each test has a cluster of its own.
    private readonly ControlPlane _plane = new();

    public static TheoryData<string> Versions => [.. KeptVersions.All];

    [Fact]
    public async Task PresentVersion_IsKept()
    {
        if (KeptVersions.IsKeeping)
        {
            await KeepAsync();
        }

        Assert.Contains(KeptVersions.Present, KeptVersions.All);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Objects_AreRead_AndNothingIsToldTwice(string version)
    {
        await using var bed = await Bed.NewAsync(_plane, Space);
        var stored = JsonNode.Parse(await File.ReadAllTextAsync(KeptVersions.PathOf(version, "cluster.json"), Bed.Stop))!.AsObject();
        foreach (var (key, value) in stored)
        {
            await _plane.StoreAsync(key, value!.ToJsonString(), Bed.Stop);
        }

        bed.Clock.SetUtcNow(InstantPattern.General.Parse(KeptVersions.Moved).Value.ToDateTimeOffset());
        var before = await StoredAsync();
        var running = bed.Start();
        await bed.SettleAsync();
        var after = await StoredAsync();

        Assert.Equal(stored.Select(pair => pair.Key).Order(StringComparer.Ordinal), after.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(bed.Mails());
        Assert.DoesNotContain(running.Lines, line => line.Contains("Unreadable", StringComparison.Ordinal));
        Assert.All(after, pair => Assert.Equal(Meaning(stored[pair.Key]!), Meaning(JsonNode.Parse(pair.Value.Json)!)));
        Assert.All(after.Where(pair => IsRecord(pair.Key)), pair => Assert.Equal(before[pair.Key].Revision, pair.Value.Revision));
        Assert.Equal(await File.ReadAllTextAsync(KeptVersions.PathOf(version, "ledger.yaml"), Bed.Stop), ManifestWriter.WriteAll((await bed.LedgerAsync()).Tickets.Values));

        // It goes on from there: who was told of the move is reminded, once a notice has rested.
        await bed.AdvanceAsync(InstantPattern.General.Parse(KeptVersions.Reminding).Value - InstantPattern.General.Parse(KeptVersions.Moved).Value);
        await bed.AdvanceAsync(Duration.FromMinutes(10));
        Assert.Equal(["patch-reminder-3d-1-6a8f74b1", "patch-reminder-3d-1-8fac66c1"], bed.Mails().Keys.Where(name => name.StartsWith("patch-", StringComparison.Ordinal)));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _plane.DisposeAsync();

    private async Task KeepAsync()
    {
        await using var bed = await Bed.NewAsync(_plane, Space);
        bed.Start();
        await bed.ApplyAsync(KeptVersions.FleetBefore);
        await bed.SettleAsync();
        await bed.AdvanceAsync(Duration.FromMinutes(10));
        await bed.ApplyAsync(KeptVersions.Fleet);
        await bed.SettleAsync();
        await bed.AdvanceAsync(Duration.FromMinutes(10));
        KeptVersions.Keep("fleet.yaml", KeptVersions.Fleet);
        KeptVersions.Keep("ledger.yaml", ManifestWriter.WriteAll((await bed.LedgerAsync()).Tickets.Values));
        var objects = (await StoredAsync()).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"\"{pair.Key}\": {pair.Value.Json.Trim()}");
        KeptVersions.Keep("cluster.json", $"{{\n{string.Join(",\n", objects)}\n}}\n");
    }

    // What tests write to know that a pass is over is nobody's.
    private async Task<Dictionary<string, (string Json, string Revision)>> StoredAsync() =>
        (await _plane.StoredAsync("/registry/ops.reconciler.dev/", Bed.Stop)).Where(pair => !pair.Key.Contains(Marker, StringComparison.Ordinal)).ToDictionary();

    private static bool IsRecord(string key) => key.Contains("/changetickets/", StringComparison.Ordinal) || key.Contains("/notices/", StringComparison.Ordinal);

    // Texts of statuses may be put better in a later version; what was decided may not be another.
    private static string Meaning(JsonNode found) => new JsonObject
    {
        ["uid"] = found["metadata"]!["uid"]!.DeepClone(),
        ["spec"] = found["spec"]!.DeepClone(),
        ["state"] = found["status"]?["state"]?.DeepClone(),
        ["start"] = found["status"]?["start"]?.DeepClone(),
        ["conditions"] = new JsonArray([.. (found["status"]?["conditions"] as JsonArray ?? []).Select(condition => (JsonNode)$"{condition!["type"]}={condition["status"]} {condition["reason"]}")]),
    }.ToJsonString(Readable);
}
