using System.Text.Json.Nodes;
using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests.Fleets;

/// <summary>A bed, a repository, and a fleet source that follows it.</summary>
internal sealed class FleetBed : IAsyncDisposable
{
    public const string Name = "team";

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("reconciler-data-");
    private int _asked;

    private FleetBed(Bed bed) => Bed = bed;

    public Bed Bed { get; }

    public Upstream Git { get; } = new();

    public string Data => _data.FullName;

    public static async Task<FleetBed> NewAsync(ControlPlane plane) => new(await Bed.NewAsync(plane));

    public Running Start(Func<OperatorOptions, OperatorOptions>? with = null, string? through = null, TimeProvider? time = null) =>
        Bed.Start(options => (with ?? (same => same))(options with { Data = Data, LocalRepositories = true }), through, time);

    /// <summary>Declares the fleet source. Its interval is so long that only requests and changes count.</summary>
    public Task FollowAsync(string more = "", string? url = null, string interval = "24h") => Bed.ApplyAsync($$"""
        apiVersion: ops.reconciler.dev/v1alpha1
        kind: FleetSource
        metadata: {name: {{Name}}}
        spec:
          url: {{url ?? Git.Url}}
          interval: {{interval}}
          {{more}}

        """);

    /// <summary>Asks for a sync.</summary>
    public async Task<string> AskAsync()
    {
        var asked = $"asked-{++_asked}";
        await Bed.KubectlAsync("annotate", "fleet", Name, "--overwrite", $"ops.reconciler.dev/requested-at={asked}");
        return asked;
    }

    /// <summary>Asks for a sync, and waits for its end.</summary>
    public async Task<JsonNode> SyncAsync()
    {
        var asked = await AskAsync();
        return await UntilAsync($"sync {asked}", status => (string?)status["lastHandledRequestedAt"] == asked);
    }

    /// <summary>Waits until a revision is applied.</summary>
    public async Task<JsonNode> UntilAppliedAsync(string revision)
    {
        var status = await UntilAsync($"applied {revision}", status => (string?)status["lastAppliedRevision"] == revision && status["applying"] is null);

        // Who wrote that knows it a moment later than the server, and until then tells nobody anything.
        await Bed.UntilAsync("its end is known", () => Task.FromResult(!Bed.IsInMotion));
        return status;
    }

    /// <summary>Waits until the status is so, and gives it.</summary>
    public async Task<JsonNode> UntilAsync(string what, Func<JsonNode, bool> isSo)
    {
        JsonNode? found = null;
        try
        {
            await Bed.UntilAsync(what, async () => (found = (await Bed.FindAsync("FleetSource", Name))?["status"]) is not null && isSo(found));
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            throw new InvalidOperationException($"{what}; but: {found}", problem);
        }

        return found!;
    }

    /// <summary>Waits until the fleet source has an event of a reason, and gives the reasons of all.</summary>
    public async Task<string[]> UntilEventAsync(string reason)
    {
        string[] found = [];
        await Bed.UntilAsync($"an event {reason}", async () =>
            (found = (await Bed.KubectlAsync("get", "events", "--field-selector=involvedObject.kind=FleetSource", "-o", "custom-columns=R:.reason", "--no-headers")).Split('\n', StringSplitOptions.RemoveEmptyEntries)).Contains(reason));
        return found;
    }

    public static JsonNode Condition(JsonNode status, string type) => status["conditions"]!.AsArray().Single(condition => (string?)condition!["type"] == type)!;

    public static string? Reason(JsonNode status) => (string?)Condition(status, "Ready")["reason"];

    public static string Message(JsonNode status) => (string)Condition(status, "Ready")["message"]!;

    public async Task<string[]> NamesAsync(string kind) => [.. (await Bed.ListAsync(kind)).Select(found => (string)found["metadata"]!["name"]!)];

    public async ValueTask DisposeAsync()
    {
        await Bed.DisposeAsync();
        Git.Dispose();
        _data.Delete(recursive: true);
    }
}
