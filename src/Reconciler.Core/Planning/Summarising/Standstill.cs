using Reconciler.Core.Policy;

namespace Reconciler.Core.Planning.Summarising;

/// <summary>Why no change comes of an object that changes come from.</summary>
/// <param name="Reason">For machines: a rule id, or <see cref="PlanReasons.NothingToDo"/>.</param>
/// <param name="Message">In a few words.</param>
/// <param name="NeedsPerson">Whether it stays so until somebody does something.</param>
internal sealed record Standstill(string Reason, string Message, bool NeedsPerson)
{
    /// <summary>Its selection matches nothing.</summary>
    public static Standstill NoInstance { get; } = new(PlanReasons.NothingToDo, "no instance matches spec.instances", NeedsPerson: false);
}
