using System.Collections.Concurrent;
using NodaTime;
using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests;

/// <summary>Networks and servers in trouble, between the operator and its API server.</summary>
/// <param name="plane">A real API server.</param>
public sealed class NetworkTests(ControlPlane plane)
{
    [Fact]
    public async Task Operator_TellsEverything_WhenItsConnectionsAreCutAgainAndAgain()
    {
        const int Cuts = 10;
        await using var bed = await Bed.NewAsync(plane);
        await using var proxy = new FaultyProxy(plane.Port);
        var running = bed.Start(through: plane.KubeconfigFor($"{proxy.Address}"));
        await running.SaysAsync("read ");

        for (var cut = 0; cut < Cuts; cut++)
        {
            await bed.ApplyAsync(Yaml.Instance($"acme-{cut}") + Yaml.Emergency($"urgent-{cut}", $"acme-{cut}"));
            proxy.Cut();
        }

        for (var cut = 0; cut < Cuts; cut++)
        {
            await bed.UntilTickingAsync($"urgent-{cut} is announced", () => bed.IsAsync("MaintenanceWindow", $"urgent-{cut}", "Announced"));
        }

        await AssertToldAsync(bed, 2 * Cuts);
    }

    [Fact]
    public async Task Operator_GoesOn_WhenItsConnectionsSwallowEverything()
    {
        await using var bed = await Bed.NewAsync(plane);
        await using var proxy = new FaultyProxy(plane.Port);
        var running = bed.Start(options => options with { LeaseDuration = TimeSpan.FromSeconds(6) }, plane.KubeconfigFor($"{proxy.Address}"));
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Window("patch"));
        await bed.SettleAsync();
        await bed.AdvanceAsync(Duration.FromMinutes(10));

        // No renewal comes through, by an old connection or a new one.
        proxy.Refuses = true;
        proxy.Swallow();
        await bed.DeleteAsync("mw/patch");
        await bed.ApplyAsync(Yaml.Emergency("urgent"));
        await running.SaysAsync("leading no more");
        proxy.Refuses = false;

        await bed.UntilTickingAsync("urgent is announced", () => bed.IsAsync("MaintenanceWindow", "urgent", "Announced"));
        await bed.AdvanceAsync(Duration.FromMinutes(10));
        Assert.NotNull((await bed.LedgerAsync()).Tickets[new(bed.Namespace, "patch")].Spec.CancelledAt);
        await AssertToldAsync(bed, 6);
    }

    [Fact]
    public async Task Notice_IsSentAgainAndCounted_WhenTheServerIsAwayFromTheSendingOn()
    {
        await using var bed = await Bed.NewAsync(plane);
        await using var proxy = new RequestProxy(plane);
        var isAway = false;
        proxy.Fault = asked => asked.Writes && (isAway |= asked.WritesStatusOf("notices") && asked.Body.Contains("\"Sent\"", StringComparison.Ordinal)) ? new(503) : null;
        var running = bed.Start(through: proxy.Kubeconfig);

        await bed.ApplyAsync(Yaml.Instance() + Yaml.Emergency("urgent"));
        await running.SaysAsync("the pass failed");
        Assert.Single(bed.Mails());
        proxy.Fault = _ => null;

        await bed.UntilConditionAsync("MaintenanceWindow", "urgent", "Announced");
        Assert.Equal([1, 2], (await bed.ListAsync("Notice")).Select(notice => (int)notice["status"]!["attempts"]!).Order());
        await AssertToldAsync(bed, 2);
    }

    [Fact]
    public async Task NothingIsDecidedTwice_WhenTheAnswerToTheFirstOfEachWriteIsLost()
    {
        await using var bed = await Bed.NewAsync(plane);
        await using var proxy = new RequestProxy(plane);
        var seen = new ConcurrentDictionary<string, bool>();
        proxy.Fault = asked => asked.Writes && seen.TryAdd($"{asked.Method} {asked.Path}", true) ? new(500, IsDone: true) : null;
        bed.Start(through: proxy.Kubeconfig);

        await bed.ApplyAsync(Yaml.Instance() + Yaml.Window("patch") + Yaml.Cop());
        await bed.UntilTickingAsync("both are announced", async () =>
            await bed.IsAsync("MaintenanceWindow", "patch", "Announced") && await bed.IsAsync("MaintenanceWindow", "hsm-acme", "Announced"));

        Assert.Equal(2, (await bed.ListAsync("ChangeTicket")).Count);
        await AssertToldAsync(bed, 4);
    }

    [Fact]
    public async Task Statuses_AreWritten_WhenTheServerRefusesTheFirstThreeTries()
    {
        const int Windows = 20;
        FaultyAnswer[] refusals = [new(409), new(429, RetryAfter: 1), new(500)];
        await using var bed = await Bed.NewAsync(plane);
        await using var proxy = new RequestProxy(plane);
        var tries = new ConcurrentDictionary<string, int>();
        proxy.Fault = asked => asked.WritesStatusOf("maintenancewindows") && tries.AddOrUpdate(asked.Path, 0, (_, before) => before + 1) is var count && count < refusals.Length ? refusals[count] : null;

        // First what is written, then who plans it: each window has but one status.
        await bed.ApplyAsync(string.Concat(Enumerable.Range(0, Windows).Select(number => Yaml.Instance($"acme-{number}").Insert(0, "---\n") + Yaml.Window($"patch-{number}", instance: $"acme-{number}"))));
        var running = bed.Start(through: proxy.Kubeconfig);
        await bed.UntilTickingAsync("every status is there", async () => (await bed.ListAsync("MaintenanceWindow")).All(window => Bed.Condition(window, "Scheduled") is not null));

        Assert.Equal(Windows, tries.Count);
        Assert.False(running.Said("NotWritten"));
        Assert.InRange(tries.Values.Max(), refusals.Length, refusals.Length + 2);
    }

    // Everything that was told was told by the one notice of it, whose mail bears its Message-ID.
    private static async Task AssertToldAsync(Bed bed, int count)
    {
        var notices = await bed.ListAsync("Notice");
        Assert.Equal(count, notices.Count);
        Assert.All(notices, notice => Assert.Equal("Sent", (string?)notice["status"]!["state"]));
        Assert.Equal(
            notices.Select(notice => ((string)notice["metadata"]!["name"]!, $"<{notice["spec"]!["messageId"]}>")).OrderBy(notice => notice.Item1, StringComparer.Ordinal),
            bed.Mails().Select(mail => (mail.Key, mail.Value)));
    }
}
