using Reconciler.Api;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Policy.Rules;

/// <summary>Scans of an instance by partner or customer are not supported (policy, section 6).</summary>
internal static class Chg002
{
    public static Rule Rule { get; } = new(
        "CHG002", "no vulnerability scan by partner or customer", Severity.Error, Waivable: false, "class")
    {
        OfFleet = Check,
    };

    private static IEnumerable<(Subject, Violation)> Check(World world) =>
        from declared in world.Snapshot.ChangeRequests
        let file = world.Requests[declared.Key]
        where file is { IsWithdrawn: false, Spec.Class: RequestClass.VulnerabilityScan }
        select (file.Subject, new Violation(
            "spec.class",
            $"{declared.Key.Name} asks for a vulnerability scan of the instance, which is not supported",
            $"the provider scans continuously and has independent penetration tests made; the attestation letter is at {world.Policy.Provider.TrustPortal}")
        { Short = "scans are not supported" });
}
