using System.Text.Json.Nodes;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests;

/// <summary>The operator dies at any point, and the next one goes on from there.</summary>
/// <param name="plane">A real API server.</param>
public sealed class KillTests(ControlPlane plane)
{
    private const int Kills = 20;
    private const int MostKills = 100;
    private const int LongestDelay = 1500;
    private const double GoldenRatio = 0.618034;
    private const string Nothing = "nothing was done";
    private const string Everything = "everything was done";

    public static bool HasSignals => !OperatingSystem.IsWindows();

    // By the machine's clock a window may be open, and its next quarter-hour come while the test runs: then people hear that it started, too.
    private static string Urgent(string name, string instance = "acme") =>
        Yaml.Emergency(name, instance, $"earliest: \"{DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(2):yyyy-MM-dd}\"");

    [Fact(SkipUnless = nameof(HasSignals), Skip = "Windows has no SIGKILL")]
    public async Task Operator_ThatIsKilledAtAnyPoint_TellsEverythingAtLeastOnce_WithTheSameMessageId()
    {
        await using var bed = await Bed.NewAsync(plane);
        var (seed, hits) = (Chance.Next(), new List<string>());
        for (var kill = 0; kill < Kills || (hits.All(IsBesideWork) && kill < MostKills); kill++)
        {
            await using var process = new OperatorProcess(bed, "same");
            await process.LeadsAsync();
            await bed.ApplyAsync(Yaml.Instance($"acme-{kill}") + Urgent($"urgent-{kill}", $"acme-{kill}"));

            // From before the first write until after the last, also on a busy machine. Steps of the golden ratio lie evenly, wherever the first one falls.
            // Where the first twenty all came too early, the next ones may come later.
            var delay = (int)(LongestDelay * (1 + (kill / Kills)) * ((seed + (kill * GoldenRatio)) % 1));
            await Task.Delay(TimeSpan.FromMilliseconds(delay), TimeProvider.System, Bed.Stop);
            await process.SignalAsync("KILL");
            await process.EndAsync();
            hits.Add($"after {delay} ms {await DoneAsync(bed, kill)}");
        }

        var where = $"seed {seed:R}, killed{string.Concat(hits.Select(hit => $"\n  {hit}"))}";
        TestContext.Current.TestOutputHelper!.WriteLine(where);
        Assert.False(hits.All(IsBesideWork), $"no kill hit in the midst of work: {where}");

        await using var last = new OperatorProcess(bed, "same");
        for (var kill = 0; kill < hits.Count; kill++)
        {
            await bed.UntilConditionAsync("MaintenanceWindow", $"urgent-{kill}", "Announced");
        }

        var notices = await bed.ListAsync("Notice");
        Assert.Equal(2 * hits.Count, notices.Count);
        Assert.All(notices, notice => Assert.Equal("Sent", (string?)notice["status"]!["state"]));
        Assert.All(notices, notice => Assert.InRange((int)notice["status"]!["attempts"]!, 1, hits.Count));
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
            await bed.ApplyAsync(Yaml.Instance() + Urgent("urgent"));
            await reached.Task.WaitAsync(Bed.Stop);
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

    [Theory(SkipUnless = nameof(HasSignals), Skip = "Windows has no SIGKILL")]
    [InlineData("changetickets")]
    [InlineData("notices")]
    public async Task ThoseWhoWereTold_HearThatItIsOff_WhenTheOperatorWasKilledBeforeTheRecord(string record)
    {
        await using var bed = await Bed.NewAsync(plane);
        await using var proxy = new RequestProxy(plane);
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        proxy.Fault = asked =>
        {
            if (asked.Method != "PATCH" || !asked.Path.Contains($"/{record}/", StringComparison.Ordinal) || !asked.Body.Contains("\"sentAt\"", StringComparison.Ordinal))
            {
                return null;
            }

            reached.TrySetResult();
            return new(0);
        };
        await using (var first = new OperatorProcess(bed, proxy, "same"))
        {
            await bed.ApplyAsync(Yaml.Instance() + Urgent("urgent"));
            await reached.Task.WaitAsync(Bed.Stop);
            await first.SignalAsync("KILL");
            await first.EndAsync();
        }

        var told = await ToldAsync("emergency", notice => (int?)notice["status"]?["attempts"] > 0);
        Assert.Equal(bed.Mails().Count, told.Length);
        Assert.NotEmpty(told);
        Assert.All((await bed.LedgerAsync()).Tickets.Values, ticket => Assert.All(ticket.Spec.Occasions, said => Assert.All(said.Recipients, record => Assert.Null(record.SentAt))));
        await bed.DeleteAsync("mw", "urgent");
        await using var second = new OperatorProcess(bed, "same");
        await Bed.UntilAsync("they hear that it is called off, and nobody else does", async () => (await ToldAsync("cancelled", notice => (string?)notice["status"]?["state"] == "Sent")).SequenceEqual(told));

        async Task<string[]> ToldAsync(string kind, Func<JsonNode, bool> isMeant) =>
        [
            .. (await bed.ListAsync("Notice"))
                .Where(notice => (string?)notice["spec"]!["kind"] == kind && isMeant(notice))
                .Select(notice => (string)notice["spec"]!["recipient"]!["email"]!).Order(),
        ];
    }

    // Before the first write for a window, or after the last.
    private static bool IsBesideWork(string hit) => hit.EndsWith(Nothing, StringComparison.Ordinal) || hit.EndsWith(Everything, StringComparison.Ordinal);

    // How far the work for one window had come: its ticket comes first, its status last.
    private static async Task<string> DoneAsync(Bed bed, int kill)
    {
        var name = $"urgent-{kill}";
        var notices = (await bed.ListAsync("Notice")).Where(notice => (string?)notice["spec"]!["entry"] == name).ToArray();
        var recorded = notices.Count(notice => (string?)notice["status"]?["state"] == "Sent");
        var mails = bed.Mails().Keys.Count(mail => mail.StartsWith($"{name}-", StringComparison.Ordinal));
        return await bed.FindAsync("ChangeTicket", name) is null ? Nothing
            : await bed.IsAsync("MaintenanceWindow", name, "Announced") ? Everything
            : $"there were {notices.Length} notices, {mails} mails and {recorded} records of them";
    }
}
