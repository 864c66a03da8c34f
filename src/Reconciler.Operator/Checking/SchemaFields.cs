using System.Text.Json.Nodes;

namespace Reconciler.Operator.Checking;

/// <summary>The fields that a version of a definition knows.</summary>
internal static class SchemaFields
{
    /// <summary>Every field.</summary>
    /// <param name="version">The version.</param>
    /// <returns>Paths, as <c>spec.moves[].to</c>.</returns>
    public static IReadOnlySet<string> Of(JsonObject version)
    {
        var fields = new HashSet<string>(StringComparer.Ordinal);
        Add(version["schema"]?["openAPIV3Schema"] as JsonObject, "", fields);
        return fields;
    }

    private static void Add(JsonObject? schema, string path, HashSet<string> fields)
    {
        foreach (var (name, field) in schema?["properties"] as JsonObject ?? [])
        {
            var inner = path.Length == 0 ? name : $"{path}.{name}";
            fields.Add(inner);
            Add(field as JsonObject, inner, fields);
        }

        foreach (var (word, mark) in new[] { ("items", "[]"), ("additionalProperties", ".*") })
        {
            if (schema?[word] is JsonObject inner)
            {
                Add(inner, path + mark, fields);
            }
        }
    }
}
