using System.Collections.Concurrent;
using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests;

/// <summary>Two replicas, and one of them is gone without a word.</summary>
/// <param name="plane">A real API server.</param>
public sealed class TakeOverTests(ControlPlane plane)
{
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(10);

    public static bool HasSignals => !OperatingSystem.IsWindows();

    [Fact(SkipUnless = nameof(HasSignals), Skip = "Windows has no SIGKILL")]
    public async Task Standby_WorksWithinTheLeaseTime_WhenTheLeaderIsKilled()
    {
        await using var bed = await Bed.NewAsync(plane);
        await bed.ApplyAsync(Yaml.Instance());
        await using var leader = new OperatorProcess(bed, "first", bed.Plane.Kubeconfig, "10s", _ => { });
        await leader.LeadsAsync();
        await using var proxy = new RequestProxy(plane);
        await using var standby = new OperatorProcess(bed, "second", bed.Write(proxy.Kubeconfig), "10s", _ => { }, "--listen", "127.0.0.1:0");
        var address = await standby.AddressAsync();
        await Bed.UntilAsync("the second stands by", async () => (await Web.GetAsync(address, "/readyz?verbose")).Text.Contains("standing by, first leads", StringComparison.Ordinal));

        await leader.SignalAsync("KILL");
        await leader.EndAsync();
        var looks = new ConcurrentQueue<long>();
        proxy.Fault = asked =>
        {
            if (asked.Method == "GET" && asked.Path.EndsWith("/leases/lease", StringComparison.Ordinal))
            {
                looks.Enqueue(TimeProvider.System.GetTimestamp());
            }

            return null;
        };
        await bed.ApplyAsync(Yaml.Emergency("urgent"));
        await bed.UntilConditionAsync("MaintenanceWindow", "urgent", "Announced");

        Assert.Equal("second", await bed.KubectlAsync("get", "lease", "lease", "-o", "jsonpath={.spec.holderIdentity}"));

        // How soon it looks is a matter of the machine. But of the looks that find the lease taken the first saw the last renewal, and the last came before its time was over.
        var (first, last) = (looks.First(), looks.SkipLast(1).DefaultIfEmpty(looks.First()).Last());
        Assert.InRange(TimeProvider.System.GetElapsedTime(first, last), TimeSpan.Zero, LeaseTime);
        Assert.Equal(2, bed.Mails().Count);
    }
}
