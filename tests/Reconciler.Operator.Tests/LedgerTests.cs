using System.Text.RegularExpressions;
using NodaTime;
using Reconciler.Api;
using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests;

/// <summary>What people were told is remembered, whatever becomes of what was written.</summary>
/// <param name="plane">A real API server.</param>
public sealed partial class LedgerTests(ControlPlane plane)
{
    private static readonly Duration Settle = Duration.FromMinutes(10);

    [Fact]
    public async Task Deletion_IsACancellation_ToThoseWhoWereTold_AlsoWhenNothingRan()
    {
        await using var bed = await Bed.NewAsync(plane);
        var running = await ToldAsync(bed);
        await running.StopAsync();
        await bed.DeleteAsync("mw/patch");

        bed.Start();
        await bed.SettleAsync();
        Assert.Equal(2, bed.Mails().Count);
        await bed.AdvanceAsync(Settle);

        Assert.Equal(2, bed.Mails().Keys.Count(name => name.StartsWith("patch-cancelled-1-", StringComparison.Ordinal)));
        var ticket = Assert.Single((await bed.LedgerAsync()).Tickets.Values);
        Assert.Equal((TicketState.Canceled, true), (ticket.Status!.State, ticket.Spec.CancelledAt is not null));
    }

    [Fact]
    public async Task TicketsAndNotices_HaveNoOwner()
    {
        await using var bed = await Bed.NewAsync(plane);
        await ToldAsync(bed);

        foreach (var made in (await bed.ListAsync("ChangeTicket")).Concat(await bed.ListAsync("Notice")))
        {
            Assert.Null(made["metadata"]!["ownerReferences"]);
            Assert.Equal(("acme", "patch"), ((string?)made["metadata"]!["labels"]!["ops.reconciler.dev/instance"], (string?)made["metadata"]!["labels"]!["ops.reconciler.dev/origin-name"]));
        }
    }

    [Fact]
    public async Task Fleet_ThatIsDeletedAndAppliedAgain_TellsNothingTwice_AndGetsNoAllowanceBack()
    {
        const string Move = "moves: [{from: 2026-12-15, to: 2026-12-16, requestedAt: 2026-11-30T11:00:00Z, by: partner, reason: close, confirmed: {by: jane, at: 2026-11-30T11:30:00Z}}]";
        await using var bed = await Bed.NewAsync(plane);
        var running = await ToldAsync(bed);
        await bed.ApplyAsync(Yaml.Window("patch", more: Move));
        await bed.SettleAsync();
        await bed.AdvanceAsync(Settle);
        var (mails, before) = (bed.Mails(), await bed.LedgerAsync());
        Assert.Contains(mails.Keys, name => name.StartsWith("patch-moved-1-", StringComparison.Ordinal));

        await running.StopAsync();
        await bed.DeleteAsync("mw,di,ntc,hol", "--all");
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Window("patch", more: Move));
        bed.Start();
        await bed.SettleAsync();
        await bed.AdvanceAsync(Settle);

        Assert.Equal(mails, bed.Mails());
        Assert.Equal(before.Tickets.Values.Select(Text), (await bed.LedgerAsync()).Tickets.Values.Select(Text));
    }

    [Fact]
    public async Task Fleet_ThatIsDeletedUnderTheOperatorAndAppliedAgainSoon_TellsNothingTwice()
    {
        await using var bed = await Bed.NewAsync(plane);
        await ToldAsync(bed);
        var mails = bed.Mails();

        await bed.DeleteAsync("mw,di", "--all");
        await bed.SettleAsync();
        Assert.NotNull(Assert.Single((await bed.LedgerAsync()).Tickets.Values).Spec.CancelledAt);
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Window("patch"));
        await bed.SettleAsync();
        await bed.AdvanceAsync(Settle);

        Assert.Equal(mails, bed.Mails());
        Assert.Null(Assert.Single((await bed.LedgerAsync()).Tickets.Values).Spec.CancelledAt);
    }

    [Fact]
    public async Task Notices_AreDeleted_LongAfterTheEnd_AndTheTicketRemembers()
    {
        await using var bed = await Bed.NewAsync(plane);
        await ToldAsync(bed);

        await bed.AdvanceAsync(Duration.FromDays(60));

        Assert.Empty(await bed.ListAsync("Notice"));
        Assert.Equal(2, Assert.Single((await bed.LedgerAsync()).Tickets.Values).Spec.Occasions[0].Recipients.Count(recipient => recipient.SentAt is not null));
    }

    [Fact]
    public async Task Nothing_IsTold_WhenTheOperatorOnlyLooks()
    {
        await using var bed = await Bed.NewAsync(plane);
        bed.Start(options => options with { Announce = AnnounceMode.Observe });
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Window("patch") + Yaml.Cop());

        await bed.UntilConditionAsync("MaintenanceWindow", "hsm-acme", "Scheduled");
        await bed.AdvanceAsync(Settle);

        Assert.Empty(await bed.ListAsync("ChangeTicket"));
        Assert.Empty(await bed.ListAsync("Notice"));
        Assert.Empty(bed.Mails());
    }

    [Fact]
    public async Task Ledger_ThatCanNotBeRead_StopsEverything()
    {
        await using var bed = await Bed.NewAsync(plane);
        var running = await ToldAsync(bed);
        await running.StopAsync();
        await bed.KubectlAsync("patch", "chg/patch", "--type=merge", "-p", """{"spec": {"moves": [{"from": "2026-12-15", "to": "2026-02-30", "by": "partner", "requestedAt": "2026-11-30T11:00:00Z", "firstSeenAt": "2026-11-30T11:00:00Z"}]}}""");
        await bed.DeleteAsync("mw/patch");

        var again = bed.Start(options => options with { Listen = new(System.Net.IPAddress.Loopback, 0) });
        await Bed.UntilAsync("the pass fails", () => Task.FromResult(again.Lines.Any(line => line.Contains("nothing is done until the ticket is mended", StringComparison.Ordinal))));
        await Bed.UntilAsync("the ticket's event says so", async () => UnreadableTicket().IsMatch(await bed.KubectlAsync("describe", "chg/patch")));
        await Bed.UntilAsync("so does a metric", async () => (await Web.MetricsAsync(again.Address)).GetValueOrDefault("""reconciler_unreadable_objects{kind="ChangeTicket"}""") == 1);

        Assert.Equal(2, bed.Mails().Count);
        await bed.KubectlAsync("patch", "chg/patch", "--type=merge", "-p", """{"spec": {"moves": null}}""");
        await bed.SettleAsync();
        Assert.NotNull(Assert.Single((await bed.LedgerAsync()).Tickets.Values).Spec.CancelledAt);
        await Bed.UntilAsync("the metric is down", async () => (await Web.MetricsAsync(again.Address)).GetValueOrDefault("""reconciler_unreadable_objects{kind="ChangeTicket"}""") == 0);
    }

    [Fact]
    public async Task Notice_ThatCanNotBeRead_HasAnEvent_AndTheOthersGoOn()
    {
        await using var bed = await Bed.NewAsync(plane);
        var running = await ToldAsync(bed);
        var notice = bed.Mails().Keys.First();

        await bed.KubectlAsync("patch", $"ntc/{notice}", "--type=merge", "-p", """{"spec": {"recipient": {"zone": "Nowhere/City"}}}""");
        await Bed.UntilAsync("the notice's event says so", async () => UnreadableNotice().IsMatch(await bed.KubectlAsync("describe", $"ntc/{notice}")));
        await bed.ApplyAsync(Yaml.Window("other", "2026-12-16"));
        await bed.SettleAsync();
        await bed.AdvanceAsync(Settle);

        Assert.Equal(4, bed.Mails().Count);
        Assert.Single(running.Lines, line => line.Contains($"{notice}: Unreadable", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ledger_OfALaterInstant_NamesItsTicket_AndIsWaitedFor()
    {
        await using var bed = await Bed.NewAsync(plane);
        var running = await ToldAsync(bed);
        await running.StopAsync();
        await bed.KubectlAsync("patch", "chg/patch", "--type=merge", "-p", """{"spec": {"recordedAt": "2026-11-30T13:00:00Z"}}""");
        await bed.ApplyAsync(Yaml.Window("other", "2026-12-16"));

        var again = bed.Start();
        await again.SaysAsync("tried again in 2 s");
        await Bed.UntilAsync("the ticket's event says so", async () => LaterTicket().IsMatch(await bed.KubectlAsync("describe", "chg/patch")));
        Assert.DoesNotContain("--state", string.Concat(again.Lines), StringComparison.Ordinal);
        Assert.True(again.Said($"ChangeTicket {bed.Namespace}/patch: recorded at 2026-11-30T13:00:00Z, and by the operator's clock it is 2026-11-30T12:10:00Z"));

        // The clock goes on, and it is not tried each second.
        var tries = Tries();
        for (var second = 0; second < 10; second++)
        {
            bed.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Bed.Stop);
        }

        Assert.InRange(Tries() - tries, 0, 3);
        bed.Clock.SetUtcNow(new(2026, 11, 30, 13, 0, 0, TimeSpan.Zero));
        await bed.UntilConditionAsync("MaintenanceWindow", "other", "Scheduled");

        int Tries() => again.Lines.Count(line => line.Contains("the pass failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Notice_Waits_WhileItsTemplateCanNotBeUsed()
    {
        const string Template = "{apiVersion: v1, kind: ConfigMap, metadata: {name: ours, labels: {ops.reconciler.dev/template: \"\"}}, ";
        await using var bed = await Bed.NewAsync(plane);
        bed.Start();
        await bed.ApplyAsync(Template + "binaryData: {planned.en.scriban: U3ViamVjdDo=}}");
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Window("patch"));
        await bed.SettleAsync();
        await bed.AdvanceAsync(Settle);

        Assert.Empty(bed.Mails());
        await Bed.UntilAsync("the window's event says so", async () => (await bed.KubectlAsync("describe", "mw/patch")).Contains("templates are text, not 'binaryData'", StringComparison.Ordinal));
        await Bed.UntilAsync("so does that of the template", async () => UnreadableTemplate().IsMatch(await bed.KubectlAsync("describe", "configmap/ours")));

        await bed.ApplyAsync(Template + "data: {planned.en.scriban: \"Subject: ours\\n\\nCome.\"}}");
        await bed.AdvanceAsync(Duration.FromMinutes(1));

        await bed.UntilConditionAsync("MaintenanceWindow", "patch", "Announced");
        Assert.Equal(2, bed.Mails().Count);
    }

    [GeneratedRegex(@"Warning\s+Unreadable .*templates are text", RegexOptions.None, 1000)]
    private static partial Regex UnreadableTemplate();

    [GeneratedRegex(@"Warning\s+Unreadable .*2026-02-30", RegexOptions.None, 1000)]
    private static partial Regex UnreadableTicket();

    [GeneratedRegex(@"Warning\s+Unreadable .*Nowhere/City", RegexOptions.None, 1000)]
    private static partial Regex UnreadableNotice();

    [GeneratedRegex(@"Warning\s+RecordedLater .*recorded at 2026-11-30T13:00:00Z", RegexOptions.None, 1000)]
    private static partial Regex LaterTicket();

    private static string Text(ChangeTicket ticket) =>
        Manifests.ManifestWriter.Write(ticket with { Metadata = new() { Name = ticket.Metadata.Name }, Spec = ticket.Spec with { RecordedAt = default } });

    private static async Task<Running> ToldAsync(Bed bed)
    {
        var running = bed.Start();
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Window("patch"));
        await bed.SettleAsync();
        await bed.AdvanceAsync(Settle);
        Assert.Equal(2, bed.Mails().Count);
        return running;
    }
}
