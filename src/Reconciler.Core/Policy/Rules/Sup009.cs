using Reconciler.Core.Planning;
using Reconciler.Core.Support;

namespace Reconciler.Core.Policy.Rules;

/// <summary>A device that the instance does not manage is the partner's, with its vendor or product TAC (policy, section 8).</summary>
internal static class Sup009
{
    public static Rule Rule { get; } = new(
        "SUP009", "a case is about a device that the instance manages", Severity.Warning, Waivable: true, "device")
    {
        OfFleet = Cases.EachOpen(Check),
    };

    private static Violation? Check(CaseFile file, World world) =>
        file.Spec.Device is not { Managed: false } device ? null : new(
            "spec.device",
            $"{file.Declared.Key.Name} is about {device.Name}, which the instance does not manage",
            device.UnderContract ? "the partner takes it to the product TAC of the provider, under its maintenance contract"
                : $"the partner takes it to {(device.Vendor is { } vendor ? vendor : "its vendor")}")
        { Short = "device not managed by the instance" };
}
