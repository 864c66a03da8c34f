using Reconciler.Api;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Policy.Rules;

/// <summary>A customer's COP file is asked for by a service request in Control Hub (policy, section 5).</summary>
internal static class Cop005
{
    public static Rule Rule { get; } = new(
        "COP005", "customer-initiated COP with its service request", Severity.Error, Waivable: false, "initiator, references")
    {
        OfChange = Cops.EachPending(Check),
        HoldsChanges = true,
    };

    private static Violation? Check(Change change, CopRequestSpec cop, World world)
    {
        if (cop.Initiator != Party.Provider
            && !cop.References.Any(reference => reference.Kind == ReferenceKind.ServiceRequest && !string.IsNullOrWhiteSpace(reference.Id)))
        {
            return new(
                "spec.references",
                $"the {Words.Of(cop.Initiator)} asks for {cop.File} without a service request",
                $"open one in {world.Policy.Provider.ControlHub} and add {{kind: serviceRequest, id: NUMBER}}")
            { Short = "no service request" };
        }

        return null;
    }
}
