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
