using NodaTime;
using Reconciler.Core.Planning;
using Reconciler.Engine;
using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests;

/// <summary>The ledger is carried to another cluster.</summary>
/// <param name="plane">A real API server.</param>
public sealed class CarriedLedgerTests(ControlPlane plane)
{
    [Fact]
    public async Task Import_MakesTheTickets_AndNothingIsToldTwice()
    {
        await using var bed = await Bed.NewAsync(plane);
        var running = bed.Start();
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Window("patch"));
        await bed.SettleAsync();
        await bed.AdvanceAsync(Duration.FromMinutes(10));
        var (ledger, mails) = (await bed.LedgerAsync(), bed.Mails());
        await running.StopAsync();
        await bed.DeleteAsync("chg,ntc", "--all");

        var done = await new ClusterLedger(bed.Cluster).ImportAsync(ledger, Now(bed), overwrite: false, Bed.Stop);
        bed.Start();
        await bed.SettleAsync();
        await bed.AdvanceAsync(Duration.FromMinutes(10));

        Assert.Equal(new Imported(1, 0, 0), done);
        Assert.Equal(mails, bed.Mails());
        Assert.Equal(ledger.Tickets.Values.Single().Spec.Told, (await bed.LedgerAsync()).Tickets.Values.Single().Spec.Told);
    }

    [Fact]
    public async Task Import_WritesNothing_WhenATicketDiffers_UnlessItIsTold()
    {
        await using var bed = await Bed.NewAsync(plane);
        var running = bed.Start();
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Window("patch") + Yaml.Window("other", "2026-12-16"));
        await bed.SettleAsync();
        await running.StopAsync();
        var ledger = await bed.LedgerAsync();
        var (import, other) = (new ClusterLedger(bed.Cluster), ledger.Tickets.Values.First());
        var differing = Ledger.Of([.. ledger.Tickets.Values.Skip(1), other with { Spec = other.Spec with { Summary = "Something else" } }]);

        Assert.Equal(new Imported(0, 0, 2), await import.ImportAsync(ledger, Now(bed), overwrite: false, Bed.Stop));
        var refusal = await Assert.ThrowsAsync<EngineException>(() => import.ImportAsync(differing, Now(bed), overwrite: false, Bed.Stop));

        Assert.StartsWith($"1 tickets of the cluster say something else, such as {bed.Namespace}/{other.Metadata.Name}: nothing was imported", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(new Imported(0, 1, 1), await import.ImportAsync(differing, Now(bed), overwrite: true, Bed.Stop));
    }

    [Fact]
    public async Task Import_GoesOn_WhenATicketCanNotBeRead_OfWhichItSaysNothing()
    {
        await using var bed = await Bed.NewAsync(plane);
        var running = bed.Start();
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Window("patch") + Yaml.Window("other", "2026-12-16"));
        await bed.SettleAsync();
        await running.StopAsync();
        var patch = Ledger.Of((await bed.LedgerAsync()).Tickets.Values.Where(ticket => ticket.Metadata.Name == "patch"));
        await bed.KubectlAsync("patch", "chg/other", "--type=merge", "-p", """{"spec": {"moves": [{"from": "2026-12-15", "to": "2026-02-30", "by": "partner", "requestedAt": "2026-11-30T11:00:00Z", "firstSeenAt": "2026-11-30T11:00:00Z"}]}}""");
        await bed.DeleteAsync("chg/patch");

        Assert.Equal(new Imported(1, 0, 0), await new ClusterLedger(bed.Cluster).ImportAsync(patch, Now(bed), overwrite: false, Bed.Stop));
    }

    [Fact]
    public async Task Import_WritesNothing_WhenATicketIsOfALaterInstant()
    {
        await using var bed = await Bed.NewAsync(plane);
        var running = bed.Start();
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Window("patch") + Yaml.Window("other", "2026-12-16"));
        await bed.SettleAsync();
        await running.StopAsync();
        var ledger = await bed.LedgerAsync();
        await bed.DeleteAsync("chg", "--all");
        var other = ledger.Tickets.Values.First(ticket => ticket.Metadata.Name == "other");
        var later = Ledger.Of([.. ledger.Tickets.Values.Where(ticket => ticket != other), other with { Spec = other.Spec with { RecordedAt = Now(bed).Plus(Duration.FromSeconds(1)).ToDateTimeOffset() } }]);

        var refusal = await Assert.ThrowsAsync<EngineException>(() => new ClusterLedger(bed.Cluster).ImportAsync(later, Now(bed), overwrite: true, Bed.Stop));

        Assert.StartsWith($"ChangeTicket {bed.Namespace}/other was recorded at 2026-11-30T12:00:01Z, and it is 2026-11-30T12:00:00Z: nothing was imported", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await bed.ListAsync("ChangeTicket"));
        Assert.Equal(new Imported(2, 0, 0), await new ClusterLedger(bed.Cluster).ImportAsync(later, Now(bed).Plus(Duration.FromSeconds(1)), overwrite: false, Bed.Stop));
    }

    private static Instant Now(Bed bed) => Instant.FromDateTimeOffset(bed.Clock.GetUtcNow());
}
