using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests;

/// <summary>The operator dies at any point, and the next one goes on from there.</summary>
/// <param name="plane">A real API server.</param>
public sealed class KillTests(ControlPlane plane)
{
    private const int Kills = 20;

    public static bool HasSignals => !OperatingSystem.IsWindows();

    [Fact(SkipUnless = nameof(HasSignals), Skip = "Windows has no SIGKILL")]
    public async Task Operator_ThatIsKilledAtAnyPoint_TellsEverythingAtLeastOnce_WithTheSameMessageId()
    {
        await using var bed = await Bed.NewAsync(plane);
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var process = new OperatorProcess(bed, "same");
            await process.LeadsAsync();
            await bed.ApplyAsync(Yaml.Instance($"acme-{kill}") + Yaml.Emergency($"urgent-{kill}", $"acme-{kill}"));

            // From before the first write until after the last: some kills hit each step.
            await Task.Delay(TimeSpan.FromMilliseconds(20 * kill), TimeProvider.System, Bed.Stop);
            await process.SignalAsync("KILL");
            await process.EndAsync();
        }

        await using var last = new OperatorProcess(bed, "same");
        for (var kill = 0; kill < Kills; kill++)
        {
            await bed.UntilConditionAsync("MaintenanceWindow", $"urgent-{kill}", "Announced");
        }

        var notices = await bed.ListAsync("Notice");
        Assert.Equal(2 * Kills, notices.Count);
        Assert.All(notices, notice => Assert.Equal("Sent", (string?)notice["status"]!["state"]));
        Assert.All(notices, notice => Assert.InRange((int)notice["status"]!["attempts"]!, 1, Kills));
        Assert.Equal(
            notices.Select(notice => ((string)notice["metadata"]!["name"]!, $"<{notice["spec"]!["messageId"]}>")).Order(),
            bed.Mails().Select(mail => (mail.Key, mail.Value)));
        Assert.All((await bed.LedgerAsync()).Tickets.Values, ticket => Assert.Equal(0, ticket.Spec.Sequence));
    }

    [Theory(SkipUnless = nameof(HasSignals), Skip = "Windows has no SIGKILL")]
    [InlineData("before the sending", 0)]
    [InlineData("after the sending", 1)]
    public async Task Notice_GoesOutAgainAndIsCounted_WhenTheOperatorIsKilledBetweenClaimAndRecord(string when, int mails)
    {
        await using var bed = await Bed.NewAsync(plane);
        await using var proxy = new RequestProxy(plane);
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        // The claim is made and its answer never comes; or the mail is written, and the record never gets to the server.
        proxy.Fault = asked =>
        {
            var isRecord = asked.Body.Contains("\"Sent\"", StringComparison.Ordinal);
            if (!asked.WritesStatusOf("notices") || isRecord != (mails > 0) || !asked.Body.Contains("\"attempts\":1", StringComparison.Ordinal))
            {
                return null;
            }

            reached.TrySetResult();
            return new(0, IsDone: !isRecord);
        };
        await using (var first = new OperatorProcess(bed, proxy, "same"))
        {
            await bed.ApplyAsync(Yaml.Instance() + Yaml.Emergency("urgent"));
            await reached.Task.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, Bed.Stop);
            await Bed.UntilAsync($"the claim stands {when}", async () => (await bed.ListAsync("Notice")).Any(notice => (int?)notice["status"]?["attempts"] == 1));
            await first.SignalAsync("KILL");
            await first.EndAsync();
        }

        var before = bed.Mails();
        Assert.Equal(mails, before.Count);
        await using var second = new OperatorProcess(bed, "same");
        await bed.UntilConditionAsync("MaintenanceWindow", "urgent", "Announced");
        await Bed.UntilAsync("both are told", async () => (await bed.ListAsync("Notice")).All(notice => (string?)notice["status"]!["state"] == "Sent"));

        var notices = await bed.ListAsync("Notice");
        Assert.Equal([1, 2], notices.Select(notice => (int)notice["status"]!["attempts"]!).Order());
        Assert.Equal(
            notices.Select(notice => ((string)notice["metadata"]!["name"]!, $"<{notice["spec"]!["messageId"]}>")).OrderBy(notice => notice.Item1, StringComparer.Ordinal),
            bed.Mails().Select(mail => (mail.Key, mail.Value)));
        Assert.Superset(before.ToHashSet(), bed.Mails().ToHashSet());
    }
}
