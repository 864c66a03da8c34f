using Reconciler.Core.Planning;

namespace Reconciler.Core.Policy.Rules;

/// <summary>Only four grounds make an emergency, and only those whom the policy names approve it (policy, section 7).</summary>
internal static class Emg001
{
    public static Rule Rule { get; } = new(
        "EMG001", "emergency change with one of the four grounds, approved", Severity.Error, Waivable: false, "emergency.ground, emergency.approvedBy, emergency.approvers of the policy")
    {
        OfChange = Check,
        HoldsChanges = true,
    };

    /// <summary>Whether the exemptions of an emergency apply.</summary>
    public static bool Stands(Api.Emergency? emergency, Api.EmergencyPolicy policy) =>
        emergency is { Ground: not null } && (policy.Approvers.IsEmpty || policy.Approvers.Any(approver => approver == emergency.ApprovedBy));

    private static IEnumerable<Violation> Check(Change change, World world)
    {
        if (change.Window.Emergency is not { } emergency || change.Outcome is not null)
        {
            yield break;
        }

        if (emergency.Ground is null)
        {
            yield return new(
                "spec.emergency",
                "an emergency without a ground is none, and has no exemption",
                "set spec.emergency.ground to restoreService, reduceOutage, avoidOutage or fixVulnerability, or take spec.emergency out")
            { Short = "emergency without a ground" };
        }
        else if (!Stands(emergency, world.Policy.Emergency))
        {
            yield return new(
                "spec.emergency.approvedBy",
                $"the emergency is approved by {emergency.ApprovedBy ?? "nobody"}, who is not among the policy's approvers",
                $"have it approved by one of: {string.Join(", ", world.Policy.Emergency.Approvers)}")
            { Short = "emergency not approved" };
        }
    }
}
