using System.Text.Json.Nodes;
using Reconciler.Api;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Objects;
using Reconciler.Manifests;
using Reconciler.Manifests.Schemas;

namespace Reconciler.Operator.Fleets;

/// <summary>What a server holds writes of our kinds against, as far as it tells. What it does not tell, as for want of rights, counts as closed.</summary>
/// <param name="objects">The server.</param>
internal sealed class ServerGates(ApiObjects objects)
{
    private const string Admission = "admissionregistration.k8s.io";

    private static readonly ResourceType Definitions = new("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition", Namespaced: false);
    private static readonly ResourceType Quotas = new("", "v1", "resourcequotas", "ResourceQuota", Namespaced: true);

    private static readonly string[] Admitting =
    [
        "mutatingadmissionpolicies", "mutatingadmissionpolicybindings", "mutatingwebhookconfigurations",
        "validatingadmissionpolicies", "validatingadmissionpolicybindings", "validatingwebhookconfigurations",
    ];

    /// <summary>What is looked at, and how, on the servers of today; without the rights to it nothing is known.</summary>
    public static IEnumerable<(ResourceType Type, string Verb)> Looks =>
    [
        (Definitions, "get"), (Quotas, "list"),
        .. Admitting.Select(plural => (new ResourceType(Admission, "v1", plural, plural, Namespaced: false), "list")),
    ];

    /// <summary>The schema of a kind, where the definition in the cluster has ours word for word; null: another, or none that can be seen.</summary>
    public Task<JsonNode?> FindSchemaAsync(ResourceType type, CancellationToken stop) => ToldAsync(async () =>
    {
        if (CustomResources.Find(type.Kind) is not { } ours || await objects.FindAsync(Definitions, new(null, ours.Name), stop) is not { } served)
        {
            return null;
        }

        var schema = SchemaIn(ours.ToJson());
        var there = JsonNode.Parse(served.Json.Span)!;
        return (string?)there["spec"]!["conversion"]?["strategy"] is null or "None" && DigestOf(SchemaIn(there)) == DigestOf(schema) ? schema : null;
    });

    /// <summary>Whether no webhook and no admission policy, of any kind that the server knows, names our group or all groups.</summary>
    public async Task<bool> IsFreeOfAdmissionAsync(CancellationToken stop) => await ToldAsync(async () =>
    {
        var types = new Dictionary<string, ResourceType>(StringComparer.Ordinal);
        foreach (var version in (await AskAsync($"/apis/{Admission}", stop))["versions"]!.AsArray().Select(version => (string)version!["version"]!))
        {
            foreach (var resource in (await AskAsync($"/apis/{Admission}/{version}", stop))["resources"]!.AsArray())
            {
                var (plural, kind) = ((string)resource!["name"]!, (string)resource["kind"]!);
                if (!plural.Contains('/', StringComparison.Ordinal))
                {
                    types.TryAdd(plural, new(Admission, version, plural, kind, Namespaced: false));
                }
            }
        }

        var all = await Task.WhenAll(types.Values.Select(type => objects.ListAsync(type, Selection.All, stop)));
        return (bool?)!all.Any(found => found.Any(each => NamesUs(JsonNode.Parse(each.Json.Span))));
    }) is true;

    /// <summary>Whether no quota of a namespace counts objects of our group.</summary>
    public async Task<bool> IsFreeOfQuotaAsync(string space, CancellationToken stop) => await ToldAsync(async () =>
        (bool?)(await objects.ListAsync(Quotas, new(space), stop)).All(quota =>
            (JsonNode.Parse(quota.Json.Span)!["spec"]?["hard"] as JsonObject ?? []).All(limit => !limit.Key.Contains(ApiGroup.Name, StringComparison.Ordinal)))) is true;

    private static async Task<T?> ToldAsync<T>(Func<Task<T?>> ask)
    {
        try
        {
            return await ask();
        }
        catch (ApiException)
        {
            return default;
        }
    }

    // Rules of webhooks and of policies have the same form, wherever they stand.
    private static bool NamesUs(JsonNode? node) => node switch
    {
        JsonObject fields => fields.Any(field => field is { Key: "apiGroups", Value: JsonArray groups } ? groups.Any(group => (string?)group is "*" or ApiGroup.Name) : NamesUs(field.Value)),
        JsonArray items => items.Any(NamesUs),
        _ => false,
    };

    private static JsonNode SchemaIn(JsonNode definition) =>
        definition["spec"]!["versions"]!.AsArray().FirstOrDefault(version => (string?)version!["name"] == ApiGroup.Version)?["schema"]?["openAPIV3Schema"] ?? new JsonObject();

    private static UInt128 DigestOf(JsonNode schema) => JsonDigest.Of(schema.ToElement());

    private async Task<JsonNode> AskAsync(string path, CancellationToken stop) => JsonNode.Parse(await objects.AskAsync(new(HttpMethod.Get, path), stop))!;
}
