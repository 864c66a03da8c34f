using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Core.Policy;
using Reconciler.Kubernetes.Objects;

namespace Reconciler.Operator.Worlds;

/// <summary>
/// The status of a window that is deleted while a finalizer of somebody else still holds it: it is called off, whatever it said before; unless a fleet source puts it back.
/// </summary>
internal static class LeavingStatus
{
    private static readonly ImmutableArray<string> Over = [ConditionTypes.Scheduled, ConditionTypes.Announced, ConditionTypes.Ready];

    /// <summary>The statuses of all windows that people wrote and deleted.</summary>
    /// <param name="caches">The cluster.</param>
    /// <param name="returning">What is put back once it is gone.</param>
    public static IEnumerable<DesiredStatus> Of(ClusterCaches caches, IReadOnlySet<ObjectRef> returning) => caches.Windows.Read().Values
        .Where(found => found.Head is { DeletedAt: not null, Finalizers.Count: > 0 } && found.Value is { IsGenerated: false })
        .Select(found => (Subject: KnownTypes.ReferenceOf(caches.Windows.Type, found.Head.Name), found.Head))
        .Where(each => !returning.Contains(each.Subject) && caches.TicketOf(each.Subject) is not { Spec.CancelledAt: null })
        .Select(each => new DesiredStatus(each.Subject, Of(each.Head)));

    private static MaintenanceWindowStatus Of(ObjectHead head)
    {
        var message = $"it is deleted, so it does not take place; the finalizers {string.Join(", ", head.Finalizers)} still hold the object";
        return new()
        {
            ObservedGeneration = head.Generation,
            Conditions = [.. Over.Select(type => new Condition { Type = type, Status = ConditionStatus.False, Reason = PlanReasons.Gone, Message = message, ObservedGeneration = head.Generation })],
            State = EntryState.Cancelled,
            Reason = PlanReasons.Gone,
            Message = message,
            Why = "deleted",
            Next = $"gone once {string.Join(", ", head.Finalizers)} lets go of it",
        };
    }
}
