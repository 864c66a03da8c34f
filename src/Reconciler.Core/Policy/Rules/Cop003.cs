using Reconciler.Api;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Policy.Rules;

/// <summary>Only a vulnerability or an imminent failure makes a COP file an emergency, and it says which (policy, section 5).</summary>
internal static class Cop003
{
    public static Rule Rule { get; } = new(
        "COP003", "emergency COP with a reference to a vulnerability or an imminent failure", Severity.Error, Waivable: false, "emergency, references, cops.emergencyReferences of the policy")
    {
        OfChange = Cops.EachPending(Check),
        HoldsChanges = true,
    };

    private static Violation? Check(Change change, CopRequestSpec cop, World world)
    {
        var kinds = world.Policy.Cops.EmergencyReferences;
        if (cop is { Emergency: not null, Initiator: Party.Provider }
            && !cop.References.Any(reference => kinds.Contains(reference.Kind) && !string.IsNullOrWhiteSpace(reference.Id)))
        {
            return new(
                "spec.emergency",
                $"{cop.File} is an emergency without a reference of kind {string.Join(" or ", kinds.Select(Words.Of))}",
                "add the reference, or take spec.emergency out: everything else is regular maintenance, with notice")
            { Short = "emergency COP without its reason" };
        }

        return null;
    }
}
