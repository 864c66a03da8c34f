using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;

namespace Reconciler.Operator.Events;

/// <summary>What people see of notices that rest behind the safety gate.</summary>
internal static class HoldEvents
{
    private const int MostWindows = 20;

    /// <summary>At the policy, where there is one, and at the first of the windows that nobody is told of: a fleet without a policy object has a hold too.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="hold">What rests.</param>
    public static IEnumerable<ClusterEvent> Of(Plan plan, SafetyHold hold)
    {
        var release = $"look at them, then annotate the OperationalPolicy default (where there is none, apply one with an empty spec) with {Annotations.Release}={hold.Digest}";
        return
        [
            new(new(nameof(OperationalPolicy), "", "default"), Reasons.HeldBySafety, $"{hold.Notices.Length} notices rest: {hold.Reason}; {release}"),
            .. plan.Notices
                .Where(notice => notice.State == NoticeState.Held)
                .Select(notice => new ObjectRef(nameof(MaintenanceWindow), notice.Namespace, notice.Entry))
                .Distinct()
                .Take(MostWindows)
                .Select(window => new ClusterEvent(window, Reasons.HeldBySafety, $"nobody is told of it; {hold.Notices.Length} notices rest: {hold.Reason}; {release}")),
        ];
    }
}
