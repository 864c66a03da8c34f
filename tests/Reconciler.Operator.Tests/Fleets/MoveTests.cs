using System.Text.Json.Nodes;
using Reconciler.Operator.Tests.Given;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Operator.Tests.Fleets;

/// <summary>
/// What moves from one repository to another is not called off. An emergency does not rest before it is told, nor does its cancellation, so one deletion would do.
/// </summary>
/// <param name="plane">A real API server.</param>
public sealed class MoveTests(ControlPlane plane)
{
    private const string Other = "other";

    /// <summary>Which of the two an operator looks at first.</summary>
    public enum First
    {
        Giver,
        Taker,
        NobodyKnows,
    }

    [Theory]
    [InlineData(First.Giver)]
    [InlineData(First.Taker)]
    [InlineData(First.NobodyKnows)]
    public async Task AnnouncedEmergency_MovesToAnotherRepository_AndIsNotCalledOff(First first)
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        using var second = new Upstream();
        var running = fleet.Start();
        await AnnouncedAsync(fleet, second);
        var uid = (string?)(await UrgentAsync(fleet))["metadata"]!["uid"];

        if (first == First.NobodyKnows)
        {
            await running.StopAsync();
        }

        var given = fleet.Git.Commit(("urgent.yaml", null));
        var taken = second.Commit(("moved.yaml", Yaml.Emergency("urgent")));
        if (first == First.NobodyKnows)
        {
            fleet.Start();
        }
        else if (first == First.Taker)
        {
            await AskOtherAsync(fleet);
            await OtherAsync(fleet, status => FleetBed.Reason(status) == "Refused");
            await fleet.AskAsync();
        }
        else
        {
            await fleet.AskAsync();
        }

        await fleet.UntilAppliedAsync(given);
        await OtherAsync(fleet, status => (string?)status["lastAppliedRevision"] == taken && FleetBed.Reason(status) == "Applied");
        Assert.Equal((uid, Other), ((string?)(await UrgentAsync(fleet))["metadata"]!["uid"], await OwnerAsync(fleet)));
        await NobodyIsToldAsync(fleet);

        // It is the other's now.
        second.Commit(("moved.yaml", null));
        await AskOtherAsync(fleet);
        await Bed.UntilAsync("it is called off", async () => (await fleet.Bed.LedgerAsync()).Tickets.Values.Single().Spec.CancelledAt is not null);
    }

    [Fact]
    public async Task AnnouncedEmergency_StaysWithItsSource_WhereTheOneThatDeclaresItTooIsRefused_AndMovesOnceThatIsMended()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        using var second = new Upstream();
        fleet.Start();
        await AnnouncedAsync(fleet, second);

        second.Commit(("moved.yaml", Yaml.Emergency("urgent")), ("far.yaml", Yaml.Window("far").Replace("{name: far}", "{name: far, namespace: no-such-namespace}", StringComparison.Ordinal)));
        var given = fleet.Git.Commit(("urgent.yaml", null));
        await fleet.AskAsync();
        await fleet.UntilAppliedAsync(given);
        await OtherAsync(fleet, status => FleetBed.Reason(status) == "Refused");
        Assert.Equal(FleetBed.Name, await OwnerAsync(fleet));
        await NobodyIsToldAsync(fleet);

        second.Commit(("far.yaml", null));
        await AskOtherAsync(fleet);

        await OtherAsync(fleet, status => FleetBed.Reason(status) == "Applied");
        Assert.Equal(Other, await OwnerAsync(fleet));
        await NobodyIsToldAsync(fleet);
    }

    [Fact]
    public async Task AnnouncedEmergency_IsCalledOff_ThoughAnotherRepositoryIsOutOfReach_WhenNoneDeclaresIt()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        using var second = new Upstream();
        fleet.Start();
        await AnnouncedAsync(fleet, second);
        second.Library.Refs.Remove("refs/heads/main");

        fleet.Git.Commit(("urgent.yaml", null));
        await fleet.AskAsync();

        await Bed.UntilAsync("it is called off", async () => (await fleet.Bed.LedgerAsync()).Tickets.Values.Single().Spec.CancelledAt is not null);
    }

    [Fact]
    public async Task AnnouncedEmergency_IsNotDeletedByAnotherSource_WhenSomebodyChangesItsLabel()
    {
        await using var fleet = await FleetBed.NewAsync(plane);
        using var second = new Upstream();
        fleet.Start();
        await AnnouncedAsync(fleet, second);
        var uid = (string?)(await UrgentAsync(fleet))["metadata"]!["uid"];

        await fleet.Bed.KubectlAsync("label", "mw", "urgent", "--overwrite", $"ops.reconciler.dev/fleet={Other}");
        var asked = await AskOtherAsync(fleet);

        await OtherAsync(fleet, status => (string?)status["lastHandledRequestedAt"] == asked);
        await Bed.UntilAsync("the label is put back", async () => await OwnerAsync(fleet) == FleetBed.Name);
        Assert.Equal(uid, (string?)(await UrgentAsync(fleet))["metadata"]!["uid"]);
        await NobodyIsToldAsync(fleet);
    }

    private static async Task AnnouncedAsync(FleetBed fleet, Upstream second)
    {
        await fleet.FollowAsync();
        await fleet.UntilAppliedAsync(fleet.Git.Commit(("acme.yaml", Yaml.Instance()), ("urgent.yaml", Yaml.Emergency("urgent")), ("stays.yaml", Yaml.Window("stays", "2027-02-16"))));
        var mine = second.Commit(("mine.yaml", Yaml.Window("mine", "2027-02-02")), ("more.yaml", Yaml.Window("more", "2027-02-09")));
        await fleet.Bed.ApplyAsync($"{{apiVersion: ops.reconciler.dev/v1alpha1, kind: FleetSource, metadata: {{name: {Other}}}, spec: {{url: '{second.Url}', interval: 24h}}}}");
        await OtherAsync(fleet, status => (string?)status["lastAppliedRevision"] == mine);
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

    private static Task<JsonNode> UrgentAsync(FleetBed fleet) => fleet.Bed.GetAsync("MaintenanceWindow", "urgent");

    private static async Task<string?> OwnerAsync(FleetBed fleet) => (string?)(await UrgentAsync(fleet))["metadata"]!["labels"]!["ops.reconciler.dev/fleet"];

    private static async Task<string> AskOtherAsync(FleetBed fleet)
    {
        var asked = $"asked-{TimeProvider.System.GetTimestamp()}";
        await fleet.Bed.KubectlAsync("annotate", "fleet", Other, "--overwrite", $"ops.reconciler.dev/requested-at={asked}");
        return asked;
    }

    private static Task OtherAsync(FleetBed fleet, Func<JsonNode, bool> isSo) =>
        Bed.UntilAsync("the other source is so", async () => (await fleet.Bed.FindAsync("FleetSource", Other))?["status"] is { } status && status["conditions"] is not null && isSo(status));
}
