using System.Collections.Concurrent;
using NodaTime;
using Reconciler.Api;
using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests.Fleets;

/// <summary>Nobody is told what only half of a revision says.</summary>
/// <param name="plane">A real API server.</param>
public sealed class MotionTests(ControlPlane plane)
{
    private const int Many = 200;
    private const int Cut = 50;
    private const int Some = 40;
    private const string Counted = "count/maintenancewindows.ops.reconciler.dev";

    [Fact]
    public async Task NobodyIsTold_NotEvenOfCancellations_UntilAnApplyThatWasCutShortIsCompleted()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        var first = fleet.Start();
        await fleet.FollowAsync();
        await fleet.UntilAppliedAsync(fleet.Git.Commit(("acme.yaml", Yaml.Instance()), ("patch.yaml", Yaml.Window("patch"))));
        await fleet.Bed.SettleAsync();
        await fleet.Bed.AdvanceAsync(Duration.FromMinutes(10));
        await fleet.Bed.UntilConditionAsync("MaintenanceWindow", "patch", "Announced");
        var mails = fleet.Bed.Mails().Count;
        await first.StopAsync();

        // As a crash leaves it: the record that it began, and half of the objects. The repository is gone, so it can not be completed.
        await fleet.Bed.KubectlAsync("patch", "fleet", FleetBed.Name, "--subresource=status", "--type=merge", "-p", """{"status": {"applying": "main@sha1:0000000000000000000000000000000000000000"}}""");
        await fleet.Bed.DeleteAsync("mw", "patch");
        await fleet.Bed.ApplyAsync(Yaml.Window("new", "2026-12-16"));
        await fleet.FollowAsync(url: "file:///no/such/repository");
        fleet.Start();
        await fleet.Bed.UntilConditionAsync("FleetSource", FleetBed.Name, "Ready", "False");
        await fleet.Bed.UntilConditionAsync("MaintenanceWindow", "new", "Scheduled");
        await fleet.Bed.AdvanceAsync(Duration.FromMinutes(30));
        Assert.Equal(mails, fleet.Bed.Mails().Count);
        Assert.Null(Assert.Single((await fleet.Bed.LedgerAsync()).Tickets.Values).Spec.CancelledAt);
        Assert.Contains("nobody is told anything", FleetBed.Message((await fleet.Bed.GetAsync("FleetSource", FleetBed.Name))["status"]!), StringComparison.Ordinal);

        var complete = fleet.Git.Commit(("patch.yaml", null), ("new.yaml", Yaml.Window("new", "2026-12-16")));
        await fleet.FollowAsync();
        await fleet.UntilAppliedAsync(complete);
        await fleet.Bed.SettleAsync();
        await fleet.Bed.AdvanceAsync(Duration.FromMinutes(10));

        await fleet.Bed.UntilConditionAsync("MaintenanceWindow", "new", "Announced");
        Assert.Contains((await fleet.Bed.LedgerAsync()).Tickets.Values, ticket => ticket.Spec.CancelledAt is not null);
    }

    [Fact]
    public async Task Apply_IsCompletedByTheNextLeader_WhenItIsCutShort()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        await using var proxy = ProxyThatStops();
        var first = fleet.Start(through: proxy.Kubeconfig);
        await fleet.FollowAsync();
        await fleet.UntilAppliedAsync(fleet.Git.Commit(("acme.yaml", Yaml.Instance())));

        var revision = fleet.Git.Commit(("windows.yaml", string.Concat(Enumerable.Range(0, Many).Select(i => Yaml.Window($"w-{i:000}")))));
        await fleet.AskAsync();
        await UntilCutAsync(fleet);
        await first.StopAsync();
        await UntilCutAsync(fleet);
        Assert.Equal(revision, (string?)(await fleet.Bed.GetAsync("FleetSource", FleetBed.Name))["status"]!["applying"]);

        fleet.Start();

        var status = await fleet.UntilAppliedAsync(revision);
        Assert.Equal(Many, (await fleet.NamesAsync("MaintenanceWindow")).Length);
        Assert.Equal(Many - Cut, (int)status["history"]![0]!["applied"]!);
    }

    [Fact]
    public async Task RefusedWrite_InTheMiddle_IsSaid_WithWhatItKeepsBack_AndIsTriedAgain()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        await using var admission = await Admission.RefuseAsync(fleet.Bed, "request.dryRun || !(object.metadata.name in ['bad', 'probe'])", Yaml.Window("probe"), "CREATE");
        fleet.Start();
        await fleet.FollowAsync();

        var revision = fleet.Git.Commit(("acme.yaml", Yaml.Instance()), ("bad.yaml", Yaml.Window("bad")), ("good.yaml", Yaml.Window("good")));
        await fleet.AskAsync();

        var status = await fleet.UntilAsync("a write is refused", status => FleetBed.Reason(status) == "ApplyFailed");
        Assert.Equal((revision, "Incomplete", "True"), ((string?)status["applying"], (string?)status["history"]![0]!["result"], (string?)FleetBed.Condition(status, "Reconciling")["status"]));
        Assert.Equal(2, (int)status["history"]![0]!["applied"]!);
        Assert.StartsWith("sha256:", (string?)status["history"]![0]!["digest"], StringComparison.Ordinal);
        Assert.StartsWith($"bad.yaml:4:18: MaintenanceWindow {fleet.Bed.Namespace}/bad is refused by the server: ", FleetBed.Message(status), StringComparison.Ordinal);
        var kept = $"{revision} is applied in part: until it, or another revision, is applied to its end nobody is told anything, not even of emergencies";
        Assert.EndsWith(kept, FleetBed.Message(status), StringComparison.Ordinal);
        await Bed.UntilAsync("an event", async () => (await fleet.Bed.KubectlAsync("get", "events", "-o", "custom-columns=R:.reason,M:.message")).Split('\n')
            .Any(line => line.StartsWith("ApplyFailed", StringComparison.Ordinal) && line.TrimEnd().EndsWith(kept, StringComparison.Ordinal)));
        Assert.Equal(["good"], (await fleet.NamesAsync("MaintenanceWindow")).Except(["probe"]));

        await admission.EndAsync();

        await fleet.UntilAppliedAsync(revision);
        Assert.Equal(["bad", "good"], await fleet.NamesAsync("MaintenanceWindow"));
    }

    [Fact]
    public async Task QuotaThatRunsOut_InTheMiddle_IsSaid_NobodyIsTold_AndWhatWasWrittenIsKnown()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        await fleet.Bed.KubectlAsync("create", "quota", "few", $"--hard={Counted}=2");
        await QuotaAsync(fleet, 2);
        fleet.Start();
        await fleet.FollowAsync();

        string[] names = ["a", "b", "c", "urgent"];
        var cut = fleet.Git.Commit([("acme.yaml", Yaml.Instance()), .. names.Index().Select(each => ($"{each.Item}.yaml", (string?)(each.Item == "urgent" ? Yaml.Emergency(each.Item) : Yaml.Window(each.Item, $"2026-12-{15 + each.Index}"))))]);
        await fleet.AskAsync();

        var status = await fleet.UntilAsync("the quota is used up", status => FleetBed.Reason(status) == "ApplyFailed");
        Assert.Contains("2 objects can not be written or deleted, such as ", FleetBed.Message(status), StringComparison.Ordinal);
        Assert.Contains("exceeded quota: few", FleetBed.Message(status), StringComparison.Ordinal);
        Assert.Equal(("False", cut, null, "Incomplete"), (
            (string?)FleetBed.Condition(status, "Ready")["status"], (string?)status["applying"], (string?)status["lastAppliedRevision"], (string?)status["history"]![0]!["result"]));
        var written = await fleet.NamesAsync("MaintenanceWindow");
        Assert.Equal(2, written.Length);
        await fleet.Bed.AdvanceAsync(Duration.FromMinutes(30));
        Assert.Empty((await fleet.Bed.LedgerAsync()).Tickets);
        Assert.Empty(fleet.Bed.Mails());

        // What was written is of the source's inventory: the next revision, which declares one of them no more, deletes it.
        var next = fleet.Git.Commit((written[0] + ".yaml", null));
        await QuotaAsync(fleet, 4);
        await fleet.AskAsync();

        await fleet.UntilAppliedAsync(next);
        Assert.Equal(names.Except([written[0]]), await fleet.NamesAsync("MaintenanceWindow"));
        await fleet.Bed.SettleAsync();
        await fleet.Bed.AdvanceAsync(Duration.FromMinutes(10));
        await Bed.UntilAsync("all of it is told", async () => (await fleet.Bed.LedgerAsync()).Tickets.Values.Count(ticket => ticket.Spec.Told is not null) == names.Length - 1);
    }

    [Fact]
    public async Task NextLeader_CompletesFirst_WhatOneThatFellSilentHadBegun_AndThenTells()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        await using var mute = new RequestProxy(plane);
        await using var watched = new RequestProxy(plane);
        var (written, isCompleted, isEarly) = (0, false, false);
        var revision = fleet.Git.Commit(("acme.yaml", Yaml.Instance()), ("urgent.yaml", Yaml.Emergency("urgent")), ("windows.yaml", string.Concat(Enumerable.Range(0, Some).Select(i => Yaml.Window($"w-{i:000}")))));
        mute.Fault = asked => Volatile.Read(ref written) >= Some / 2
            || (asked.Writes && asked.Path.Contains("/maintenancewindows/", StringComparison.Ordinal) && !asked.Path.Contains("dryRun", StringComparison.Ordinal) && Interlocked.Increment(ref written) >= Some / 2) ? new(0) : null;
        watched.Fault = asked =>
        {
            if (asked.WritesStatusOf("fleetsources") && asked.Body.Contains($"\"lastAppliedRevision\":\"{revision}\"", StringComparison.Ordinal))
            {
                isCompleted = true;
            }

            if (!isCompleted && asked.Writes && (asked.Path.Contains("/changetickets", StringComparison.Ordinal) || asked.Path.Contains("/notices", StringComparison.Ordinal)))
            {
                isEarly = true;
            }

            return null;
        };
        fleet.Start(through: mute.Kubeconfig);
        await fleet.FollowAsync();
        await Bed.UntilAsync("the first has fallen silent", () => Task.FromResult(Volatile.Read(ref written) >= Some / 2));
        Assert.Equal(revision, (string?)(await fleet.Bed.GetAsync("FleetSource", FleetBed.Name))["status"]!["applying"]);

        fleet.Start(options => options with { Data = Path.Combine(fleet.Data, "second") }, watched.Kubeconfig);

        await fleet.Bed.UntilConditionAsync("MaintenanceWindow", "urgent", "Announced");
        Assert.Equal((true, false), (isCompleted, isEarly));
        Assert.Equal(Some + 1, (await fleet.NamesAsync("MaintenanceWindow")).Length);
        Assert.Equal(2, fleet.Bed.Mails().Count);
    }

    [Fact]
    public async Task WhatIsDue_IsTold_OnceTheSourceIsDeletedThatKeptItBack()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        await using var admission = await Admission.RefuseAsync(fleet.Bed, "request.dryRun || !(object.metadata.name in ['bad', 'probe'])", Yaml.Window("probe"), "CREATE");
        fleet.Start();
        await fleet.FollowAsync();
        await fleet.UntilAppliedAsync(fleet.Git.Commit(("acme.yaml", Yaml.Instance()), ("good.yaml", Yaml.Window("good"))));
        await fleet.Bed.SettleAsync();
        fleet.Git.Commit(("bad.yaml", Yaml.Window("bad", "2026-12-16")));
        await fleet.AskAsync();
        await fleet.UntilAsync("it is cut short", status => FleetBed.Reason(status) == "ApplyFailed");
        await fleet.Bed.AdvanceAsync(Duration.FromMinutes(10));
        Assert.Empty(fleet.Bed.Mails());

        await fleet.Bed.DeleteAsync("fleet", FleetBed.Name);

        await fleet.Bed.UntilConditionAsync("MaintenanceWindow", "good", "Announced");
    }

    [Fact]
    public async Task NobodyIsKeptFromBeingTold_WhereItCanNotBeNotedThatARevisionBegins()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        var running = fleet.Start();
        await fleet.FollowAsync();
        await fleet.UntilAppliedAsync(fleet.Git.Commit(("acme.yaml", Yaml.Instance()), ("patch.yaml", Yaml.Window("patch"))));
        await using var admission = await Admission.RefuseAsync(fleet.Bed, "!has(object.status) || !has(object.status.applying)", "fleetsources/status", "UPDATE", () =>
            fleet.Bed.KubectlAsync("patch", "fleet", FleetBed.Name, "--subresource=status", "--type=merge", "--dry-run=server", "-p", """{"status": {"applying": "probe"}}"""));

        fleet.Git.Commit(("other.yaml", Yaml.Window("other", "2026-12-16")));
        await fleet.AskAsync();
        await Bed.UntilAsync("it was tried", () => Task.FromResult(running.Lines.Any(line => line.Contains("not taken here", StringComparison.Ordinal))));
        await fleet.Bed.SettleAsync();
        await fleet.Bed.AdvanceAsync(Duration.FromMinutes(10));

        await fleet.Bed.UntilConditionAsync("MaintenanceWindow", "patch", "Announced");
        Assert.Equal(["patch"], await fleet.NamesAsync("MaintenanceWindow"));
    }

    [Fact]
    public async Task RevisionThatWasCutShort_IsCompleted_ButDoesNotAnswerForTheNewestOne()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        await using var admission = await Admission.RefuseAsync(fleet.Bed, "request.dryRun || !(object.metadata.name in ['bad', 'probe'])", Yaml.Window("probe"), "CREATE");
        var running = fleet.Start();
        await fleet.FollowAsync();
        var cut = fleet.Git.Commit(("acme.yaml", Yaml.Instance()), ("bad.yaml", Yaml.Window("bad")));
        await fleet.AskAsync();
        await fleet.UntilAsync("it is cut short", status => FleetBed.Reason(status) == "ApplyFailed");
        fleet.Git.Commit(("good.yaml", "kind: [broken"));
        var status = await fleet.SyncAsync();
        Assert.Equal(("Refused", cut), (FleetBed.Reason(status), (string?)status["applying"]));
        var told = new ConcurrentQueue<FleetSourceStatus>();
        running.Caches!.Fleets.Changed += change => told.Enqueue(change.New!.Value!.Status!);

        await admission.EndAsync();

        await fleet.UntilAsync("the older one is completed", status => (string?)status["lastAppliedRevision"] == cut && status["applying"] is null && FleetBed.Reason(status) == "Refused");
        Assert.NotNull(await fleet.Bed.FindAsync("MaintenanceWindow", "bad"));
        Assert.NotEmpty(told);
        Assert.DoesNotContain(told, status => status.Conditions.Any(condition => condition is { Type: ConditionTypes.Ready, Status: ConditionStatus.True }));
    }

    [Fact]
    public async Task Apply_IsCompletedAfterAKill()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        string[] more = ["--data", fleet.Data, "--local-repositories"];
        var revision = fleet.Git.Commit(("acme.yaml", Yaml.Instance()), ("windows.yaml", string.Concat(Enumerable.Range(0, Many).Select(i => Yaml.Window($"w-{i:000}")))));
        await fleet.FollowAsync();
        await using var proxy = ProxyThatStops();
        await using (var first = new OperatorProcess(fleet.Bed, "same", fleet.Bed.Write(proxy.Kubeconfig), "15s", _ => { }, more))
        {
            await UntilCutAsync(fleet);
            await first.SignalAsync("KILL");
            await first.EndAsync();
        }

        await UntilCutAsync(fleet);
        Assert.Equal(revision, (string?)(await fleet.Bed.GetAsync("FleetSource", FleetBed.Name))["status"]!["applying"]);

        await using var second = new OperatorProcess(fleet.Bed, "same", more);

        await fleet.UntilAppliedAsync(revision);
        Assert.Equal(Many, (await fleet.NamesAsync("MaintenanceWindow")).Length);
    }

    [Fact]
    public async Task ApplyInManySmallPieces_ByOthers_AnnouncesOnlyItsEnd()
    {
        await using var bed = await Bed.NewAsync(plane);
        bed.Start();
        await bed.ApplyAsync(Yaml.Instance() + Yaml.Window("first"));
        await bed.SettleAsync();
        foreach (var (name, start) in new[] { ("second", "2026-12-14"), ("first", "2026-12-17"), ("third", "2027-01-11"), ("second", "2026-12-16") })
        {
            await bed.ApplyAsync(Yaml.Window(name, start));
            await bed.SettleAsync();
        }

        await bed.DeleteAsync("mw", "third");
        await bed.AdvanceAsync(Duration.FromMinutes(10));
        await bed.UntilConditionAsync("MaintenanceWindow", "second", "Announced");

        var told = (await bed.LedgerAsync()).Tickets.Values.Where(ticket => ticket.Spec.Told is not null).ToDictionary(ticket => ticket.Metadata.Name, ticket => (ticket.Spec.Told!.Start.ToString("MM-dd", null), ticket.Spec.Sequence));
        Assert.Equal(new() { ["first"] = ("12-18", 0), ["second"] = ("12-17", 0) }, told);
        Assert.Equal(4, bed.Mails().Count);
    }

    // Its controller does not run here: what it would note is noted by hand.
    private static async Task QuotaAsync(FleetBed fleet, int most)
    {
        var used = (await fleet.NamesAsync("MaintenanceWindow")).Length;
        await fleet.Bed.KubectlAsync("patch", "resourcequota", "few", "--type=merge", "-p", $$$$"""{"spec": {"hard": {"{{{{Counted}}}}": "{{{{most}}}}"}}}""");
        await fleet.Bed.KubectlAsync("patch", "resourcequota", "few", "--subresource=status", "--type=merge", "-p", $$$$"""{"status": {"hard": {"{{{{Counted}}}}": "{{{{most}}}}"}, "used": {"{{{{Counted}}}}": "{{{{used}}}}"}}}""");
    }

    // So many windows of a revision come through, and of the others nobody ever hears.
    private RequestProxy ProxyThatStops()
    {
        var count = 0;
        return new(plane)
        {
            Fault = asked => asked.Method == "PATCH" && asked.Path.Contains("/maintenancewindows/w-", StringComparison.Ordinal)
                && !asked.Path.Contains("dryRun", StringComparison.Ordinal) && !asked.WritesStatusOf("maintenancewindows")
                && Interlocked.Increment(ref count) > Cut ? new(0) : null,
        };
    }

    private static Task UntilCutAsync(FleetBed fleet) => Bed.UntilAsync("it is cut short", async () => (await fleet.NamesAsync("MaintenanceWindow")).Length == Cut);
}
