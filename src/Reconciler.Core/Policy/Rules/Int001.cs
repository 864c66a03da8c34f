using Reconciler.Api;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Policy.Rules;

/// <summary>Each third-party integration is tested after a change that touches it (policy, section 12).</summary>
internal static class Int001
{
    public static Rule Rule { get; } = new(
        "INT001", "a test of each integration that a change touches", Severity.Warning, Waivable: true, "integrations, integrationTests, duties.integrationTestsFor of the policy")
    {
        OfChange = Check,
    };

    private static IEnumerable<Violation> Check(Change change, World world)
    {
        if (change is not { Site: { } site, IsEmergency: false, Outcome: null } || !world.Policy.Duties.IntegrationTestsFor.Contains(change.Window.Category))
        {
            yield break;
        }

        foreach (var integration in site.Spec.Integrations)
        {
            if (integration.ManagedBy == Party.Provider || !(integration.Applications.IsEmpty || integration.Applications.Any(kind => change.Applications.Contains(kind))))
            {
                continue;
            }

            var test = change.Window.IntegrationTests.LastOrDefault(test => test.Integration == integration.Name);
            if (test is null or { Passed: false })
            {
                yield return new(
                    change.Path,
                    $"{change.Name} touches {integration.Name} of {site.Key.Name}, {(test is null ? "and no test of it is planned or recorded" : "and its test failed")}",
                    $"add {{integration: {integration.Name}}} to integrationTests, with passed: true once it passed")
                { Short = $"no test of {integration.Name}" };
            }
        }
    }
}
