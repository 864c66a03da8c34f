using System.Text.Json.Nodes;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Kubernetes.Objects;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator.Fleets;

/// <summary>Who changed an object, and what, as far as its managed fields tell.</summary>
internal static class DriftReport
{
    private const int MostFields = 3;
    private static readonly string[] Texts = ["labels", "annotations"];

    /// <summary>Tells it.</summary>
    /// <param name="prepared">What is declared.</param>
    /// <param name="live">What the cluster has; null: somebody deleted it.</param>
    /// <param name="now">When it is put back.</param>
    public static FleetDrift Of(PreparedWrite prepared, ApiObject? live, DateTimeOffset now)
    {
        var (kind, space, name) = prepared.Reference;
        var drift = new FleetDrift { Object = $"{kind} {new ObjectKey(space, name)}", At = now, What = "deleted" };
        if (live is not { } found)
        {
            return drift;
        }

        var (wanted, there) = (JsonNode.Parse(prepared.Json)!.AsObject(), JsonNode.Parse(found.Json.Span)!.AsObject());
        var fields = Differing(wanted, there).Concat(Overwritten(wanted, there, prepared.Write.Found?.Value?.IsForged is true)).ToArray();
        return drift with
        {
            By = LastForeign(there, fields),
            What = fields.Length == 0 ? "whose it is" : string.Join(", ", fields.Take(MostFields).Select(TextOf)) + (fields.Length > MostFields ? ", …" : ""),
        };
    }

    // What people write is all theirs: what is there beside it differs too.
    private static IEnumerable<string[]> Differing(JsonObject wanted, JsonObject there) =>
        wanted.Where(part => part.Key is not ("apiVersion" or "kind" or "metadata")).SelectMany(part =>
        {
            var (declared, found) = (part.Value as JsonObject ?? [], there[part.Key] as JsonObject ?? []);
            return declared.Select(field => field.Key).Union(found.Select(field => field.Key))
                .Where(field => !JsonNode.DeepEquals(declared[field], found[field]))
                .Select(field => new[] { part.Key, field });
        });

    private static IEnumerable<string[]> Overwritten(JsonObject wanted, JsonObject there, bool isForged) =>
        Texts.SelectMany(texts => (wanted["metadata"]![texts] as JsonObject ?? [])
            .Where(text => (isForged || !Known.Stamps.Contains(text.Key)) && !JsonNode.DeepEquals(text.Value, there["metadata"]![texts]?[text.Key]))
            .Select(text => new[] { "metadata", texts, text.Key }));

    private static string TextOf(string[] path) => path is [var metadata, var texts, var key] ? $"{metadata}.{texts}[{key}]" : string.Join('.', path);

    // Who wrote something else of it is not to blame; a field that was taken away has no manager any more.
    private static string? LastForeign(JsonObject there, IReadOnlyCollection<string[]> fields) => (there["metadata"]!["managedFields"] as JsonArray ?? [])
        .Where(entry => entry!["subresource"] is null && (string?)entry["manager"] != Known.FleetManager && fields.Any(path => Owns(entry["fieldsV1"], path)))
        .OrderBy(entry => (string?)entry!["time"], StringComparer.Ordinal)
        .Select(entry => (string?)entry!["manager"])
        .LastOrDefault();

    private static bool Owns(JsonNode? fields, IEnumerable<string> path) => path.Aggregate(fields, (field, step) => field?[$"f:{step}"]) is not null;
}
