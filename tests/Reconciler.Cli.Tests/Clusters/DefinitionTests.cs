using System.Text.Json.Nodes;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Cli.Tests.Clusters;

/// <summary>An API server takes the definitions, and tells people what stands in them.</summary>
public sealed class DefinitionTests(ControlPlane plane)
{
    [Fact]
    public async Task Definitions_AreStructural_AndServed()
    {
        await plane.PrepareAsync("definitions");
        var definitions = JsonNode.Parse(await plane.KubectlAsync("get", "crd", "-o", "json"))!["items"]!.AsArray();

        Assert.Equal(11, definitions.Count);
        Assert.All(definitions, definition => Assert.Equal(
            ["Established=True", "NamesAccepted=True"],
            definition!["status"]!["conditions"]!.AsArray().Select(condition => $"{condition!["type"]}={condition["status"]}").Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("mw.spec.start")]
    [InlineData("mw.spec.category")]
    [InlineData("di.spec.certificates")]
    public async Task Explain_ReadsWell(string field)
    {
        await plane.PrepareAsync("definitions");

        Golden.Match($"../Golden/explain/{field}.golden.txt", await plane.KubectlAsync("explain", field));
    }

    [Fact]
    public async Task Get_TakesTheCategory_ForEverythingOfTheProduct()
    {
        await plane.PrepareAsync("definitions");
        await plane.KubectlAsync(
            """
            apiVersion: ops.reconciler.dev/v1alpha1
            kind: HolidayCalendar
            metadata: {name: acme}
            spec: {dates: [{date: 2026-12-24, name: Founders}]}
            """,
            ["apply", "-n", "definitions", "-f", "-"]);

        Assert.Contains("holidaycalendar.ops.reconciler.dev/acme\n", await plane.KubectlAsync("get", "reconciler", "-n", "definitions", "-o", "name"), StringComparison.Ordinal);
    }
}
