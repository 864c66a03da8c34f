using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests.Fleets;

/// <summary>
/// What somebody deletes that a repository declares is about to come back: nobody hears of it. An emergency does not rest before it is told, nor does its
/// cancellation, so one pass at the wrong moment would do.
/// </summary>
/// <param name="plane">A real API server.</param>
public sealed class DeletionTests(ControlPlane plane)
{
    [Fact]
    public async Task AnnouncedEmergency_IsNotCalledOff_WhileItIsNotPutBackYet()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        await using var proxy = new RequestProxy(plane);
        fleet.Start(through: proxy.Kubeconfig);
        await AnnouncedAsync(fleet);

        using (new Stuck(proxy, "urgent"))
        {
            await fleet.Bed.DeleteAsync("mw", "urgent");
            await fleet.UntilAsync("it can not be put back yet", status => FleetBed.Reason(status) == "ApplyFailed");
            await NobodyIsToldAsync(fleet);
        }

        await fleet.AskAsync();
        await Bed.UntilAsync("it is put back", async () => await fleet.Bed.FindAsync("MaintenanceWindow", "urgent") is not null);
        await fleet.UntilAsync("it is said", status => status["drift"] is not null && status["applying"] is null);
        await NobodyIsToldAsync(fleet);
    }

    [Fact]
    public async Task AnnouncedEmergency_IsNotCalledOff_WhenItWasDeletedWhileNobodyLed()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        await using var proxy = new RequestProxy(plane);
        var first = fleet.Start();
        await AnnouncedAsync(fleet);
        await first.StopAsync();
        await fleet.Bed.DeleteAsync("mw", "urgent");

        using (new Stuck(proxy, "urgent"))
        {
            fleet.Start(through: proxy.Kubeconfig);
            await fleet.UntilAsync("it can not be put back yet", status => FleetBed.Reason(status) == "ApplyFailed");
            await NobodyIsToldAsync(fleet);
        }

        await fleet.AskAsync();
        await Bed.UntilAsync("it is put back", async () => await fleet.Bed.FindAsync("MaintenanceWindow", "urgent") is not null);
        await NobodyIsToldAsync(fleet);
    }

    [Fact]
    public async Task AnnouncedEmergency_IsPutBack_ThoughItsRepositoryIsOutOfReach_WhenItWasDeletedWhileNobodyLed()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        var first = fleet.Start();
        await AnnouncedAsync(fleet);
        await first.StopAsync();
        await fleet.Bed.DeleteAsync("mw", "urgent");
        fleet.Git.Library.Refs.Remove("refs/heads/main");

        fleet.Start();

        await Bed.UntilAsync("it is put back", async () => await fleet.Bed.FindAsync("MaintenanceWindow", "urgent") is not null);
        Assert.Equal("NoSuchReference", FleetBed.Reason(await fleet.UntilAsync("it is said", status => status["drift"] is not null && status["applying"] is null)));
        await NobodyIsToldAsync(fleet);
    }

    [Fact]
    public async Task AnnouncedEmergency_IsNotCalledOff_WhileItsDeletionIsWaitedFor()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await AnnouncedAsync(fleet);
        var before = (string?)(await fleet.Bed.GetAsync("MaintenanceWindow", "urgent"))["metadata"]!["uid"];
        await FinalizersAsync(fleet, "[\"example.com/slow\"]");

        await fleet.Bed.DeleteAsync("mw", "urgent", "--wait=false");
        await NobodyIsToldAsync(fleet);
        await FinalizersAsync(fleet, "[]");

        await Bed.UntilAsync("another is there", async () => await fleet.Bed.FindAsync("MaintenanceWindow", "urgent") is { } found && (string?)found["metadata"]!["uid"] != before);
        await NobodyIsToldAsync(fleet);
    }

    [Fact]
    public async Task AnnouncedEmergency_IsNotCalledOff_WhileItsDeletionIsWaitedFor_ThatNobodySawWhoLeads()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        var first = fleet.Start();
        await AnnouncedAsync(fleet);
        await FinalizersAsync(fleet, "[\"example.com/slow\"]");
        await first.StopAsync();
        await fleet.Bed.DeleteAsync("mw", "urgent", "--wait=false");

        fleet.Start();

        await fleet.SyncAsync();
        await fleet.Bed.SettleAsync();
        await NobodyIsToldAsync(fleet);
        await FinalizersAsync(fleet, "[]");
    }

    [Fact]
    public async Task Emergency_IsCalledOff_WhenACommitTakesItAway_ThoughItsDeletionIsWaitedFor()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await AnnouncedAsync(fleet);
        await FinalizersAsync(fleet, "[\"example.com/slow\"]");

        fleet.Git.Commit(("urgent.yaml", null));
        await fleet.AskAsync();

        await UntilCalledOffAsync(fleet);
        await FinalizersAsync(fleet, "[]");
    }

    [Fact]
    public async Task NothingIsAnnounced_WhileACalendarIsMissing_ThatEverythingIsPlannedBy()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        await using var proxy = new RequestProxy(plane);
        fleet.Start(through: proxy.Kubeconfig);
        await AnnouncedAsync(fleet);

        using (new Stuck(proxy, "us"))
        {
            await fleet.Bed.DeleteAsync("hol", "us");
            await fleet.UntilAsync("it can not be put back yet", status => FleetBed.Reason(status) == "ApplyFailed");
            await fleet.Bed.ApplyAsync(Yaml.Emergency("another"));
            await NobodyIsToldAsync(fleet);
        }

        await AnnouncedByTheCalendarAsync(fleet);
    }

    [Fact]
    public async Task NothingIsAnnounced_BeforeTheFirstLook_WhenACalendarWasDeletedWhileNobodyLed()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        await using var proxy = new RequestProxy(plane);
        var first = fleet.Start();
        await AnnouncedAsync(fleet);
        await first.StopAsync();
        await fleet.Bed.DeleteAsync("hol", "us");
        await fleet.Bed.ApplyAsync(Yaml.Emergency("another"));

        using (new Stuck(proxy, "us"))
        {
            fleet.Start(through: proxy.Kubeconfig);
            await fleet.UntilAsync("it can not be put back yet", status => FleetBed.Reason(status) == "ApplyFailed");
            await NobodyIsToldAsync(fleet);
        }

        await AnnouncedByTheCalendarAsync(fleet);
    }

    [Fact]
    public async Task Emergency_IsAnnounced_ThoughTheRepositoryIsOutOfReachAndNoCopyIsLeft()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        var first = fleet.Start();
        await AnnouncedAsync(fleet);
        await first.StopAsync();
        Directory.Delete(Path.Combine(fleet.Data, "fleets"), recursive: true);
        fleet.Git.Library.Refs.Remove("refs/heads/main");
        await fleet.Bed.ApplyAsync(Yaml.Emergency("another"));

        fleet.Start();

        await fleet.Bed.UntilConditionAsync("MaintenanceWindow", "another", "Announced");
    }

    [Fact]
    public async Task Emergency_IsCalledOff_WhenTheServerDoesNotLetItComeBack()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await AnnouncedAsync(fleet);
        await using var admission = await Admission.RefuseAsync(fleet.Bed, "!(object.metadata.name in ['urgent', 'probe'])", Yaml.Window("probe"), "CREATE");

        await fleet.Bed.DeleteAsync("mw", "urgent");

        await UntilCalledOffAsync(fleet);
    }

    [Fact]
    public async Task Emergency_IsCalledOff_WhenItIsDeletedFromASuspendedSource()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await AnnouncedAsync(fleet);
        await fleet.FollowAsync("suspend: true");
        await fleet.Bed.UntilConditionAsync("FleetSource", FleetBed.Name, "Ready");

        await fleet.Bed.DeleteAsync("mw", "urgent");

        await UntilCalledOffAsync(fleet);
    }

    [Fact]
    public async Task Emergency_IsCalledOff_WhenACommitTakesItAway()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await AnnouncedAsync(fleet);

        fleet.Git.Commit(("urgent.yaml", null));
        await fleet.AskAsync();

        await UntilCalledOffAsync(fleet);
    }

    private const string Calendar = "{apiVersion: ops.reconciler.dev/v1alpha1, kind: HolidayCalendar, metadata: {name: us}, spec: {dates: [{date: 2026-12-25, name: Christmas}]}}";

    private static Task FinalizersAsync(FleetBed fleet, string names) => fleet.Bed.KubectlAsync("patch", "mw", "urgent", "--type=merge", "-p", $"{{\"metadata\": {{\"finalizers\": {names}}}}}");

    private static async Task AnnouncedAsync(FleetBed fleet)
    {
        await fleet.FollowAsync();
        await fleet.UntilAppliedAsync(fleet.Git.Commit(("acme.yaml", Yaml.Instance()), ("urgent.yaml", Yaml.Emergency("urgent")), ("us.yaml", Calendar)));
        await fleet.Bed.UntilConditionAsync("MaintenanceWindow", "urgent", "Announced");
        Assert.Equal(2, fleet.Bed.Mails().Count);
    }

    private static async Task NobodyIsToldAsync(FleetBed fleet)
    {
        await fleet.Bed.AdvanceAsync(NodaTime.Duration.FromMinutes(1));
        Assert.Equal(2, fleet.Bed.Mails().Count);
        var ticket = Assert.Single((await fleet.Bed.LedgerAsync()).Tickets.Values);
        Assert.Equal((0, null), (ticket.Spec.Sequence, ticket.Spec.CancelledAt));
    }

    private static async Task AnnouncedByTheCalendarAsync(FleetBed fleet)
    {
        await fleet.AskAsync();
        await fleet.Bed.UntilConditionAsync("MaintenanceWindow", "another", "Announced");
        Assert.NotNull(await fleet.Bed.FindAsync("HolidayCalendar", "us"));
    }

    private static Task UntilCalledOffAsync(FleetBed fleet) => Bed.UntilAsync("it is called off", async () =>
        (await fleet.Bed.LedgerAsync()).Tickets.Values.Single().Spec.CancelledAt is not null && fleet.Bed.Mails().Count == 4);
}
