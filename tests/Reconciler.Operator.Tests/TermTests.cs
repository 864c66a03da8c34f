using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests;

/// <summary>What a leader does when it does not see, or fails.</summary>
/// <param name="plane">A real API server.</param>
public sealed class TermTests(ControlPlane plane)
{
    [Fact]
    public async Task Operator_TellsNobody_WhileItDoesNotSeeWhatPeopleWrite()
    {
        await using var bed = await Bed.NewAsync(plane);
        await using var proxy = new RequestProxy(plane);
        var time = new JumpingTime();
        var running = bed.Start(options => options with { LeaseDuration = TimeSpan.FromHours(1) }, proxy.Kubeconfig, time);
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Window("patch") + Yaml.Window("other", "2026-12-16"));
        await bed.SettleAsync();

        proxy.Fault = asked => asked.Path.Contains("/maintenancewindows?", StringComparison.Ordinal) ? new(500) : null;
        proxy.Cut();
        await Bed.UntilAsync("the windows are not seen", () => Task.FromResult(running.Caches!.Blind(TimeSpan.Zero).Any()));
        await bed.DeleteAsync("mw/patch");
        time.Jump(TimeSpan.FromMinutes(3));
        bed.Clock.Advance(TimeSpan.FromMinutes(10));
        await running.SaysAsync("nobody is told anything: what people write is not known");
        Assert.Empty(bed.Mails());

        proxy.Fault = _ => null;
        await bed.UntilTickingAsync("it sees again", () => Task.FromResult(running.Said("what people write is known again")));
        await bed.UntilConditionAsync("MaintenanceWindow", "other", "Announced");
        Assert.All(bed.Mails().Keys, name => Assert.StartsWith("other-", name, StringComparison.Ordinal));
        Assert.Equal("other", (string?)Assert.Single(await bed.ListAsync("ChangeTicket"))["metadata"]!["name"]);
    }

    [Fact]
    public async Task Operator_LeadsAnew_WhenATermFails()
    {
        await using var bed = await Bed.NewAsync(plane);
        var failures = 0;
        var running = bed.Start(heard: line =>
        {
            if (line.Contains("objects in", StringComparison.Ordinal) && Interlocked.Increment(ref failures) == 1)
            {
                throw new InvalidOperationException("a mistake in the program");
            }
        });

        await running.SaysAsync("the term failed");
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Window("patch"));

        await bed.UntilConditionAsync("MaintenanceWindow", "patch", "Scheduled");
        Assert.Equal(2, running.Lines.Count(line => line.Contains("leading as", StringComparison.Ordinal)));
    }
}
