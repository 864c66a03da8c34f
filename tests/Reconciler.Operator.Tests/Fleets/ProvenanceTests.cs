using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests.Fleets;

/// <summary>Tickets and notices name the commit that made them what they are, and who wrote it.</summary>
/// <param name="plane">A real API server.</param>
public sealed class ProvenanceTests(ControlPlane plane)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancellation_NamesTheCommitThatTookTheObjectAway(bool isRestarted)
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        var first = fleet.Start();
        await AnnouncedAsync(fleet);
        if (isRestarted)
        {
            await first.StopAsync();
        }

        var removal = fleet.Git.CommitAs("Wu Jing", "main", ("urgent.yaml", null));
        var newest = fleet.Git.Commit(("readme.md", "of the team"), ("later.yaml", Yaml.Window("later", "2027-02-02")));
        if (isRestarted)
        {
            fleet.Start();
        }

        await fleet.AskAsync();

        await fleet.UntilAppliedAsync(newest);
        await NamedAsync(fleet, IdOf(removal), "Wu Jing");
    }

    [Fact]
    public async Task Cancellation_NamesNoCommit_WhereAPersonDeletedTheObject()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await AnnouncedAsync(fleet);
        await fleet.FollowAsync("suspend: true");
        await fleet.Bed.UntilConditionAsync("FleetSource", FleetBed.Name, "Ready");

        await fleet.Bed.DeleteAsync("mw", "urgent");

        await NamedAsync(fleet, null, null);
    }

    [Fact]
    public async Task Objects_NameTheCommitThatMadeThem_WhereAFileHasSeveral()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await fleet.FollowAsync();
        await fleet.UntilAppliedAsync(fleet.Git.Commit(("acme.yaml", Yaml.Instance()), ("w.yaml", Windows("2026-12-15", "2027-02-02"))));
        var jim = fleet.Git.CommitAs("Jim", "main", ("w.yaml", Windows("2026-12-16", "2027-02-02")));
        var wu = fleet.Git.CommitAs("Wu", "main", ("w.yaml", Windows("2026-12-16", "2027-02-09")));
        await fleet.AskAsync();
        await fleet.UntilAppliedAsync(wu);
        await NamesAsync(fleet, "a", jim, "Jim");
        await NamesAsync(fleet, "b", wu, "Wu");

        await fleet.UntilAppliedAsync(await AskedAsync(fleet, fleet.Git.CommitAs("Zed", "main", ("w.yaml", Windows("2026-12-16", "2027-02-09") + Yaml.Window("c", "2027-02-16")))));
        await fleet.Bed.KubectlAsync("patch", "mw", "a", "--type=merge", "-p", """{"spec": {"backOut": "none"}}""");
        await fleet.UntilAsync("drift", status => status["drift"] is not null && status["applying"] is null);
        await NamesAsync(fleet, "a", jim, "Jim");
    }

    [Fact]
    public async Task Objects_NameAuthorsAndSayTexts_InEveryCharacter()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await fleet.FollowAsync();
        var window = Yaml.Window("a").Replace("Work of a", "Fest 🎄 𠮷", StringComparison.Ordinal);

        var status = await fleet.UntilAppliedAsync(fleet.Git.CommitAs("Max 🚀", "main", ("acme.yaml", Yaml.Instance()), ("w.yaml", window)));

        Assert.Equal("Fest 🎄 𠮷", (string?)(await fleet.Bed.GetAsync("MaintenanceWindow", "a"))["spec"]!["summary"]);
        Assert.Equal("Max 🚀", (string?)(await fleet.Bed.GetAsync("MaintenanceWindow", "a"))["metadata"]!["annotations"]!["ops.reconciler.dev/author"]);
        Assert.Equal("Max 🚀", (string?)status["history"]![0]!["author"]);
    }

    [Theory]
    [InlineData("author", "ops.reconciler.dev/author=Mallory")]
    [InlineData("revision", "ops.reconciler.dev/revision=0000000")]
    public async Task ForgedProvenance_IsPutBack(string field, string forged)
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await fleet.FollowAsync();
        var revision = fleet.Git.Commit(("acme.yaml", Yaml.Instance()), ("w.yaml", Windows("2026-12-15", "2027-02-02")));
        await fleet.UntilAppliedAsync(revision);

        await fleet.Bed.KubectlAsync("annotate", "mw", "a", "--overwrite", "--field-manager=mallory", forged);

        var drift = (await fleet.UntilAsync("drift", status => status["drift"] is not null && status["applying"] is null))["drift"]![0]!;
        Assert.Equal(("mallory", $"metadata.annotations[ops.reconciler.dev/{field}]"), ((string?)drift["by"], (string?)drift["what"]));
        await NamesAsync(fleet, "a", revision, "Jane");
    }

    [Fact]
    public async Task Cancellation_NamesTheCommitThatTookTheObjectOutOfItsFile()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await fleet.FollowAsync();
        await fleet.UntilAppliedAsync(fleet.Git.Commit(("acme.yaml", Yaml.Instance()), ("w.yaml", Yaml.Emergency("urgent") + Windows("2027-02-16", "2027-02-02"))));
        await fleet.Bed.UntilConditionAsync("MaintenanceWindow", "urgent", "Announced");

        var removal = fleet.Git.CommitAs("Vic", "main", ("w.yaml", Windows("2027-02-16", "2027-02-02")));
        var newest = fleet.Git.CommitAs("Xi", "main", ("w.yaml", Windows("2027-02-16", "2027-02-09")));
        await fleet.AskAsync();

        await fleet.UntilAppliedAsync(newest);
        await NamedAsync(fleet, IdOf(removal), "Vic");
    }

    private static string Windows(string a, string b) => Yaml.Window("a", a) + Yaml.Window("b", b);

    private static async Task<string> AskedAsync(FleetBed fleet, string revision)
    {
        await fleet.AskAsync();
        return revision;
    }

    private static async Task NamesAsync(FleetBed fleet, string window, string revision, string author)
    {
        var notes = (await fleet.Bed.GetAsync("MaintenanceWindow", window))["metadata"]!["annotations"]!;
        Assert.Equal((IdOf(revision), author), ((string?)notes["ops.reconciler.dev/revision"], (string?)notes["ops.reconciler.dev/author"]));
    }

    private static string IdOf(string revision) => revision["main@sha1:".Length..];

    private static async Task AnnouncedAsync(FleetBed fleet)
    {
        await fleet.FollowAsync();
        await fleet.UntilAppliedAsync(fleet.Git.Commit(("acme.yaml", Yaml.Instance()), ("urgent.yaml", Yaml.Emergency("urgent")), ("other.yaml", Yaml.Window("other", "2027-02-16"))));
        await fleet.Bed.UntilConditionAsync("MaintenanceWindow", "urgent", "Announced");
        Assert.Equal("Jane", (await fleet.Bed.LedgerAsync()).Tickets.Values.Single().Spec.Author);
    }

    private static async Task NamedAsync(FleetBed fleet, string? revision, string? author)
    {
        await Bed.UntilAsync("it is called off", async () => fleet.Bed.Mails().Count == 4 && (await fleet.Bed.LedgerAsync()).Tickets.Values.Single().Spec.CancelledAt is not null);
        var ticket = (await fleet.Bed.LedgerAsync()).Tickets.Values.Single();
        Assert.Equal((revision, author), (ticket.Spec.Revision, ticket.Spec.Author));
        var notices = (await fleet.Bed.ListAsync("Notice")).Select(notice => notice["spec"]!).Where(spec => (string?)spec["kind"] == "cancelled").ToArray();
        Assert.Equal(2, notices.Length);
        Assert.All(notices, spec => Assert.Equal((revision, author), ((string?)spec["facts"]!["revision"], (string?)spec["facts"]!["author"])));
    }
}
