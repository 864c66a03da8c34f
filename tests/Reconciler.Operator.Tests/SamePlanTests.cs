using System.Text;
using NodaTime;
using NodaTime.Extensions;
using Reconciler.Core.Planning;
using Reconciler.Manifests;
using Reconciler.Operator.Tests.Fleets;
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

        // First what is written, then who plans it: of two windows that clash, the one that is seen alone for a moment would win.
        await bed.ApplyAsync(yaml);
        bed.Start();
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

    [Fact]
    public async Task Operator_DoesWhatThePlanOfACommitSaid()
    {
        const string Move = "moves: [{from: 2026-12-15, to: 2026-12-17, requestedAt: 2026-11-30T11:00:00Z, by: partner, reason: close, confirmed: {by: jane, at: 2026-11-30T11:30:00Z}}]";
        await using var bed = await Bed.NewAsync(plane);
        using var git = new Upstream();
        var before = Yaml.Instance() + "---\n" + Yaml.Instance("acme-2") + Yaml.Window("patch") + Yaml.Window("gone", "2026-12-16", "acme-2");
        var after = Yaml.Instance() + "---\n" + Yaml.Instance("acme-2") + Yaml.Window("patch", more: Move) + Yaml.Window("clash", "2026-12-17") + Yaml.Window("far", "2027-01-19", "acme-2") + Yaml.Cop();
        git.Commit(("fleet.yaml", before));
        bed.Start();
        await bed.ApplyAsync(before);
        await bed.SettleAsync();
        await bed.AdvanceAsync(Duration.FromMinutes(10));

        git.Commit(("fleet.yaml", after));
        var plan = await PlanOfCommit.AskAsync(bed, git);
        await bed.DeleteAsync("mw/gone");
        await bed.ApplyAsync(after);
        await bed.SettleAsync();
        await bed.AdvanceAsync(Duration.FromMinutes(10));

        foreach (var name in new[] { "gone-cancelled-1-", "patch-moved-1-", "hsm-acme-planned-0-" })
        {
            Assert.Equal(2, plan.AtMerge.Count(notice => notice.StartsWith(name, StringComparison.Ordinal)));
        }

        await plan.IsDoneAsync();
    }
}
