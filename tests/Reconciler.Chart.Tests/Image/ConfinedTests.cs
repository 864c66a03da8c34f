using System.Net;
using Reconciler.Chart.Tests.Given;
using Reconciler.TestKit.GitServers;

namespace Reconciler.Chart.Tests.Image;

/// <summary>What the image promises, of the published program: user 65532, nothing that can be written but one folder, no HOME; and it fetches over SSH there and answers probes.</summary>
/// <param name="plane">A real API server.</param>
// Operators that see each other, and one policy.
[Collection("Operators")]
public sealed class ConfinedTests(ChartPlane plane)
{
    [Fact]
    public async Task Operator_FollowsGitOverSsh_TellsPeople_AndEnds_InARestrictedPod()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var ground = await Ground.NewAsync(plane, "confined", "watchNamespace=confined", "fleetSources.secrets[0].namespace=confined", "fleetSources.secrets[0].names={team-git}", "announce.mode=send", "outbox.enabled=true");
        await using var place = await Confinement.NewAsync();
        await using var server = await SshServer.StartAsync(stop);
        var pod = Pod.Of(ground.Deployment, place.Data);
        ground.Take(place.Start(pod, await ground.TokenAsync(), plane.Plane.Authority, plane.Plane.Port));

        await ground.FollowAsync(server.UrlOf(ground.Repository), new() { ["identity"] = server.Identity, ["known_hosts"] = server.KnownHosts });
        await ground.SyncAsync(Fleet.Lasting.Concat(Fleet.Passing));
        await ground.UntilAsync("mw/urgent", "{.status.conditions[?(@.type=='Announced')].status}", "True");
        using (var kubelet = new HttpClient())
        {
            Assert.All(await Task.WhenAll(pod.Probes.Select(probe => kubelet.GetAsync(probe, stop))), answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        }

        await ground.StopAsync();

        var left = await place.ListAsync();
        Assert.Contains("urgent-emergency-", left, StringComparison.Ordinal);
        Assert.Contains("mirror.git", left, StringComparison.Ordinal);
        Assert.DoesNotContain("identity", left, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", left, StringComparison.Ordinal);
    }
}
