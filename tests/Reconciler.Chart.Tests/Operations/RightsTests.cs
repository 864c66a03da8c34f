using System.Text.Json.Nodes;
using Reconciler.Chart.Tests.Given;
using Reconciler.Operator.Checking;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Chart.Tests.Operations;

/// <summary>What <c>reconciler check</c> asks for is what the chart grants.</summary>
/// <param name="plane">A real API server, which reads what Helm renders.</param>
public sealed class RightsTests(ChartPlane plane)
{
    private const string Space = "checked";

    [Theory]
    [InlineData(null, true)]
    [InlineData(null, false)]
    [InlineData(Space, true)]
    [InlineData(Space, false)]
    public async Task Check_AsksForWhatTheChartGrants(string? only, bool withSources)
    {
        await plane.WithAsync(Space);
        Assert.SkipUnless(Assets.Has("helm"), Assets.Missing);
        var objects = await plane.TryAsync(await Helm.TemplateAsync(Space, "--set", $"watchNamespace={only}", "--set", $"fleetSources.enabled={(withSources ? "true" : "false")}", "--set", "lease.name=led", "--set", "rbac.aggregate=false"));

        var granted = objects.Where(found => (string?)found["kind"] is "Role" or "ClusterRole").SelectMany(RightsOf).Distinct().Order(StringComparer.Ordinal);

        var asked = Rights.Of(new() { Namespace = only, LeaseName = "led", LeaseNamespace = Space, WithSources = withSources })
            .SelectMany(right => right.Verbs.Select(verb => $"{right.Namespace}: {verb} {right.Group}/{right.Resource} {right.Name}"));
        Assert.Equal(granted, asked.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> RightsOf(JsonNode role) =>
        from rule in role["rules"]!.AsArray()
        from @group in Texts(rule!["apiGroups"])
        from resource in Texts(rule["resources"])
        from verb in Texts(rule["verbs"])
        from name in rule["resourceNames"] is null ? [""] : Texts(rule["resourceNames"])
        select $"{(string?)role["metadata"]!["namespace"]}: {verb} {@group}/{resource} {name}";

    private static IEnumerable<string> Texts(JsonNode? list) => list!.AsArray().Select(text => (string)text!);
}
