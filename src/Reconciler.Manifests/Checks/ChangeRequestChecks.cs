using Reconciler.Api;

namespace Reconciler.Manifests.Checks;

/// <summary>Checks of one change request.</summary>
internal static class ChangeRequestChecks
{
    /// <summary>Runs them.</summary>
    public static void Run(ChangeRequestSpec spec, Report report)
    {
        SelectionChecks.Run(spec.Instances, report);
        foreach (var (index, approval) in spec.Approvals.Index())
        {
            if (spec.Approvals.Take(index).Any(before => before.Party == approval.Party))
            {
                var path = $"spec.approvals[{index}].party";
                report(ReadProblems.DuplicateName, path, $"'{path}' is a party that has approved before", "one approval of each party");
            }
        }
    }
}
