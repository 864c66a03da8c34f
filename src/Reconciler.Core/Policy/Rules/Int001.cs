using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Policy.Rules;

/// <summary>Each third-party integration is tested after a change that touches it (policy, section 12).</summary>
internal static class Int001
{
    public static Rule Rule { get; } = new(
        "INT001", "a test of each integration that a change touches", Severity.Warning, Waivable: true, "integrations, integrationTests, duties.integrationTestsFor of the policy")
    {
        OfChange = (change, world) => change is { Site: { Spec.Integrations.IsEmpty: false } site, IsEmergency: false, Outcome: null } && world.Policy.Duties.IntegrationTestsFor.Contains(change.Window.Category) ? Check(change, site) : [],
    };

    private static IEnumerable<Violation> Check(Change change, Site site)
    {
        var touched = site.Spec.Integrations
            .Where(integration => integration.ManagedBy != Party.Provider && (integration.Applications.IsEmpty || integration.Applications.Any(kind => change.Applications.Contains(kind))))
            .Select(integration => (integration.Name, Test: change.Window.IntegrationTests.LastOrDefault(test => test.Integration == integration.Name)))
            .ToArray();
        foreach (var (name, _) in touched.Where(pair => pair.Test is { Passed: false }))
        {
            yield return new(change.Path, $"the test of {name} of {site.Key.Name} failed for {change.Name}", "mend it, test again, and write passed: true")
            { Short = $"test of {name} failed" };
        }

        var untested = touched.Where(pair => pair.Test is null).Select(pair => pair.Name).ToArray();
        if (untested.Length > 0)
        {
            yield return new(
                change.Path,
                $"{change.Name} touches {string.Join(", ", untested)} of {site.Key.Name}, and no test of {(untested.Length == 1 ? "it" : "them")} is planned or recorded",
                $"add to integrationTests: {string.Join(", ", untested.Select(name => $"{{integration: {name}}}"))}")
            { Short = $"no test of {string.Join(", ", untested)}" };
        }
    }
}
