using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Policy.Rules;

/// <summary>The nodes of an application stand in more than one data centre (policy, section 12).</summary>
internal static class Red001
{
    public static Rule Rule { get; } = new(
        "RED001", "an application stands in more than one data centre", Severity.Warning, Waivable: true, "applications, duties.redundantApplications of the policy")
    {
        OfInstance = Check,
    };

    private static IEnumerable<Violation> Check(Site site, World world)
    {
        foreach (var (index, application) in site.Spec.Applications.Index())
        {
            if (!world.Policy.Duties.RedundantApplications.Contains(application.Kind))
            {
                continue;
            }

            var centres = application.Nodes.Select(node => node.DataCenter).Distinct(StringComparer.Ordinal).ToArray();
            if (centres is [var only])
            {
                yield return new(
                    $"spec.applications[{index}].nodes",
                    $"{Words.Of(application.Kind)} of {site.Key.Name} stands in {only} alone: when that data centre fails, it fails",
                    "add a node in another data centre, or waive the rule with a reason")
                { Short = $"{Words.Of(application.Kind)} in one data centre" };
            }
        }
    }
}
