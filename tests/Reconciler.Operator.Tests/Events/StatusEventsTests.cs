using System.Text.Json;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Policy;
using Reconciler.Manifests;
using Reconciler.Operator.Events;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator.Tests.Events;

/// <summary>What is told of a status that is new.</summary>
public sealed class StatusEventsTests
{
    private static readonly ObjectRef Subject = new(nameof(CopRequest), "fleet", "locale-set");

    [Theory]
    [InlineData(PlanReasons.AwaitingUpload)]
    [InlineData(PlanReasons.NothingToDo)]
    public void Of_SaysNothing_WhenThereIsNoStartAndNothingKeepsItFromOne(string reason) =>
        Assert.Empty(StatusEvents.Of(Subject, KnownStatus.None, Status(reason, ready: "True")));

    [Fact]
    public void Of_IsBlocked_WhenARuleKeepsItFromAStart() =>
        Assert.Equal(Reasons.Blocked, Assert.Single(StatusEvents.Of(Subject, KnownStatus.None, Status("WIN005", ready: "False"))).Reason);

    [Fact]
    public void Of_IsNotReady_WhenAPersonIsNeededForWhatAwaitsItsUpload() =>
        Assert.Equal(Reasons.NotReady, Assert.Single(StatusEvents.Of(Subject, KnownStatus.None, Status(PlanReasons.AwaitingUpload, ready: "False"))).Reason);

    [Theory]
    [InlineData(nameof(MaintenanceWindow))]
    [InlineData(nameof(DedicatedInstance))]
    public void Of_SaysNothing_WhenItCanNotBeRead(string kind)
    {
        var subject = new ObjectRef(kind, "fleet", "broken");
        using var json = JsonDocument.Parse(ManifestJson.WriteStatus(subject, UnreadableStatus.Of(subject, 1, "unknown field", ticket: null).Status, null));

        Assert.Empty(StatusEvents.Of(subject, KnownStatus.None, json.RootElement.GetProperty("status")));
    }

    private static JsonElement Status(string reason, string ready)
    {
        using var document = JsonDocument.Parse($$"""
            {"conditions": [{"type": "Scheduled", "status": "False", "reason": "{{reason}}", "message": "m"}, {"type": "Ready", "status": "{{ready}}", "reason": "r", "message": "m"}]}
            """);
        return document.RootElement.Clone();
    }
}
