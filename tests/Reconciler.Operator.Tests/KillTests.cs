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
}
