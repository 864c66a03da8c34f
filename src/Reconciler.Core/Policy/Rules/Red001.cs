using System.Collections.Immutable;
using Reconciler.Api;
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
        ImmutableArray<Violation> found = [];
        for (var index = 0; index < site.Spec.Applications.Length; index++)
        {
            var application = site.Spec.Applications[index];
            if (!world.Policy.Duties.RedundantApplications.Contains(application.Kind))
            {
                continue;
            }

            if (OnlyCentreOf(application) is { } only)
            {
                found = found.Add(new(
                    $"spec.applications[{index}].nodes",
                    $"{Words.Of(application.Kind)} of {site.Key.Name} stands in {only} alone: when that data centre fails, it fails",
                    "add a node in another data centre, or waive the rule with a reason")
                { Short = $"{Words.Of(application.Kind)} in one data centre" });
            }
        }

        return Several.Found(found);
    }

    private static string? OnlyCentreOf(Application application)
    {
        var only = application.Nodes.FirstOrDefault()?.DataCenter;
        foreach (var node in application.Nodes)
        {
            if (node.DataCenter != only)
            {
                return null;
            }
        }

        return only;
    }
}
