using Reconciler.Api;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Policy.Rules;

/// <summary>An emergency's mail states the customer impact and goes to the distribution list (policy, section 2). It holds nothing back.</summary>
internal static class Not005
{
    public static Rule Rule { get; } = new(
        "NOT005", "emergency change with customer impact and distribution list", Severity.Error, Waivable: false, "emergency.customerImpact, the instance's distributionList")
    {
        OfChange = (change, world) => change is { Window.Emergency: { } emergency, Outcome: null } ? Check(change, emergency) : [],
    };

    private static IEnumerable<Violation> Check(Change change, Emergency emergency)
    {
        if (string.IsNullOrWhiteSpace(emergency.CustomerImpact))
        {
            yield return new(
                "spec.emergency",
                $"emergency {change.Name} states no impact on the customer, which the mail to the distribution list has to tell",
                "say it in spec.emergency.customerImpact");
        }

        if (change.Site is { Spec.DistributionList: null } site)
        {
            yield return new(
                "spec.instance",
                $"{site.Key.Name} has no distribution list, where an emergency is told",
                $"set spec.distributionList of DedicatedInstance {site.Key.Name}");
        }
    }
}
