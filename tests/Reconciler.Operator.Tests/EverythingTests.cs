using NodaTime;
using Reconciler.Operator.Tests.Fleets;
using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests;

/// <summary>The example fleet, which has every kind: COP requests of both classes, an upgrade in waves, a schedule, certificates, a change request, a support case.</summary>
/// <param name="plane">A server of its own: the policy of the example is everybody's.</param>
public sealed class EverythingTests(ControlPlane plane) : IClassFixture<ControlPlane>
{
    private const string AllButTickets = "mw,di,cop,up,cr,case,hol,fleet,ntc,configmap";
    private static readonly Duration UntilTold = Duration.FromMinutes(10);
    private static readonly Duration ToTheExample = Duration.FromHours(21);

    [Fact]
    public async Task Fleet_ThatIsDeletedAndAppliedAgain_TellsNothingTwice_AndGetsNoAllowanceBack()
    {
        await using var bed = await Bed.NewAsync(plane);
        bed.Clock.Advance(ToTheExample.ToTimeSpan());
        await ApplyAsync(bed);
        var running = bed.Start();
        await bed.SettleAsync();
        await bed.AdvanceAsync(UntilTold);
        for (var steps = 0; steps < 6; steps++)
        {
            await bed.AdvanceAsync(Duration.FromDays(5));
            await bed.AdvanceAsync(UntilTold);
        }

        var (mails, ledger) = (bed.Mails(), await LedgerAsync(bed));
        foreach (var told in new[] { "tyrell-web-fix-", "amer-to-15su2-globex-amer-", "globex-amer-tomcat-", "lbm-fix-wayne-uk-", "sbc-failover-test-", "jp-disk-health-20270113-" })
        {
            Assert.Contains(mails.Keys, name => name.StartsWith(told, StringComparison.Ordinal));
        }

        await AssertNothingHoldsDeletionsUpAsync(bed);
        await running.StopAsync();
        await bed.DeleteAsync(AllButTickets, "--all");
        await ApplyAsync(bed);
        bed.Start();
        await bed.SettleAsync();
        await bed.AdvanceAsync(UntilTold);

        Assert.Equal(mails, bed.Mails());
        Assert.Equal(ledger, await LedgerAsync(bed));
    }

    [Fact]
    public async Task Fleet_ThatIsDeletedUnderTheOperatorAndAppliedAgain_TellsNothingTwice()
    {
        await using var bed = await Bed.NewAsync(plane);
        bed.Clock.Advance(ToTheExample.ToTimeSpan());
        await ApplyAsync(bed);
        bed.Start();
        await bed.SettleAsync();
        await bed.AdvanceAsync(UntilTold);
        var mails = bed.Mails();

        await bed.DeleteAsync(AllButTickets, "--all");
        await bed.SettleAsync();
        Assert.Contains((await bed.LedgerAsync()).Tickets.Values, ticket => ticket.Spec.CancelledAt is not null);
        await ApplyAsync(bed);
        await bed.SettleAsync();
        await bed.AdvanceAsync(UntilTold);

        // An emergency does not rest: it was called off at once, and is told anew. So is, in silence, what was announced by other means: its people went with its instance.
        Assert.All(bed.Mails().Except(mails), mail => Assert.StartsWith("tyrell-web-fix-", mail.Key, StringComparison.Ordinal));
        Assert.DoesNotContain((await bed.LedgerAsync()).Tickets.Values, ticket => ticket.Spec is { CancelledAt: not null, Told.Via: "notice", OriginName: not "tyrell-web-fix" });
    }

    [Fact]
    public async Task Operator_DoesWhatThePlanOfACommitSaid()
    {
        await using var bed = await Bed.NewAsync(plane);
        using var git = new Upstream();
        bed.Clock.Advance(ToTheExample.ToTimeSpan());
        git.Commit(Files(bed).Select(file => (file.Path, (string?)file.Text)));
        await ApplyAsync(bed);
        bed.Start();
        await bed.SettleAsync();
        await bed.AdvanceAsync(UntilTold);

        // One that was told goes, and another comes in its place.
        var windows = Files(bed).Single(file => file.Path == "hooli/windows.yaml");
        var renamed = windows.Text.Replace("hooli-ntp", "hooli-dns", StringComparison.Ordinal);
        git.Commit((windows.Path, renamed));
        var plan = await PlanOfCommit.AskAsync(bed, git);
        await bed.DeleteAsync("mw/hooli-ntp");
        await bed.ApplyAsync(renamed);
        await bed.SettleAsync();
        await bed.AdvanceAsync(UntilTold);

        Assert.Contains(plan.AtMerge, name => name.StartsWith("hooli-ntp-cancelled-1-", StringComparison.Ordinal));
        Assert.Contains(plan.AtMerge, name => name.StartsWith("hooli-dns-planned-0-", StringComparison.Ordinal));
        await plan.IsDoneAsync();
    }

    private static Task ApplyAsync(Bed bed) => bed.ApplyAsync(string.Join("\n---\n", Files(bed).Select(file => file.Text)));

    private static IEnumerable<(string Path, string Text)> Files(Bed bed)
    {
        var folder = Repository.PathOf("examples", "fleet");
        return Repository.ManifestsIn(folder).Select(file => (
            Path.GetRelativePath(folder, file).Replace('\\', '/'),
            File.ReadAllText(file).Replace("namespace: fleet", $"namespace: {bed.Namespace}", StringComparison.Ordinal)));
    }

    private static async Task AssertNothingHoldsDeletionsUpAsync(Bed bed)
    {
        foreach (var kind in new[] { "MaintenanceWindow", "DedicatedInstance", "CopRequest", "UpgradePlan", "ChangeRequest", "SupportCase", "HolidayCalendar", "ChangeTicket", "Notice" })
        {
            var all = await bed.ListAsync(kind);
            Assert.NotEmpty(all);
            Assert.All(all, found => Assert.Null(found["metadata"]!["finalizers"]));
        }
    }

    private static async Task<string[]> LedgerAsync(Bed bed) => [.. (await bed.LedgerAsync()).Tickets.Values.Select(ticket =>
        Manifests.ManifestWriter.Write(ticket with { Metadata = new() { Name = ticket.Metadata.Name }, Spec = ticket.Spec with { RecordedAt = default } }))];
}
