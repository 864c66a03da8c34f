using Reconciler.Core.Inventory;

namespace Reconciler.Operator.Events;

/// <summary>Something that people may want to see at an object.</summary>
/// <param name="Object">The object.</param>
/// <param name="Reason">One of <see cref="Reasons"/>.</param>
/// <param name="Message">A sentence.</param>
internal sealed record ClusterEvent(ObjectRef Object, string Reason, string Message)
{
    /// <summary>Whether somebody should do something.</summary>
    public bool IsWarning => Reasons.Warnings.Contains(Reason);
}
