using NodaTime;
using NodaTime.Text;
using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests;

/// <summary>One process leads; the others wait.</summary>
/// <param name="plane">A real API server.</param>
public sealed class LeaderTests(ControlPlane plane)
{
    private const string Lease = "10s";

    public static bool HasSignals => !OperatingSystem.IsWindows();

    [Fact(SkipUnless = nameof(HasSignals), Skip = "Windows has no SIGTERM")]
    public async Task Process_GivesTheLeaseBack_WhenItIsAskedToEnd()
    {
        await using var bed = await Bed.NewAsync(plane);
        await using var process = new OperatorProcess(bed, "first");
        await process.LeadsAsync();
        Assert.Equal("first", await HolderAsync(bed));

        await process.SignalAsync("TERM");

        Assert.Equal(0, await process.EndAsync());
        Assert.Equal("", await HolderAsync(bed));
    }

    [Fact]
    public async Task Standby_TakesOver_WhenTheLeaderEnds()
    {
        await using var bed = await Bed.NewAsync(plane);
        var first = bed.Start();
        await Bed.UntilAsync("the first leads", async () => await HolderAsync(bed) == "operator-0");
        var second = bed.Start();
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Window("patch"));
        await bed.SettleAsync();
        Assert.Equal(0, second.Passes);

        await first.StopAsync();
        await bed.SettleAsync();

        Assert.NotEqual(0, second.Passes);
        Assert.Equal("operator-1", await HolderAsync(bed));
        Assert.Equal(2, (await bed.ListAsync("Notice")).Count);
    }

    [Fact(SkipUnless = nameof(HasSignals), Skip = "Windows has no SIGKILL")]
    public async Task Standby_TakesOver_WhenTheLeadersTermHasRunOut_AndNotBefore()
    {
        await using var bed = await Bed.NewAsync(plane);
        await bed.ApplyAsync(Yaml.Instance());
        await using var first = new OperatorProcess(bed, "first", bed.Plane.Kubeconfig, Lease, _ => { });
        await first.LeadsAsync();
        await using var second = new OperatorProcess(bed, "second", bed.Plane.Kubeconfig, Lease, _ => { });
        await bed.ApplyAsync(Yaml.Emergency("urgent"));
        await bed.UntilConditionAsync("MaintenanceWindow", "urgent", "Announced");

        var alive = Instant(await bed.KubectlAsync("get", "lease", "lease", "-o", "jsonpath={.spec.renewTime}"));
        await first.SignalAsync("KILL");
        await first.EndAsync();
        await bed.ApplyAsync(Yaml.Instance("acme-2") + Yaml.Emergency("later", "acme-2"));

        await bed.UntilConditionAsync("MaintenanceWindow", "later", "Announced");
        Assert.Equal(("second", "2"), (await HolderAsync(bed), await bed.KubectlAsync("get", "lease", "lease", "-o", "jsonpath={.spec.leaseTransitions}")));

        // Of ten seconds the holder counts itself out after two thirds, and a standby counts at most half of the rest as gone.
        Assert.True(Instant(await bed.KubectlAsync("get", "lease", "lease", "-o", "jsonpath={.spec.acquireTime}")) - alive >= Duration.FromSeconds(8));
    }

    [Fact(SkipUnless = nameof(HasSignals), Skip = "Windows has no SIGSTOP")]
    public async Task Leader_ThatWasPaused_SendsNothingMore()
    {
        await using var bed = await Bed.NewAsync(plane);
        await bed.ApplyAsync(Yaml.Instance());
        await using var paused = new OperatorProcess(bed, "paused", bed.Plane.Kubeconfig, Lease, _ => { });
        await paused.LeadsAsync();
        await bed.SettleAsync();
        await paused.SignalAsync("STOP");
        await bed.ApplyAsync(Yaml.Emergency("urgent"));
        await using var second = new OperatorProcess(bed, "second", bed.Plane.Kubeconfig, Lease, _ => { });
        await second.LeadsAsync();
        await bed.UntilConditionAsync("MaintenanceWindow", "urgent", "Announced");
        var attempts = await AttemptsAsync(bed);

        await paused.SignalAsync("CONT");
        await Bed.UntilAsync("the paused one knows", () => Task.FromResult(paused.Said("leading no more")));
        await bed.ApplyAsync(Yaml.Emergency("later", "acme-2") + "---\n" + Yaml.Instance("acme-2"));
        await bed.UntilConditionAsync("MaintenanceWindow", "later", "Announced");

        Assert.False(paused.Said("NoticeSent"));
        Assert.Equal([1, 1], attempts);
        Assert.Equal([1, 1, 1, 1], await AttemptsAsync(bed));
        Assert.Equal("second", await HolderAsync(bed));
    }

    [Fact(SkipUnless = nameof(HasSignals), Skip = "Windows has no SIGSTOP")]
    public async Task Leader_ThatWasPausedBetweenClaimAndSending_DoesNotSend()
    {
        await using var bed = await Bed.NewAsync(plane);
        await using var proxy = new RequestProxy(plane);
        await bed.ApplyAsync(Yaml.Instance());
        await using var paused = new OperatorProcess(bed, proxy, "paused", Lease);
        await paused.LeadsAsync();
        var claims = 0;
        proxy.Fault = asked =>
        {
            // The claim is made, and its answer waits for it to wake up.
            if (asked.WritesStatusOf("notices") && asked.Body.Contains("\"attempts\":1", StringComparison.Ordinal) && Interlocked.Increment(ref claims) == 1)
            {
                paused.Pause();
            }

            return null;
        };
        await bed.ApplyAsync(Yaml.Emergency("urgent"));
        await Bed.UntilAsync("it has claimed", async () => (await bed.ListAsync("Notice")).Any(notice => (int?)notice["status"]?["attempts"] == 1));
        Assert.Empty(bed.Mails());

        await using var second = new OperatorProcess(bed, "second", bed.Plane.Kubeconfig, Lease, _ => { });
        await bed.UntilConditionAsync("MaintenanceWindow", "urgent", "Announced");
        await Bed.UntilAsync("both are told", async () => (await bed.ListAsync("Notice")).All(notice => (string?)notice["status"]!["state"] == "Sent"));
        Directory.Delete(bed.Outbox, recursive: true);
        await paused.SignalAsync("CONT");
        await Bed.UntilAsync("the paused one knows", () => Task.FromResult(paused.Said("leading no more")));

        Assert.Equal(1, claims);
        Assert.Empty(bed.Mails());
        Assert.Equal([1, 2], (await AttemptsAsync(bed)).Order());
    }

    private static Instant Instant(string text) => InstantPattern.ExtendedIso.Parse(text).Value;

    private static async Task<IEnumerable<int>> AttemptsAsync(Bed bed) => (await bed.ListAsync("Notice")).Select(notice => (int)notice["status"]!["attempts"]!);

    private static async Task<string> HolderAsync(Bed bed)
    {
        try
        {
            return await bed.KubectlAsync("get", "lease", "lease", "-o", "jsonpath={.spec.holderIdentity}");
        }
        catch (InvalidOperationException problem) when (problem.Message.Contains("NotFound", StringComparison.Ordinal))
        {
            return "";
        }
    }
}
