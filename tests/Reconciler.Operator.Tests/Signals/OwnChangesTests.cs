using System.Text.Json.Nodes;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Kubernetes.Caching;
using Reconciler.Kubernetes.Objects;
using Reconciler.Operator.Signals;
using Reconciler.Operator.Stores;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator.Tests.Signals;

/// <summary>Somebody writes an object in the moment in which the operator writes it: the answer brings both, and no event tells of it afterwards.</summary>
public sealed class OwnChangesTests
{
    private static readonly ResourceType Type = KnownTypes.Windows;

    private readonly OwnWrites _own = new();

    [Fact]
    public void StatusAnswer_IsOwn_WhenPeopleWroteNothing() => Assert.True(IsAnswerOwn(before => { }));

    [Fact]
    public void StatusAnswer_IsSomebodyElses_WhenItBringsAnotherSpecification() => Assert.False(IsAnswerOwn(after =>
    {
        after["metadata"]!["generation"] = 2;
        after["spec"]!["start"] = "2027-03-02";
    }));

    [Fact]
    public void StatusAnswer_IsSomebodyElses_WhenItBringsAnotherAnnotation() => Assert.False(IsAnswerOwn(after =>
        after["metadata"]!["annotations"] = new JsonObject { [Annotations.RequestedAt] = "now" }));

    [Fact]
    public void Applied_IsOwn_WhenItIsWhatWasWritten() => Assert.True(IsAppliedOwn(written => { }));

    [Fact]
    public void Applied_IsSomebodyElses_WhenTheAnswerHoldsMore() => Assert.False(IsAppliedOwn(written => written["spec"]!["backOut"] = "none"));

    [Fact]
    public void Deletion_IsSomebodyElses_WhenPeopleMadeTheObject() => Assert.False(_own.IsOwn(Type, new(Cached(Window()), null, IsAdopted: false)));

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void GeneratedWindow_IsOwn_UnlessSomebodyPutItsLabelBack(bool hadLabel, bool isOwn)
    {
        var (before, after) = (Generated(), Generated());
        if (!hadLabel)
        {
            before["metadata"]!.AsObject().Remove("labels");
        }

        _own.Specs.Write(new(Type.Kind, "fleet", "patch"), Cached(after).Value!.Made);

        Assert.Equal(isOwn, _own.IsOwn(Type, new(Cached(before), Cached(after), IsAdopted: false)));
    }

    [Fact]
    public void StatusThatIsGone_IsSomebodyElsesWork()
    {
        var before = Window();
        before["status"] = new JsonObject { ["why"] = "told 3 of 3" };
        _own.Statuses.Write(new(Type.Kind, "fleet", "patch"), Cached(before).Value!.Status.Digest);

        Assert.False(_own.IsOwn(Type, new(Cached(before), Cached(Window()), IsAdopted: false)));
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(0, 5, true)]
    [InlineData(5, 5, true)]
    [InlineData(5, 0, false)]
    [InlineData(5, 6, false)]
    public void StatusOfATicket_IsOwn_WhenItIsAsBeforeOrAsWritten(int before, int after, bool isOwn)
    {
        var reference = new ObjectRef(nameof(ChangeTicket), "fleet", "patch");
        _own.Specs.Write(reference, 1);
        _own.Statuses.Write(reference, 5);

        Assert.Equal(isOwn, _own.IsOwn(KnownTypes.Tickets, new CacheChange<Kept<ChangeTicket>>(Ticket(before), Ticket(after), IsAdopted: false)));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void NewTicket_IsOwn_WithoutAStatus_OrWithTheOneThatWasWritten(int status, bool isOwn)
    {
        var reference = new ObjectRef(nameof(ChangeTicket), "fleet", "patch");
        _own.Specs.Write(reference, 1);
        _own.Statuses.Write(reference, 5);

        Assert.Equal(isOwn, _own.IsOwn(KnownTypes.Tickets, new CacheChange<Kept<ChangeTicket>>(null, Ticket(status), IsAdopted: false)));
    }

    private static CachedObject<Kept<ChangeTicket>> Ticket(int status) => new(Cached(Window()).Head, new(null!, "7", "1", 1, (UInt128)status), null);

    // A status is written, and the answer holds what somebody did to the object meanwhile.
    private bool IsAnswerOwn(Action<JsonNode> meanwhile)
    {
        var (before, after) = (Window(), Window());
        after["status"] = new JsonObject { ["why"] = "told 3 of 3" };
        after["metadata"]!["resourceVersion"] = "8";
        meanwhile(after);
        _own.Statuses.Write(new(Type.Kind, "fleet", "patch"), Cached(after).Value!.Status.Digest);
        return _own.IsOwn(Type, new(Cached(before), Cached(after), IsAdopted: true));
    }

    // A fleet source creates an object, and the answer holds what somebody did to it.
    private bool IsAppliedOwn(Action<JsonNode> meanwhile)
    {
        var after = Window();
        after["metadata"]!["labels"] = new JsonObject { [Annotations.Fleet] = "team", [Annotations.FleetNamespace] = "fleet" };
        after["metadata"]!["managedFields"] = new JsonArray(new JsonObject { ["manager"] = Known.FleetManager });
        _own.Applied.Write(new(Type.Kind, "fleet", "patch"), Cached(after).Value!.Applied);
        meanwhile(after);
        return _own.IsOwn(Type, new(null, Cached(after), IsAdopted: true));
    }

    private static JsonNode Window() => JsonNode.Parse("""
        {"apiVersion": "ops.reconciler.dev/v1alpha1", "kind": "MaintenanceWindow",
         "metadata": {"name": "patch", "namespace": "fleet", "uid": "1", "resourceVersion": "7", "generation": 1},
         "spec": {"instance": "acme", "category": "routine", "start": "2026-12-15", "duration": "2h"}}
        """)!;

    private static JsonNode Generated()
    {
        var window = Window();
        window["metadata"]!["labels"] = new JsonObject { [Annotations.OriginKind] = nameof(CopRequest) };
        window["metadata"]!["ownerReferences"] = new JsonArray(new JsonObject { ["apiVersion"] = "ops.reconciler.dev/v1alpha1", ["kind"] = nameof(CopRequest), ["name"] = "hsm", ["uid"] = "2" });
        window["metadata"]!["managedFields"] = new JsonArray(new JsonObject { ["manager"] = Known.Manager });
        return window;
    }

    private static CachedObject<Known> Cached(JsonNode json)
    {
        var found = ApiObject.Parse(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()));
        return new(found.Head, Known.Read(Type, found, null), null);
    }
}
