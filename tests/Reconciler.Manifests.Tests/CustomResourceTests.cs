using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Reconciler.Api;
using Reconciler.Manifests.Schemas;

namespace Reconciler.Manifests.Tests;

/// <summary>What the definitions say, as far as no API server is needed to see it.</summary>
public sealed partial class CustomResourceTests
{
    private static readonly string Folder = Repository.PathOf("charts", "reconciler", "crds");

    public static TheoryData<string> Names => [.. CustomResources.All().Select(definition => definition.Kind)];

    [Fact]
    public void All_HasEveryKindOfTheApi() => Assert.Equal(
        [.. typeof(Resource).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Resource)) && !type.IsAbstract).Select(type => type.Name).Order(StringComparer.Ordinal)],
        CustomResources.All().Select(definition => definition.Kind));

    [Fact]
    public void CommittedCopies_AreWhatTheRecordsSay()
    {
        // `helm show crds` puts nothing between two files.
        Assert.All(CustomResources.All(), definition => Golden.MatchFile(Path.Combine(Folder, definition.Name + ".yaml"), "---\n" + definition.ToYaml()));
        Assert.Equal(
            CustomResources.All().Select(definition => definition.Name + ".yaml").Order(StringComparer.Ordinal),
            Directory.GetFiles(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    // An API server takes any path: one that leads nowhere is an empty column for ever.
    [Theory]
    [MemberData(nameof(Names))]
    public void ColumnsAndSelectors_LeadToFields(string kind)
    {
        var version = VersionOf(kind);
        var paths = Paths(version["additionalPrinterColumns"]).Where(path => !path.StartsWith(".metadata.", StringComparison.Ordinal)).Concat(Paths(version["selectableFields"]));

        Assert.All(paths, path => Assert.True(Leads(version["schema"]!["openAPIV3Schema"]!, path), path));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fields_AreDescribed(string kind) => Assert.All(
        Nodes(VersionOf(kind)["schema"]!["openAPIV3Schema"]!, "").Where(node => node.Path.StartsWith(".spec", StringComparison.Ordinal) || node.Path.StartsWith(".status", StringComparison.Ordinal)),
        node => Assert.False(string.IsNullOrWhiteSpace(node.Schema["description"]?.GetValue<string>()), node.Path));

    [Fact]
    public void Policy_RequiresOnlyWhatTellsElementsApart() => Assert.All(
        Nodes(VersionOf("OperationalPolicy")["schema"]!["openAPIV3Schema"]!["properties"]!["spec"]!, ""),
        node => Assert.Equal(
            Below(node.Schema)["required"]?.AsArray().Select(name => name!.GetValue<string>()) ?? [],
            node.Schema["x-kubernetes-list-map-keys"]?.AsArray().Select(name => name!.GetValue<string>()) ?? []));

    [Theory]
    [InlineData("mw")]
    [InlineData("maintenancewindows")]
    [InlineData("maintenanceWindow")]
    public void Find_TakesEveryNameOfAKind(string name) => Assert.Equal("maintenancewindows.ops.reconciler.dev", CustomResources.Find(name)?.Name);

    [Fact]
    public void Find_IsNothing_WhenThereIsNoSuchKind() => Assert.Null(CustomResources.Find("pod"));

    private static JsonNode VersionOf(string kind) => CustomResources.Find(kind)!.ToJson()["spec"]!["versions"]![0]!;

    private static IEnumerable<string> Paths(JsonNode? list) => list?.AsArray().Select(entry => entry!["jsonPath"]!.GetValue<string>()) ?? [];

    private static bool Leads(JsonNode schema, string path) =>
        Selectors().Replace(path, "").Split('.', StringSplitOptions.RemoveEmptyEntries).Aggregate((JsonNode?)schema, (node, name) => node is null ? null : Below(node)["properties"]?[name]) is not null;

    private static IEnumerable<(string Path, JsonNode Schema)> Nodes(JsonNode schema, string path) =>
        Below(schema)["properties"] is JsonObject properties
            ? properties.SelectMany(property => Nodes(property.Value!, $"{path}.{property.Key}").Prepend(($"{path}.{property.Key}", property.Value!)))
            : [];

    private static JsonNode Below(JsonNode schema) =>
        schema["items"] is { } element ? Below(element)
        : schema["additionalProperties"] is { } value ? Below(value)
        : schema;

    // [0] and [?(@.type=="Ready")]
    [GeneratedRegex(@"\[[^\]]*\]", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Selectors();
}
