using System.Text.Json.Nodes;
using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;
using Reconciler.TestKit.GitServers;

namespace Reconciler.Operator.Tests.Fleets;

/// <summary>What goes wrong with repositories: a clear condition, the last good state stays, and it is tried again.</summary>
/// <param name="plane">A real API server.</param>
public sealed class TroubleTests(ControlPlane plane)
{
    [Fact]
    public async Task ForcePush_IsFollowed()
    {
        await using var fleet = await FollowedAsync();
        fleet.Git.Library.Refs.Remove("refs/heads/main");

        var rewritten = fleet.Git.CommitAs("Jane", "main", ("acme.yaml", Yaml.Instance()), ("patch.yaml", Yaml.Window("patch", "2026-12-16")));
        await fleet.AskAsync();

        await fleet.UntilAppliedAsync(rewritten);
        Assert.Equal("2026-12-16", (string?)(await fleet.Bed.GetAsync("MaintenanceWindow", "patch"))["spec"]!["start"]);
    }

    [Fact]
    public async Task DeletedBranch_IsSaid_AndWhatWasAppliedStays_AlsoAgainstDrift()
    {
        await using var fleet = await FollowedAsync();
        fleet.Git.Library.Refs.Remove("refs/heads/main");

        var status = await fleet.SyncAsync();

        Assert.Equal("NoSuchReference", FleetBed.Reason(status));
        Assert.Equal("True", (string?)FleetBed.Condition(status, "Reconciling")["status"]);
        await fleet.Bed.DeleteAsync("mw", "patch");
        await Bed.UntilAsync("it is put back", async () => await fleet.Bed.FindAsync("MaintenanceWindow", "patch") is not null);
        Assert.Equal("NoSuchReference", FleetBed.Reason(await fleet.UntilAsync("drift", now => now["drift"] is not null && now["applying"] is null)));
    }

    [Fact]
    public async Task RewrittenTag_IsFollowed()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        fleet.Git.Commit(("acme.yaml", Yaml.Instance()));
        fleet.Git.Library.Tags.Add("live", fleet.Git.Library.Branches["main"].Tip);
        await fleet.FollowAsync("ref: {tag: live}");
        await fleet.UntilAsync("the tag is applied", now => ((string?)now["lastAppliedRevision"])?.StartsWith("live@sha1:", StringComparison.Ordinal) is true);

        var second = fleet.Git.Commit(("patch.yaml", Yaml.Window("patch")));
        fleet.Git.Library.Tags.Add("live", fleet.Git.Library.Branches["main"].Tip, allowOverwrite: true);
        await fleet.AskAsync();

        await fleet.UntilAppliedAsync(second.Replace("main", "live", StringComparison.Ordinal));
    }

    [Fact]
    public async Task CorruptObjects_AreSaid_AndTheLastGoodStateStays()
    {
        await using var fleet = await FollowedAsync();
        fleet.Git.Commit(("patch.yaml", Yaml.Window("patch", "2026-12-16")));
        var blob = (LibGit2Sharp.Blob)fleet.Git.Library.Branches["main"].Tip["patch.yaml"].Target;
        var path = Path.Combine(fleet.Git.Folder, "objects", blob.Sha[..2], blob.Sha[2..]);
        File.SetAttributes(path, FileAttributes.Normal);
        await File.WriteAllTextAsync(path, "not an object", Bed.Stop);

        var status = await fleet.SyncAsync();

        Assert.Equal("Corrupt", FleetBed.Reason(status));
        Assert.Equal("2026-12-15", (string?)(await fleet.Bed.GetAsync("MaintenanceWindow", "patch"))["spec"]!["start"]);
    }

    [Theory]
    [InlineData("https://127.0.0.1:1/fleet", "", "Unreachable")]
    [InlineData("ftp://git.example/fleet", "", "InvalidRequest")]
    [InlineData("file:///no/such/repository", "", "NoSuchRepository")]
    [InlineData("https://127.0.0.1:1/fleet", "secretRef: {name: nobody}", "SecretUnusable")]
    public async Task Reason_IsThatOfTheFetch(string url, string more, string reason)
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();

        await fleet.FollowAsync(more, url);

        Assert.Equal(reason, FleetBed.Reason((await fleet.Bed.UntilConditionAsync("FleetSource", FleetBed.Name, "Ready", "False"))["status"]!));
    }

    [Fact]
    public async Task ServerThatIsGone_IsSaid_AndWhatWasAppliedStays_AlsoAgainstDrift()
    {
        await using var fleet = await FollowedAsync();
        await fleet.FollowAsync(url: "https://127.0.0.1:1/fleet");
        var status = await fleet.UntilAsync("it is said", status => FleetBed.Reason(status) == "Unreachable");
        Assert.Equal("True", (string?)FleetBed.Condition(status, "Reconciling")["status"]);

        await fleet.Bed.DeleteAsync("mw", "patch");

        await Bed.UntilAsync("it is put back", async () => await fleet.Bed.FindAsync("MaintenanceWindow", "patch") is not null);
        Assert.Equal("Unreachable", FleetBed.Reason(await fleet.UntilAsync("drift", now => now["drift"] is not null && now["applying"] is null)));
    }

    [Theory]
    [InlineData("Basic amFuZTpyaWdodA==", "password")]
    [InlineData("Bearer right", "bearerToken")]
    public async Task WrongCredential_IsSaid_AndTheRightOneOfTheSecretCountsAtOnce(string wanted, string field)
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        await using var server = new GitHttpServer(Path.GetDirectoryName(fleet.Git.Folder)!) { Wanted = wanted };
        var revision = fleet.Git.Commit(("acme.yaml", Yaml.Instance()));
        await SecretAsync("wrong");
        fleet.Start(options => options with { LocalRepositories = false });
        await fleet.FollowAsync("secretRef: {name: git}", $"{server.Url}/{Path.GetFileName(fleet.Git.Folder)}");
        var status = (await fleet.Bed.UntilConditionAsync("FleetSource", FleetBed.Name, "Ready", "False"))["status"]!;
        Assert.Equal("AuthenticationFailed", FleetBed.Reason(status));
        Assert.DoesNotContain("wrong", status.ToString(), StringComparison.Ordinal);

        await SecretAsync("right");
        await fleet.AskAsync();

        await fleet.UntilAppliedAsync(revision);

        Task SecretAsync(string credential) => fleet.Bed.ApplyAsync(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Secret",
            ["metadata"] = new JsonObject { ["name"] = "git" },
            ["stringData"] = new JsonObject { ["username"] = "jane", [field] = credential, ["ca.crt"] = server.CaBundle },
        }.ToJsonString());
    }

    [Fact]
    public async Task LocalRepository_IsNotFollowed_UnlessTheOperatorIsToldSo()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Git.Commit(("acme.yaml", Yaml.Instance()));
        fleet.Start(options => options with { LocalRepositories = false });

        await fleet.FollowAsync();

        Assert.Equal("NotEnabled", FleetBed.Reason((await fleet.Bed.UntilConditionAsync("FleetSource", FleetBed.Name, "Ready", "False"))["status"]!));
    }

    private async Task<FleetBed> FollowedAsync()
    {
        var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await fleet.FollowAsync();
        await fleet.UntilAppliedAsync(fleet.Git.Commit(("acme.yaml", Yaml.Instance()), ("patch.yaml", Yaml.Window("patch"))));
        return fleet;
    }
}
