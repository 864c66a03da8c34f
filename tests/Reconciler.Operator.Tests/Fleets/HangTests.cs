using System.Text.Json.Nodes;
using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;
using Reconciler.TestKit.GitServers;

namespace Reconciler.Operator.Tests.Fleets;

/// <summary>A Git server that hangs holds nothing up but what is new in its repository.</summary>
/// <param name="plane">A real API server.</param>
public sealed class HangTests(ControlPlane plane)
{
    private const int Haste = 8;

    // Far less than a fetch may take here.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task NextLeader_TellsAndHolds_ByTheCopyOnItsVolume_WhileTheServerHangs()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        await using var server = await FollowedAsync(fleet, out var first);
        await first.StopAsync();
        await fleet.Bed.DeleteAsync("mw", "patch");
        await fleet.Bed.ApplyAsync(Yaml.Emergency("urgent"));
        server.Answer = Answer.Silence;

        fleet.Start();

        await Bed.UntilAsync("the emergency is told", Soon, () => Task.FromResult(fleet.Bed.Mails().Count == 2));
        Assert.NotNull(await fleet.Bed.FindAsync("MaintenanceWindow", "patch"));
    }

    [Fact]
    public async Task NextLeader_TellsAfterTwoMinutes_AndSaysSo_WhereTheServerHangsAndThereIsNoCopy()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        await using var server = await FollowedAsync(fleet, out var first);
        await first.StopAsync();
        await fleet.Bed.ApplyAsync(Yaml.Emergency("urgent"));
        server.Answer = Answer.Silence;
        var begin = TimeProvider.System.GetTimestamp();

        fleet.Start(options => options with { Data = Path.Combine(fleet.Data, "second"), LeaseDuration = TimeSpan.FromMinutes(2) }, time: new HastyTime(Haste));

        await Bed.UntilAsync("the emergency is told", Soon, () => Task.FromResult(fleet.Bed.Mails().Count == 2));
        Assert.True(TimeProvider.System.GetElapsedTime(begin) * Haste > TimeSpan.FromMinutes(2), "too soon");
        var status = await fleet.UntilAsync("it is said", status => FleetBed.Reason(status) == "AwaitingServer");
        Assert.Contains("people are told by what the cluster says", FleetBed.Message(status), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatOthersChange_IsPutBack_WhileTheServerHangs()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        await using var server = await FollowedAsync(fleet, out _);
        await HangAsync(server, fleet.AskAsync);

        await fleet.Bed.DeleteAsync("mw", "patch");

        await Bed.UntilAsync("it is put back", Soon, async () => await fleet.Bed.FindAsync("MaintenanceWindow", "patch") is not null);
        var status = await fleet.UntilAsync("it is said", status => status["drift"] is not null && status["applying"] is null);
        Assert.NotEqual("asked-1", (string?)status["lastHandledRequestedAt"]);
    }

    [Fact]
    public async Task MendedUrl_Request_AndSuspension_AreHeard_WhileTheServerHangs()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        await using var server = await FollowedAsync(fleet, out _);
        await HangAsync(server, fleet.AskAsync);

        server.Answer = Answer.Whole;
        var asked = await fleet.AskAsync();
        await Bed.UntilAsync("the request is answered", Soon, async () => (string?)(await fleet.Bed.GetAsync("FleetSource", FleetBed.Name))["status"]!["lastHandledRequestedAt"] == asked);

        await HangAsync(server, fleet.AskAsync);
        var revision = fleet.Git.Commit(("other.yaml", Yaml.Window("other", "2026-12-16")));
        await fleet.FollowAsync("timeout: 1h");
        await Bed.UntilAsync("the new URL is followed", Soon, async () => (string?)(await fleet.Bed.GetAsync("FleetSource", FleetBed.Name))["status"]!["lastAppliedRevision"] == revision);

        await HangAsync(server, () => FollowAsync(fleet, server));
        await fleet.FollowAsync("suspend: true");
        await Bed.UntilAsync("the suspension is seen", Soon, () => fleet.Bed.IsAsync("FleetSource", FleetBed.Name, "Ready"));
    }

    // A fetch that began hangs, however long its timeout is.
    private static async Task HangAsync(GitHttpServer server, Func<Task> ask)
    {
        var before = server.Asked.Count;
        server.Answer = Answer.Silence;
        await ask();
        await Bed.UntilAsync("the fetch hangs", () => Task.FromResult(server.Asked.Count > before));

        // The first time exactly: what follows may end the silence.
        await server.Waiting.Task;
    }

    private Task<GitHttpServer> FollowedAsync(FleetBed fleet, out Running running)
    {
        running = fleet.Start();
        return FollowedAsync(fleet);
    }

    private static async Task<GitHttpServer> FollowedAsync(FleetBed fleet)
    {
        var server = new GitHttpServer(Path.GetDirectoryName(fleet.Git.Folder)!);
        await fleet.Bed.ApplyAsync(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Secret",
            ["metadata"] = new JsonObject { ["name"] = "git" },
            ["stringData"] = new JsonObject { ["ca.crt"] = server.CaBundle },
        }.ToJsonString());
        var revision = fleet.Git.Commit(("acme.yaml", Yaml.Instance()), ("patch.yaml", Yaml.Window("patch")));
        await FollowAsync(fleet, server);
        await fleet.UntilAppliedAsync(revision);
        await fleet.Bed.SettleAsync();
        return server;
    }

    private static Task FollowAsync(FleetBed fleet, GitHttpServer server) =>
        fleet.FollowAsync("secretRef: {name: git}\n  timeout: 1h", $"{server.Url}/{Path.GetFileName(fleet.Git.Folder)}");
}
