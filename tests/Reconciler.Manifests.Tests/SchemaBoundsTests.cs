using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reconciler.Manifests.Schemas;

namespace Reconciler.Manifests.Tests;

/// <summary>Which bounds of the schemas the reader leaves to a server.</summary>
public sealed class SchemaBoundsTests
{
    [Fact]
    public void Hold_ForEverythingInTheExamples()
    {
        var objects = Repository.ManifestsIn(Repository.PathOf("examples"))
            .SelectMany(path => ClusterManifests.Of(ManifestReader.Read(new(path, File.ReadAllBytes(path)), "fleet")))
            .Where(manifest => manifest.Object.Kind != "ConfigMap").ToArray();

        Assert.NotEmpty(objects);
        Assert.All(objects, manifest => Assert.True(Hold(manifest.Object.Kind, manifest.Json["spec"]!), manifest.Json.ToJsonString()));
    }

    [Theory]
    [InlineData("""{"instance": "acme", "category": "patch"}""", true)]
    [InlineData("""{"instance": "acme", "colour": "red"}""", false)]
    [InlineData("""{"instance": null}""", false)]
    [InlineData("""{"dataCenters": ["a", "b"]}""", true)]
    [InlineData("""{"dataCenters": ["a", "a"]}""", false)]
    public void Hold_WhereFieldsAreKnown_AndElementsDiffer(string spec, bool expected) => Assert.Equal(expected, Hold("MaintenanceWindow", JsonNode.Parse(spec)!));

    [Theory]
    [InlineData("""{"blackouts": [{"name": "a"}, {"name": "b"}]}""", true)]
    [InlineData("""{"blackouts": [{"name": "a"}, {"name": "a"}]}""", false)]
    public void Hold_WhereNamesOfAListDiffer(string spec, bool expected) => Assert.Equal(expected, Hold("DedicatedInstance", JsonNode.Parse(spec)!));

    [Theory]
    [InlineData(32_768, true)]
    [InlineData(32_769, false)]
    public void Hold_UpToTheLongestText(int length, bool expected) => Assert.Equal(expected, Hold("MaintenanceWindow", new JsonObject { ["summary"] = new string('x', length) }));

    [Theory]
    [InlineData(10_000, true)]
    [InlineData(10_001, false)]
    public void Hold_UpToTheLongestList(int count, bool expected) => Assert.Equal(
        expected,
        Hold("MaintenanceWindow", new JsonObject { ["dataCenters"] = new JsonArray([.. Enumerable.Range(0, count).Select(i => (JsonNode)i.ToString(CultureInfo.InvariantCulture))]) }));

    private static bool Hold(string kind, JsonNode spec) =>
        SchemaBounds.Hold(JsonSerializer.SerializeToElement(spec), CustomResources.Find(kind)!.ToJson()["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!["properties"]!["spec"]!);
}
