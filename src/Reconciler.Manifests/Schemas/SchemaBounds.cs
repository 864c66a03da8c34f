using System.Text.Json;
using System.Text.Json.Nodes;

namespace Reconciler.Manifests.Schemas;

/// <summary>
/// What a schema bounds and the reader does not: sizes, far above what people write, which it has only so that the cost of its rules can be told; and
/// that elements of some lists differ.
/// </summary>
public static class SchemaBounds
{
    /// <summary>Whether a value keeps the bounds, and has no field that the schema does not know.</summary>
    /// <param name="value">The value.</param>
    /// <param name="schema">Its structural schema.</param>
    /// <returns>Whether it does.</returns>
    public static bool Hold(JsonElement value, JsonNode schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return value.ValueKind switch
        {
            JsonValueKind.String => IsWithin(value.GetString()!.Length, schema["maxLength"]),
            JsonValueKind.Array => IsWithin(value.GetArrayLength(), schema["maxItems"]) && AreDistinct(value, schema) && value.EnumerateArray().All(item => HoldIn(item, schema["items"])),
            JsonValueKind.Object => IsWithin(value.EnumerateObject().Count(), schema["maxProperties"])
                && value.EnumerateObject().All(field => HoldIn(field.Value, schema["properties"]?[field.Name] ?? schema["additionalProperties"])),
            JsonValueKind.Null => false,
            _ => true,
        };
    }

    private static bool HoldIn(JsonElement value, JsonNode? schema) => schema is not null && Hold(value, schema);

    private static bool IsWithin(int size, JsonNode? most) => most is null || size <= most.GetValue<int>();

    private static bool AreDistinct(JsonElement list, JsonNode schema) => (string?)schema["x-kubernetes-list-type"] switch
    {
        "set" => AreDistinct(list.EnumerateArray().Select(item => item.ToString())),
        "map" => (string?)schema["x-kubernetes-list-map-keys"]![0] is { } key && AreDistinct(list.EnumerateArray().Select(item => item.TryGetProperty(key, out var value) ? value.ToString() : "")),
        _ => true,
    };

    private static bool AreDistinct(IEnumerable<string> texts)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return texts.All(seen.Add);
    }
}
