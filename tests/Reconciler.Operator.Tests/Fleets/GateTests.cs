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

    [Fact]
    public async Task HeldPath_WritesNothing_AlsoAfterARestart_AndWhatWasAppliedIsStillPutBackBefore()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        var first = fleet.Start();
        var good = fleet.Git.Commit(("fleet/acme.yaml", Yaml.Instance()), ("fleet/a.yaml", Yaml.Window("a")), ("other/calendar.yaml", Calendar), ("other/stray.yaml", Yaml.Window("stray", "2027-02-02")));
        await fleet.FollowAsync("path: fleet");
        await fleet.UntilAppliedAsync(good);
        await fleet.FollowAsync("path: other");
        await HeldAsync(fleet, "nothing would be left of the 2 objects of this source");

        await fleet.Bed.DeleteAsync("mw", "a");
        await Bed.UntilAsync("it is put back from the former path", async () => await fleet.Bed.FindAsync("MaintenanceWindow", "a") is not null);
        await first.StopAsync();
        fleet.Start();
        await fleet.Bed.KubectlAsync("annotate", "mw", "a", "--overwrite", "ops.reconciler.dev/applied=changed");
        await fleet.SyncAsync();
        await fleet.Bed.SettleAsync();

        Assert.Equal(["a"], await fleet.NamesAsync("MaintenanceWindow"));
        Assert.DoesNotContain("us", await fleet.NamesAsync("HolidayCalendar"));
    }

    [Fact]
    public async Task EmptiedSource_IsHeld_WhereOneObjectOptsOut_AndRestsApplied_OnceItIsReleased()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await fleet.FollowAsync("path: fleet");
        await fleet.UntilAppliedAsync(fleet.Git.Commit(
            ("fleet/acme.yaml", Yaml.Instance()), ("fleet/a.yaml", Yaml.Window("a")), ("fleet/b.yaml", Yaml.Window("b", "2027-02-02")),
            ("other/kept.yaml", Yaml.Window("b", "2027-02-02"))));
        await fleet.Bed.KubectlAsync("annotate", "mw", "a", "ops.reconciler.dev/prune=disabled");

        await fleet.FollowAsync("path: other");
        await HeldAsync(fleet, "1 of the 3 objects of this source would be deleted");
        await fleet.Bed.KubectlAsync("annotate", "mw", "a", "ops.reconciler.dev/prune-");
        await fleet.FollowAsync("path: none");
        await fleet.SyncAsync();
        var held = await HeldAsync(fleet, "nothing would be left of the 3 objects of this source");
        await fleet.Bed.KubectlAsync("annotate", "fleet", FleetBed.Name, $"ops.reconciler.dev/release={held["heldDigest"]}");
        await fleet.UntilAsync("released", status => FleetBed.Reason(status) == "Applied");

        Assert.Equal("Applied", FleetBed.Reason(await fleet.SyncAsync()));
        fleet.Git.Commit(("readme.md", "nothing here"));
        Assert.Equal("Applied", FleetBed.Reason(await fleet.SyncAsync()));
    }

    [Fact]
    public async Task Release_CountsToTheEndOfItsDeletion_AlsoWhereThatIsCutShort_ButNotForTheNextOne()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await fleet.FollowAsync();
        var more = new[] { "a", "b", "c" }.Select(name => ($"{name}.yaml", (string?)Yaml.Window(name))).ToArray();
        await fleet.UntilAppliedAsync(fleet.Git.Commit([("acme.yaml", Yaml.Instance()), ("stays.yaml", Yaml.Window("stays")), .. more]));
        var without = fleet.Git.Commit(more.Select(file => (file.Item1, (string?)null)));
        await fleet.AskAsync();
        var held = await HeldAsync(fleet, "3 of the 5 objects of this source would be deleted");
        await using var admission = await Admission.RefuseAsync(fleet.Bed, "request.dryRun || !(oldObject.metadata.name in ['b', 'probe'])", Yaml.Window("probe"), "DELETE");

        await fleet.Bed.KubectlAsync("annotate", "fleet", FleetBed.Name, $"ops.reconciler.dev/release={held["heldDigest"]}");
        var cut = await fleet.UntilAsync("it is cut short", status => FleetBed.Reason(status) == "ApplyFailed");
        Assert.Equal(without, (string?)cut["applying"]);
        Assert.Equal(["b", "probe", "stays"], await fleet.NamesAsync("MaintenanceWindow"));
        await admission.EndAsync();
        await fleet.UntilAppliedAsync(without);
        Assert.Equal(["stays"], await fleet.NamesAsync("MaintenanceWindow"));

        var again = fleet.Git.Commit(more);
        await fleet.AskAsync();
        await fleet.UntilAppliedAsync(again);
        fleet.Git.Commit(more.Select(file => (file.Item1, (string?)null)));
        await fleet.AskAsync();
        Assert.NotEqual((string?)held["heldDigest"], (string?)(await HeldAsync(fleet, "3 of the 5 objects of this source would be deleted"))["heldDigest"]);
        Assert.Equal(["a", "b", "c", "stays"], await fleet.NamesAsync("MaintenanceWindow"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RevisionThatWasCutShort_IsHeld_WhenTheSourceDeletesMoreSince(bool isRestarted)
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        var first = fleet.Start();
        await fleet.FollowAsync("prune: false");
        var more = new[] { "a", "b", "c" }.Select(name => ($"{name}.yaml", (string?)Yaml.Window(name))).ToArray();
        await fleet.UntilAppliedAsync(fleet.Git.Commit([("acme.yaml", Yaml.Instance()), .. more]));
        await using var admission = await Admission.RefuseAsync(fleet.Bed, "request.dryRun || !(object.metadata.name in ['bad', 'probe'])", Yaml.Window("probe"), "CREATE");
        fleet.Git.Commit([("bad.yaml", Yaml.Window("bad")), .. more.Select(file => (file.Item1, (string?)null))]);
        await fleet.AskAsync();
        await fleet.UntilAsync("it is cut short", status => FleetBed.Reason(status) == "ApplyFailed");
        if (isRestarted)
        {
            await first.StopAsync();
        }

        await fleet.FollowAsync("prune: true");
        if (isRestarted)
        {
            fleet.Start();
        }

        await fleet.UntilAsync("held", status => FleetBed.Reason(status) == "HeldBySafety");
        Assert.Equal(["a", "b", "c"], await fleet.NamesAsync("MaintenanceWindow"));
    }

    [Theory]
    [InlineData(AnnounceMode.Observe)]
    [InlineData(AnnounceMode.Send)]
    public async Task WhatPeopleWereToldOfByOtherMeans_Counts_ThoughNoTicketSaysSo(AnnounceMode mode)
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        await using var proxy = new RequestProxy(plane);
        fleet.Start(options => options with { Announce = mode }, proxy.Kubeconfig);
        proxy.Fault = asked => asked.Writes && asked.Path.Contains("/changetickets", StringComparison.Ordinal) ? new(503) : null;
        await fleet.FollowAsync();
        var all = Enumerable.Range(0, 20).Select(i => ($"w-{i:00}.yaml", (string?)Yaml.Window($"w-{i:00}", more: "announced: [{at: 2026-11-20T08:00:00Z, via: mail}]"))).ToArray();
        (string, string?)[] past = [.. Enumerable.Range(0, 3).Select(i => ($"p-{i}.yaml", (string?)Yaml.Window($"p-{i}", "2026-11-24", more: "announced: [{at: 2026-11-02T08:00:00Z, via: mail}]")))];
        await fleet.UntilAppliedAsync(fleet.Git.Commit([("acme.yaml", Yaml.Instance()), .. all, .. past]));

        fleet.Git.Commit(all.Take(7).Concat(past).Select(file => (file.Item1, (string?)null)));
        await fleet.AskAsync();

        var held = await HeldAsync(fleet, "10 of the 24 objects of this source would be deleted");
        Assert.Contains("people were told of 7 changes among them, and the policy lets 5 pass", FleetBed.Message(held), StringComparison.Ordinal);
        Assert.Empty((await fleet.Bed.LedgerAsync()).Tickets);
        Assert.Equal(23, (await fleet.NamesAsync("MaintenanceWindow")).Length);
    }

    [Theory]
    [InlineData("prune: false", false)]
    [InlineData("", true)]
    public async Task EmptiedRepository_IsHeld_AlsoWhereNothingWouldBeDeleted_AndRestsApplied_OnceItIsReleased(string more, bool optsOut)
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await fleet.FollowAsync(more);
        var optOut = optsOut ? ", annotations: {ops.reconciler.dev/prune: disabled}" : "";
        await fleet.UntilAppliedAsync(fleet.Git.Commit(("all.yaml", Yaml.Instance().Replace("{name: acme}", $"{{name: acme{optOut}}}", StringComparison.Ordinal) + Yaml.Window("a").Replace("{name: a}", $"{{name: a{optOut}}}", StringComparison.Ordinal))));

        var emptied = fleet.Git.Commit(("all.yaml", null));
        await fleet.AskAsync();
        var held = await HeldAsync(fleet, $"{emptied} declares nothing, and all of the 2 objects of this source would stay, declared by nobody");
        Assert.Equal("Held", (string?)held["history"]![0]!["result"]);
        var command = $"kubectl annotate fleet team -n {fleet.Bed.Namespace} --overwrite ops.reconciler.dev/release={held["heldDigest"]}";
        Assert.EndsWith(command, FleetBed.Message(held), StringComparison.Ordinal);
        await fleet.Bed.KubectlAsync("annotate", "fleet", FleetBed.Name, "--overwrite", "ops.reconciler.dev/release=0123");
        await fleet.UntilAsync("it is answered", status => FleetBed.Message(status).EndsWith($"{command} (the annotation says '0123', which is another deletion, or was released before)", StringComparison.Ordinal));
        await fleet.Bed.KubectlAsync("annotate", "fleet", FleetBed.Name, "--overwrite", $"ops.reconciler.dev/release={held["heldDigest"]}");

        await fleet.UntilAsync("released", status => FleetBed.Reason(status) == "Applied" && (string?)status["lastAppliedRevision"] == emptied);
        Assert.Equal("Applied", FleetBed.Reason(await fleet.SyncAsync()));
        Assert.Equal(["a"], await fleet.NamesAsync("MaintenanceWindow"));
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
        })), InstantPattern.General.Parse(Yaml.Now).Value, overwrite: false, Bed.Stop);
    }
}
