using NodaTime;
using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests.Fleets;

/// <summary>
/// What somebody edits that a repository declares is about to be as declared again: nobody hears of what it says meanwhile. An emergency does not rest
/// before it is told, so one pass at the wrong moment would do.
/// </summary>
/// <param name="plane">A real API server.</param>
public sealed class EditTests(ControlPlane plane)
{
    // Nobody is told of it yet, so nothing rests already.
    private const string Far = "2027-02-16";
    private const string ToEmergency = """{"spec": {"start": null, "emergency": {"ground": "restoreService", "timing": "nextWindow", "customerImpact": "no calls", "approvedBy": "jane"}}}""";

    [Fact]
    public async Task Window_IsNotAnnounced_ThatSomebodyMadeAnEmergency_UntilItIsPutBack()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        await using var proxy = new RequestProxy(plane);
        fleet.Start(through: proxy.Kubeconfig);
        await AppliedAsync(fleet);

        using (new Stuck(proxy, "patch"))
        {
            await EditAsync(fleet);
            await fleet.UntilAsync("it can not be put back yet", status => FleetBed.Reason(status) == "ApplyFailed");
            await NobodyIsToldAsync(fleet);
        }

        await fleet.AskAsync();

        var status = await fleet.UntilAsync("it is put back", status => status["drift"] is not null && status["applying"] is null);
        Assert.Equal("jane", (string?)status["drift"]![0]!["by"]);
        await NobodyIsToldAsync(fleet);
    }

    [Fact]
    public async Task Window_IsNotAnnounced_ThatSomebodyMadeAnEmergency_WhileNobodyLed()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        await using var proxy = new RequestProxy(plane);
        var first = fleet.Start();
        await AppliedAsync(fleet);
        await first.StopAsync();
        await EditAsync(fleet);

        using (new Stuck(proxy, "patch"))
        {
            fleet.Start(through: proxy.Kubeconfig);
            await fleet.UntilAsync("it can not be put back yet", status => FleetBed.Reason(status) == "ApplyFailed");
            await NobodyIsToldAsync(fleet);
        }

        await fleet.AskAsync();

        await fleet.UntilAsync("it is put back", status => status["drift"] is not null && status["applying"] is null);
        await NobodyIsToldAsync(fleet);
    }

    [Fact]
    public async Task Window_IsAnnounced_ThatSomebodyMadeAnEmergency_WhenItsSourceIsSuspended()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await AppliedAsync(fleet);
        await fleet.FollowAsync("suspend: true");
        await fleet.Bed.UntilConditionAsync("FleetSource", FleetBed.Name, "Ready");

        await EditAsync(fleet);

        await fleet.Bed.UntilConditionAsync("MaintenanceWindow", "patch", "Announced");
    }

    [Fact]
    public async Task Window_IsAnnounced_ThatSomebodyMadeAnEmergency_WhenDriftOfItIsLeftAlone()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        fleet.Start();
        await AppliedAsync(fleet);
        await fleet.Bed.KubectlAsync("annotate", "mw", "patch", "ops.reconciler.dev/reconcile=disabled");

        await EditAsync(fleet);

        await fleet.Bed.UntilConditionAsync("MaintenanceWindow", "patch", "Announced");
    }

    private static async Task AppliedAsync(FleetBed fleet)
    {
        await fleet.FollowAsync();
        await fleet.UntilAppliedAsync(fleet.Git.Commit(("acme.yaml", Yaml.Instance()), ("patch.yaml", Yaml.Window("patch", Far))));
        await fleet.Bed.UntilConditionAsync("MaintenanceWindow", "patch", "Scheduled");
    }

    private static Task EditAsync(FleetBed fleet) => fleet.Bed.KubectlAsync("patch", "mw", "patch", "--type=merge", "--field-manager=jane", "-p", ToEmergency);

    private static async Task NobodyIsToldAsync(FleetBed fleet)
    {
        await fleet.Bed.AdvanceAsync(Duration.FromMinutes(1));
        Assert.Empty(fleet.Bed.Mails());
    }
}
