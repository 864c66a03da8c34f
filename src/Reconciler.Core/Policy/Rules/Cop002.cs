using Reconciler.Api;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Policy.Rules;

/// <summary>A customer or partner asks for phone firmware, locale sets and device packs only (policy, section 5).</summary>
internal static class Cop002
{
    public static Rule Rule { get; } = new(
        "COP002", "customer-initiated COP of a class that customers may ask for", Severity.Error, Waivable: true, "initiator, class, cops.customerClasses of the policy")
    {
        OfChange = Cops.EachPending(Check),
        HoldsChanges = true,
    };

    private static Violation? Check(Change change, CopRequestSpec cop, World world)
    {
        if (cop.Initiator != Party.Provider && !world.Policy.Cops.CustomerClasses.Contains(cop.Class))
        {
            return new(
                "spec.class",
                $"the {Words.Of(cop.Initiator)} asks for a file of class {Words.Of(cop.Class)}; it may ask for {string.Join(", ", world.Policy.Cops.CustomerClasses.Select(Words.Of))}",
                "let the provider install it (initiator: provider), as maintenance")
            { Short = $"class {Words.Of(cop.Class)} is not for customers" };
        }

        return null;
    }
}
