using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Policy.Rules;

/// <summary>What a partner asks for is reviewed together and approved by both sides (policy, section 6). A window that carries it out waits.</summary>
internal static class Chg001
{
    public static Rule Rule { get; } = new(
        "CHG001", "a change that a partner asks for has the approval of both sides", Severity.Error, Waivable: false, "review, approvals, changes.approvals of the policy; a window's changeRequest")
    {
        OfFleet = OfRequests,
        OfChange = AtMostOne.Of<Change>(OfWindow),
        HoldsChanges = true,
    };

    private static IEnumerable<(Subject, Violation)> OfRequests(World world) =>
        from declared in world.Snapshot.ChangeRequests
        let file = world.Requests[declared.Key]
        where file is { IsWithdrawn: false, IsRefused: false, Missing.IsEmpty: false }
        select (file.Subject, new Violation(
            file.Spec.Review is null ? "spec" : "spec.approvals",
            $"{declared.Key.Name} lacks {string.Join(", ", file.Missing)}",
            $"the route: {file.Route}; record what happened in spec.review and spec.approvals, not before it happened")
        { Short = "not approved by both sides" });

    private static Violation? OfWindow(Change change, World world)
    {
        if (change is { Outcome: null, Window.ChangeRequest: { } name }
            && world.Requests.GetValueOrDefault(new ObjectKey(change.Origin.Namespace, name)) is { State: not RequestState.Approved } file)
        {
            return new(
                "spec.changeRequest",
                $"{change.Name} carries out {name}, which is {Words.Of(file.State)}",
                file.Next ?? "take the window out: what it carries out is not wanted")
            { Short = $"{name} is {Words.Of(file.State)}" };
        }

        return null;
    }
}
