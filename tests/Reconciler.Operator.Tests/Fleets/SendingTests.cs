using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests.Fleets;

/// <summary>A pass that is sending ends that when a revision begins to be applied, and the next one tells what is true by then.</summary>
/// <param name="plane">A real API server.</param>
public sealed class SendingTests(ControlPlane plane)
{
    private const int Many = 12;
    private const int Left = 8;

    [Fact]
    public async Task Pass_SendsNoMore_WhenARevisionBeginsToBeApplied_NorAfterwardsOfWhatThatTookAway()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        await using var proxy = new RequestProxy(plane);
        using var slow = new ManualResetEventSlim();
        var (atBegin, atEnd, second) = (Array.Empty<string>(), Array.Empty<string>(), "none yet");
        proxy.Fault = asked =>
        {
            if (asked.WritesStatusOf("notices"))
            {
                slow.Wait(TimeSpan.FromMilliseconds(150), Bed.Stop);
            }
            else if (asked.Method == "PATCH" && asked.Path.Contains("/maintenancewindows/z-1?", StringComparison.Ordinal) && !asked.Path.Contains("dryRun", StringComparison.Ordinal))
            {
                atBegin = [.. fleet.Bed.Mails().Keys];
                slow.Wait(TimeSpan.FromSeconds(3), Bed.Stop);
            }
            else if (asked.WritesStatusOf("fleetsources") && asked.Body.Contains($"\"lastAppliedRevision\":\"{second}\"", StringComparison.Ordinal))
            {
                atEnd = [.. fleet.Bed.Mails().Keys];
            }

            return null;
        };
        var running = fleet.Start(through: proxy.Kubeconfig);
        await fleet.FollowAsync();
        await fleet.UntilAppliedAsync(fleet.Git.Commit([.. Enumerable.Range(0, Many).Select(i => ($"{Name(i)}.yaml", (string?)(Yaml.Instance($"i-{i:00}") + Yaml.Emergency(Name(i), $"i-{i:00}"))))]));
        await Bed.UntilAsync("people are being told", () => Task.FromResult(fleet.Bed.Mails().Count > 0));

        second = fleet.Git.Commit([("z.yaml", Yaml.Window("z-1", "2027-02-02", "i-00")), .. Enumerable.Range(Left, Many - Left).Select(i => ($"{Name(i)}.yaml", (string?)Yaml.Instance($"i-{i:00}")))]);
        await fleet.AskAsync();
        await fleet.UntilAppliedAsync(second);

        // What was claimed before the first write may have been on its way still.
        Assert.InRange(atBegin.Length, 1, Left * 2);
        Assert.InRange(atEnd.Except(atBegin).Count(), 0, 1);
        Assert.True(running.Said("the others are decided on anew"));
        await Bed.UntilAsync("what is left is told", () => Task.FromResult(Enumerable.Range(0, Left).All(i => fleet.Bed.Mails().Keys.Count(mail => mail.StartsWith(Name(i), StringComparison.Ordinal)) == 2)));
        await fleet.Bed.SettleAsync();
        var told = atEnd.Select(ChangeOf).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(fleet.Bed.Mails().Keys, mail => string.CompareOrdinal(ChangeOf(mail), Name(Left)) >= 0 && !told.Contains(ChangeOf(mail)));
        Assert.All((await fleet.Bed.ListAsync("Notice")).Select(notice => (string?)notice["status"]!["state"]), state => Assert.Equal("Sent", state));
    }

    private static string Name(int number) => $"e-{number:00}";

    private static string ChangeOf(string mail) => mail[..Name(0).Length];
}
