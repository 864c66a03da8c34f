using System.Text;
using NodaTime.Extensions;
using Reconciler.Core.Planning;
using Reconciler.Manifests;
using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests;

/// <summary>What <c>plan</c> prints of a commit is what the operator then does.</summary>
/// <param name="plane">A real API server.</param>
public sealed class SamePlanTests(ControlPlane plane)
{
    [Fact]
    public async Task Operator_DoesWhatThePlanOfTheSameFilesSays()
    {
        await using var bed = await Bed.NewAsync(plane);
        var yaml = Yaml.Instance() + "---\n" + Yaml.Instance("acme-2") + Yaml.Window("patch") + Yaml.Window("clash") + Yaml.Window("far", "2027-01-19", "acme-2") + Yaml.Cop();
        var fleet = FleetAssembler.Assemble([ManifestReader.Read(new("fleet.yaml", Encoding.UTF8.GetBytes(yaml)), bed.Namespace)]);
        Assert.Empty(fleet.Problems);
        var plan = Planner.Plan(fleet.Snapshot, Ledger.Empty, bed.Clock.GetUtcNow().ToInstant());

        bed.Start();
        await bed.ApplyAsync(yaml);
        await bed.SettleAsync();

        var windows = (await bed.ListAsync("MaintenanceWindow")).Select(window => (
            (string?)window["metadata"]!["name"], (string?)window["status"]!["state"], (string?)window["status"]!["reason"], (string?)window["status"]!["start"], (string?)window["status"]!["noticeDue"]));
        Assert.Equal(
            plan.Entries.Select(entry => ((string?)entry.Name, (string?)$"{entry.State}", (string?)entry.Reason, entry.Start?.ToString(), entry.NoticeDue?.ToString())).OrderBy(entry => entry.Item1, StringComparer.Ordinal),
            windows);
        Assert.Equal(
            plan.Notices.Where(notice => notice.IsKept).Select(notice => (notice.Name, notice.MessageId)),
            (await bed.ListAsync("Notice")).Select(notice => ((string)notice["metadata"]!["name"]!, (string)notice["spec"]!["messageId"]!)));
        Assert.Equal(plan.NextLedger.Tickets.Keys, (await bed.LedgerAsync()).Tickets.Keys);
    }
}
