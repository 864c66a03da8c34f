using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Operator.Stores;
using Reconciler.Operator.Tests.Given;
using Reconciler.Operator.Worlds;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests.Stores;

/// <summary>Two write the same object.</summary>
/// <param name="plane">A real API server.</param>
public sealed class ConflictTests(ControlPlane plane)
{
    [Fact]
    public async Task Ticket_IsNotWritten_WhenSomebodyElseWroteItSinceItWasReadForThePass()
    {
        await using var bed = await ToldAsync();
        await using var place = await Place.BeginAsync(bed);
        var ticket = Assert.Single((await place.Store.ReadLedgerAsync(Bed.Stop)).Tickets.Values);

        await bed.KubectlAsync("patch", "chg/patch", "--type=merge", "-p", """{"spec": {"summary": "by hand"}}""");
        await Bed.UntilAsync("the edit was seen", () => Task.FromResult(place.Caches.Tickets.Read().Values.Single().Value!.Value.Spec.Summary == "by hand"));
        var changed = ticket with { Spec = ticket.Spec with { Sequence = 7 } };
        await Assert.ThrowsAsync<ConflictException>(() => place.Store.SaveLedgerAsync(Ledger.Of([changed]), Bed.Stop));

        var again = Assert.Single((await place.Store.ReadLedgerAsync(Bed.Stop)).Tickets.Values);
        Assert.Equal(("by hand", 0), (again.Spec.Summary, again.Spec.Sequence));
        await place.Store.SaveLedgerAsync(Ledger.Of([again with { Spec = again.Spec with { Sequence = 7 } }]), Bed.Stop);
        Assert.Equal((7, "by hand"), ((int)(await bed.GetAsync("ChangeTicket", "patch"))["spec"]!["sequence"]!, (string?)(await bed.GetAsync("ChangeTicket", "patch"))["spec"]!["summary"]));
    }

    [Fact]
    public async Task Claim_Fails_WhenAnotherLeaderClaimedFirst()
    {
        await using var bed = await ToldAsync();
        await using var deposed = await Place.BeginAsync(bed);
        await using var leader = await Place.BeginAsync(bed);
        var key = deposed.Caches.Notices.Read().Keys.Select(KnownTypes.KeyOf).Order().First();
        await deposed.Store.ReadLedgerAsync(Bed.Stop);
        await leader.Store.ReadLedgerAsync(Bed.Stop);

        await ClaimAsync(leader.Store, key);

        await Assert.ThrowsAsync<ConflictException>(() => ClaimAsync(deposed.Store, key));
    }

    [Fact]
    public async Task Deletion_BySomebodyElse_IsTheirs_WhenOursFailed()
    {
        await using var bed = await ToldAsync();
        await using var place = await Place.BeginAsync(bed);
        await place.Store.ReadLedgerAsync(Bed.Stop);
        await bed.KubectlAsync("annotate", "chg/patch", "note=mine");

        await Assert.ThrowsAsync<ConflictException>(() => place.Store.SaveLedgerAsync(Ledger.Empty, Bed.Stop));

        Assert.False(place.Own.Specs.IsOurs(new(nameof(ChangeTicket), bed.Namespace, "patch"), 0));
    }

    [Fact]
    public async Task Nothing_IsWritten_WhenTheLeaseIsLost()
    {
        await using var bed = await ToldAsync();
        await using var place = await Place.BeginAsync(bed);
        var ticket = Assert.Single((await place.Store.ReadLedgerAsync(Bed.Stop)).Tickets.Values);

        place.IsHeld = false;

        await Assert.ThrowsAsync<LeadershipLostException>(() => place.Store.SaveLedgerAsync(Ledger.Of([ticket with { Spec = ticket.Spec with { Sequence = 7 } }]), Bed.Stop));
        await Assert.ThrowsAsync<LeadershipLostException>(() => place.Store.SaveLedgerAsync(Ledger.Empty, Bed.Stop));
        await Assert.ThrowsAsync<LeadershipLostException>(() => ClaimAsync(place.Store, place.Caches.Notices.Read().Keys.Select(KnownTypes.KeyOf).First()));
        Assert.Null((await bed.GetAsync("ChangeTicket", "patch"))["spec"]!["sequence"]);
    }

    private static async Task ClaimAsync(ClusterStore store, ObjectKey key)
    {
        var notice = (await store.FindNoticeAsync(key, Bed.Stop))!;
        await store.SaveNoticeAsync(notice with { Status = new() { State = NoticeState.Due, Attempts = 1 } }, Bed.Stop);
    }

    private async Task<Bed> ToldAsync()
    {
        var bed = await Bed.NewAsync(plane);
        var running = bed.Start();
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Window("patch"));
        await bed.SettleAsync();
        await running.StopAsync();
        return bed;
    }
}
