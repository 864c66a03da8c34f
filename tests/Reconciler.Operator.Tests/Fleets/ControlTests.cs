using Reconciler.Api;
using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests.Fleets;

/// <summary>Fleet sources steered from outside.</summary>
/// <param name="plane">A real API server.</param>
public sealed class ControlTests(ControlPlane plane)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Sync_WaitsForTheEnd_AlsoWhereItIsNoGood()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        var control = new FleetControl(fleet.Bed.Cluster, TimeProvider.System);
        await fleet.FollowAsync();
        var revision = fleet.Git.Commit(("acme.yaml", Yaml.Instance()));

        var synced = await control.SyncAsync(fleet.Bed.Namespace, FleetBed.Name, Patience, Bed.Stop);
        Assert.Equal((revision, 1), (synced.Status!.LastAppliedRevision, synced.Status.Objects));

        fleet.Git.Commit(("acme.yaml", "kind: [broken"));
        var refused = await control.SyncAsync(fleet.Bed.Namespace, FleetBed.Name, Patience, Bed.Stop);
        Assert.Equal((revision, FleetResult.Refused), (refused.Status!.LastAppliedRevision, refused.Status.History[0].Result));
    }

    [Fact]
    public async Task Syncs_AreAllAnswered_WhereSeveralAskAtOnce()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await fleet.FollowAsync();
        await fleet.UntilAppliedAsync(fleet.Git.Commit(("acme.yaml", Yaml.Instance())));
        var control = new FleetControl(fleet.Bed.Cluster, TimeProvider.System);

        var synced = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => control.SyncAsync(fleet.Bed.Namespace, FleetBed.Name, TimeSpan.FromSeconds(30), Bed.Stop)));

        Assert.All(synced, source => Assert.NotNull(source.Status!.LastHandledRequestedAt));
    }

    [Theory]
    [InlineData("""[{"op": "remove", "path": "/status"}]""")]
    [InlineData("""[{"op": "replace", "path": "/status/lastAppliedRevision", "value": "another"}]""")]
    public async Task Status_IsSaidAgain_WhenSomebodyElseChangesIt(string patch)
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await fleet.FollowAsync();
        var revision = fleet.Git.Commit(("acme.yaml", Yaml.Instance()));
        var before = await fleet.UntilAppliedAsync(revision);

        await fleet.Bed.KubectlAsync("patch", "fleet", FleetBed.Name, "--subresource=status", "--type=json", "-p", patch);

        Assert.Equal(before.ToJsonString(), (await fleet.UntilAppliedAsync(revision)).ToJsonString());
    }

    [Fact]
    public async Task History_KeepsTheLastFiveRevisions()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await fleet.FollowAsync();
        var revisions = new List<string>();
        for (var day = 1; day <= 7; day++)
        {
            revisions.Add(fleet.Git.Commit(("acme.yaml", Yaml.Instance()), ("patch.yaml", Yaml.Window("patch", $"2027-02-0{day}"))));
            await fleet.AskAsync();
            await fleet.UntilAppliedAsync(revisions[^1]);
        }

        var history = (await fleet.Bed.GetAsync("FleetSource", FleetBed.Name))["status"]!["history"]!.AsArray();

        Assert.Equal(revisions.AsEnumerable().Reverse().Take(5), history.Select(entry => (string?)entry!["revision"]));
        Assert.All(history, entry => Assert.StartsWith("sha256:", (string?)entry!["digest"], StringComparison.Ordinal));
    }

    [Fact]
    public async Task TicketAndNotices_NameCommitAndAuthorOfTheChange()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await fleet.FollowAsync();
        fleet.Git.Commit(("acme.yaml", Yaml.Instance()));
        var revision = fleet.Git.CommitAs("Wu Jing", "main", ("patch.yaml", Yaml.Window("patch")));
        await fleet.AskAsync();
        await fleet.UntilAppliedAsync(revision);
        await fleet.Bed.SettleAsync();
        await fleet.Bed.AdvanceAsync(NodaTime.Duration.FromMinutes(10));
        await fleet.Bed.UntilConditionAsync("MaintenanceWindow", "patch", "Announced");

        var commit = revision["main@sha1:".Length..];
        var ticket = Assert.Single((await fleet.Bed.LedgerAsync()).Tickets.Values).Spec;
        Assert.Equal((commit, "Wu Jing"), (ticket.Revision, ticket.Author));
        Assert.All(await fleet.Bed.ListAsync("Notice"), notice => Assert.Equal((commit, "Wu Jing"), ((string?)notice["spec"]!["facts"]!["revision"], (string?)notice["spec"]!["facts"]!["author"])));
        Assert.All(Directory.GetFiles(fleet.Bed.Outbox, "*.eml", SearchOption.AllDirectories), mail => Assert.Contains($"commit {commit[..7]}", File.ReadAllText(mail), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("good.yaml", "True", "Current")]
    [InlineData("broken.yaml", "False", "Failed")]
    [InlineData("cut.yaml", "False", "InProgress")]
    [InlineData(null, "False", "InProgress")]
    public async Task Kstatus_UnderstandsIt(string? file, string ready, string expected)
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        await using var admission = await Admission.RefuseAsync(fleet.Bed, "request.dryRun || !(object.metadata.name in ['cut', 'probe'])", Yaml.Window("probe"), "CREATE");
        fleet.Start();
        fleet.Git.Commit((file ?? "good.yaml", file == "broken.yaml" ? "kind: [broken" : file == "cut.yaml" ? Yaml.Window("cut") : Yaml.Instance()));

        await fleet.FollowAsync(url: file is null ? "https://127.0.0.1:1/fleet" : null);
        await fleet.Bed.UntilConditionAsync("FleetSource", FleetBed.Name, "Ready", ready);

        await UnderstoodAsync(fleet, expected);
    }

    [Fact]
    public async Task Kstatus_WaitsForIt_WhileARevisionIsApplied()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        await using var proxy = new RequestProxy(plane);
        proxy.Fault = asked => asked.Writes && asked.Path.Contains("/maintenancewindows/slow?", StringComparison.Ordinal) && !asked.Path.Contains("dryRun", StringComparison.Ordinal) ? new(0) : null;
        fleet.Start(through: proxy.Kubeconfig);
        fleet.Git.Commit(("slow.yaml", Yaml.Window("slow")));
        await fleet.FollowAsync();

        await fleet.UntilAsync("it is being written", status => FleetBed.Reason(status) == "Progressing");

        await UnderstoodAsync(fleet, "InProgress");
    }

    [Theory]
    [InlineData("good.yaml", "Current")]
    [InlineData("broken.yaml", "Failed")]
    [InlineData(null, "InProgress")]
    public async Task Kstatus_KeepsItsMind_WhileItIsSuspended(string? file, string expected)
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        if (file is not null)
        {
            fleet.Git.Commit((file, file == "broken.yaml" ? "kind: [broken" : Yaml.Instance()));
            await fleet.FollowAsync();
            await fleet.SyncAsync();
        }

        await fleet.FollowAsync("suspend: true");
        await Bed.UntilAsync("it is seen", async () => await fleet.Bed.GetAsync("FleetSource", FleetBed.Name) is var found && (long?)found["status"]?["observedGeneration"] == (long)found["metadata"]!["generation"]!);

        await UnderstoodAsync(fleet, expected);
    }

    private static async Task UnderstoodAsync(FleetBed fleet, string expected)
    {
        Assert.Equal(expected, Kstatus.Of(await fleet.Bed.GetAsync("FleetSource", FleetBed.Name)));
        if (Kstatus.Program is not null)
        {
            Assert.StartsWith($"FleetSource/{FleetBed.Name} {expected} ", await Kstatus.SaysAsync(await fleet.Bed.KubectlAsync("get", "fleet", "-o", "yaml")), StringComparison.Ordinal);
        }
    }
}
