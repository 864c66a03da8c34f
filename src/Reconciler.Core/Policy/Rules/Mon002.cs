using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Policy.Rules;

/// <summary>Nobody relies on the provider to watch what it does not watch (policy, section 11).</summary>
internal static class Mon002
{
    public static Rule Rule { get; } = new(
        "MON002", "no integration watched by the provider that it does not watch", Severity.Warning, Waivable: true, "integrations, monitoring.excludedKinds of the policy")
    {
        OfInstance = (site, world) => site.Spec.Integrations.IsEmpty ? [] : Check(site, world),
    };

    private static IEnumerable<Violation> Check(Site site, World world)
    {
        foreach (var (index, integration) in site.Spec.Integrations.Index())
        {
            if (integration is { MonitoredBy: Party.Provider, Kind: { } kind } && world.Policy.Monitoring.ExcludedKinds.Contains(kind, StringComparer.OrdinalIgnoreCase))
            {
                yield return new(
                    $"spec.integrations[{index}].monitoredBy",
                    $"{integration.Name} of {site.Key.Name} is a {kind}, which the provider does not watch",
                    "write monitoredBy: partner and watch it, or take the field out")
                { Short = $"{integration.Name} is watched by nobody" };
            }
        }
    }
}
