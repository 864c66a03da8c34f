using Reconciler.Core.Planning;

namespace Reconciler.Core.Policy.Rules;

/// <summary>
/// Only four grounds make an emergency; somebody approved it, and where the policy names approvers one of them (policy, section 7). Both
/// stand in the object.
/// </summary>
internal static class Emg001
{
    public static Rule Rule { get; } = new(
        "EMG001", "emergency change with one of the four grounds, approved", Severity.Error, Waivable: false, "emergency.ground, emergency.approvedBy, emergency.approvers of the policy")
    {
        OfChange = AtMostOne.Of<Change>(Check),
        HoldsChanges = true,
    };

    /// <summary>Whether the exemptions of an emergency apply.</summary>
    public static bool Stands(Api.Emergency? emergency, Api.EmergencyPolicy policy) =>
        emergency is { Ground: not null } && !string.IsNullOrWhiteSpace(emergency.ApprovedBy)
        && (policy.Approvers.IsEmpty || policy.Approvers.Contains(emergency.ApprovedBy, StringComparer.Ordinal));

    private static Violation? Check(Change change, World world)
    {
        if (change.Window.Emergency is not { } emergency || change.Outcome is not null)
        {
            return null;
        }

        if (emergency.Ground is null)
        {
            return new(
                "spec.emergency",
                "an emergency without a ground is none, and has no exemption",
                "set spec.emergency.ground to restoreService, reduceOutage, avoidOutage or fixVulnerability, or take spec.emergency out")
            { Short = "emergency without a ground" };
        }
        else if (!Stands(emergency, world.Policy.Emergency))
        {
            return new(
                emergency.ApprovedBy is null ? "spec.emergency" : "spec.emergency.approvedBy",
                string.IsNullOrWhiteSpace(emergency.ApprovedBy) ? "nobody approved the emergency, so it is none, and has no exemption"
                    : $"the emergency is approved by {emergency.ApprovedBy}, who is not among the policy's approvers, so it has no exemption",
                world.Policy.Emergency.Approvers.IsEmpty ? "write who approved it in spec.emergency.approvedBy"
                    : $"have it approved by one of: {string.Join(", ", world.Policy.Emergency.Approvers)}")
            { Short = "emergency not approved" };
        }

        return null;
    }
}
