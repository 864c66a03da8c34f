using System.Globalization;
using System.Text.Json.Nodes;
using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests;

/// <summary>Two replicas, and one of them is gone without a word.</summary>
/// <param name="plane">A real API server.</param>
public sealed class TakeOverTests(ControlPlane plane)
{
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(10);

    // Between two looks at the lease lie at most 1.6 s; the rest is for a busy machine.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);

    public static bool HasSignals => !OperatingSystem.IsWindows();

    [Fact(SkipUnless = nameof(HasSignals), Skip = "Windows has no SIGKILL")]
    public async Task Standby_WorksWithinTheLeaseTime_WhenTheLeaderIsKilled()
    {
        await using var bed = await Bed.NewAsync(plane);
        await bed.ApplyAsync(Yaml.Instance());
        await using var leader = new OperatorProcess(bed, "first", bed.Plane.Kubeconfig, "10s", _ => { });
        await leader.LeadsAsync();
        await using var standby = new OperatorProcess(bed, "second", bed.Plane.Kubeconfig, "10s", _ => { }, "--listen", "127.0.0.1:0");
        var address = await standby.AddressAsync();
        await Bed.UntilAsync("the second stands by", async () => (await Web.GetAsync(address, "/readyz?verbose")).Text.Contains("standing by, first leads", StringComparison.Ordinal));

        await leader.SignalAsync("KILL");
        await leader.EndAsync();
        var last = Time(await LeaseAsync(bed), "renewTime");
        await bed.ApplyAsync(Yaml.Emergency("urgent"));
        await bed.UntilConditionAsync("MaintenanceWindow", "urgent", "Announced");

        var lease = await LeaseAsync(bed);
        Assert.Equal("second", (string?)lease["spec"]!["holderIdentity"]);
        Assert.InRange(Time(lease, "acquireTime") - last, TimeSpan.Zero, LeaseTime + Slack);
        Assert.Equal(2, bed.Mails().Count);
    }

    private static async Task<JsonNode> LeaseAsync(Bed bed) => JsonNode.Parse(await bed.KubectlAsync("get", "lease", "lease", "-o", "json"))!;

    private static DateTimeOffset Time(JsonNode lease, string field) => DateTimeOffset.Parse((string)lease["spec"]![field]!, CultureInfo.InvariantCulture);
}
