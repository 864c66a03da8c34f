using System.Text;
using NodaTime.Text;
using Reconciler.Api;
using Reconciler.Core.Planning;
using Reconciler.Manifests;
using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests.Fleets;

/// <summary>What can not be undone rests until a person releases it.</summary>
/// <param name="plane">A real API server.</param>
public sealed class GateTests(ControlPlane plane)
{
    private const int Many = 1000;

    [Fact]
    public async Task MistypedPath_AndEmptiedRepository_DeleteNothing_OfAThousandAnnouncedChanges_UntilReleased()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        var first = fleet.Start(options => options with { Announce = AnnounceMode.Observe });
        var good = fleet.Git.Commit(("fleet/acme.yaml", Yaml.Instance()), ("fleet/windows.yaml", string.Concat(Enumerable.Range(0, Many).Select(i => Yaml.Window($"w-{i:0000}")))), ("other/calendar.yaml", Calendar));
        await fleet.FollowAsync("path: fleet");
        await fleet.UntilAppliedAsync(good);
        await first.StopAsync();
        await ToldAsync(fleet);
        fleet.Start();
        await fleet.Bed.UntilConditionAsync("MaintenanceWindow", "w-0999", "Announced");

        await fleet.FollowAsync("path: flet");
        var mistyped = await HeldAsync(fleet, "nothing would be left of the 1001 objects of this source");
        Assert.Contains("people were told of 1000 changes among them, and the policy lets 5 pass", FleetBed.Message(mistyped), StringComparison.Ordinal);

        await fleet.FollowAsync("path: other");
        await HeldAsync(fleet, "nothing would be left");
        Assert.DoesNotContain("us", await fleet.NamesAsync("HolidayCalendar"));

        await fleet.FollowAsync("path: fleet");
        await fleet.UntilAsync("the path is mended", status => FleetBed.Reason(status) == "Applied");
        fleet.Git.Commit(("fleet/acme.yaml", null), ("fleet/windows.yaml", null), ("other/calendar.yaml", null));
        await fleet.AskAsync();
        var emptied = await HeldAsync(fleet, "nothing would be left");
        Assert.Equal(Many, (await fleet.NamesAsync("MaintenanceWindow")).Length);
        Assert.All((await fleet.Bed.LedgerAsync()).Tickets.Values, ticket => Assert.Null(ticket.Spec.CancelledAt));

        await fleet.Bed.KubectlAsync("annotate", "fleet", FleetBed.Name, $"ops.reconciler.dev/release={emptied["heldDigest"]}");

        await fleet.UntilAsync("released", status => FleetBed.Reason(status) == "Applied");
        Assert.Empty(await fleet.NamesAsync("MaintenanceWindow"));
        Assert.Empty(fleet.Bed.Mails());
    }

    [Fact]
    public async Task FewDeletions_Pass()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await fleet.FollowAsync();
        await fleet.UntilAppliedAsync(fleet.Git.Commit(("acme.yaml", Yaml.Instance()), ("a.yaml", Yaml.Window("a"))));

        var second = fleet.Git.Commit(("a.yaml", null));
        await fleet.AskAsync();

        await fleet.UntilAppliedAsync(second);
    }

    private const string Calendar = "{apiVersion: ops.reconciler.dev/v1alpha1, kind: HolidayCalendar, metadata: {name: us}, spec: {dates: [{date: 2026-12-25, name: Christmas}]}}";

    private static Task<System.Text.Json.Nodes.JsonNode> HeldAsync(FleetBed fleet, string message) =>
        fleet.UntilAsync("held", status => FleetBed.Reason(status) == "HeldBySafety" && FleetBed.Message(status).StartsWith(message, StringComparison.Ordinal)
            && (string?)FleetBed.Condition(status, "Stalled")["status"] == "True");

    // Tickets as if each window had been announced.
    private static async Task ToldAsync(FleetBed fleet)
    {
        var space = fleet.Bed.Namespace;
        var declared = FleetAssembler.Assemble([ManifestReader.Read(new("fleet.yaml", Encoding.UTF8.GetBytes(Yaml.Instance() + Yaml.Window("w-0000"))), space)]);
        var told = Planner.Plan(declared.Snapshot, Ledger.Empty, InstantPattern.General.Parse(Yaml.Now).Value, new() { Adopt = true }).NextLedger.Tickets.Values.Single();
        Assert.NotNull(told.Spec.Told);
        await new ClusterLedger(fleet.Bed.Cluster).ImportAsync(Ledger.Of(Enumerable.Range(0, Many).Select(i => told with
        {
            Metadata = told.Metadata with { Name = $"w-{i:0000}" },
            Spec = told.Spec with { Change = $"{space}/MaintenanceWindow/w-{i:0000}", OriginName = $"w-{i:0000}" },
        })), overwrite: false, Bed.Stop);
    }
}
