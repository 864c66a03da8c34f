namespace Reconciler.Core.Policy.Rules;

/// <summary>An emergency change leaves no choice of date: it is not moved (policy, section 2).</summary>
internal static class Rsc004
{
    public static Rule Rule { get; } = new(
        "RSC004", "an emergency change is not moved", Severity.Error, Waivable: false, "moves, emergency")
    {
        OfMove = (asked, _) => !asked.Change.IsEmergency
            ? null
            : new(asked.Path, $"the move to {asked.Move.To} has no effect: {asked.Change.Name} is an emergency change", "take the move out; what can wait is no emergency")
            { Short = "emergency moved" },
    };
}
