using System.Reflection;
using System.Text.Json.Nodes;
using Reconciler.Api;
using Reconciler.Manifests.Binding;

namespace Reconciler.Manifests.Schemas;

/// <summary>
/// Structural schemas, as an API server takes them: what the shapes of the records say, every node with its type, every size with a bound.
/// </summary>
/// <param name="comments">What the records' comments say.</param>
/// <param name="isOverlay">Whether objects hold only what differs from others: then nothing is required but what tells elements of a list apart.</param>
internal sealed class StructuralSchema(Comments comments, bool isOverlay)
{
    // Bounds of what has none in the records: far above what people write, so that a rule's cost can be told beforehand.
    private const int MostElements = 10_000;
    private const int MostKeys = 1000;
    private const int LongestText = 32_768;
    private const int LongestFormatted = 256;

    /// <summary>The schema of a record.</summary>
    public JsonObject Of(RecordShape shape)
    {
        var schema = new JsonObject { ["type"] = "object" };
        var required = shape.Fields.Where(field => field.IsRequired && (!isOverlay || field.Name == KeyOf(shape))).Select(field => (JsonNode)field.Name).ToArray();
        if (required.Length > 0)
        {
            schema["required"] = new JsonArray(required);
        }

        schema["properties"] = new JsonObject(shape.Fields.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)Of(field))));
        if (SelfRules.Of(shape.Record) is { Length: > 0 } rules)
        {
            schema["x-kubernetes-validations"] = new JsonArray([.. rules.Select(rule => rule.ToJson())]);
        }

        return schema;
    }

    private JsonObject Of(Field field)
    {
        var schema = Of(field.Shape, field.Property);
        var text = comments.Of(field.Property);
        schema.Remove("description", out var more);
        schema.Insert(0, "description", more is null ? text : text + more);
        return schema;
    }

    private JsonObject Of(Shape shape, PropertyInfo property) => shape switch
    {
        RecordShape record => Of(record),
        IElements some => OfElements(shape, some.Element, property),
        _ => OfScalar(shape.SchemaOf(comments)),
    };

    private JsonObject OfElements(Shape shape, Shape element, PropertyInfo property)
    {
        var schema = shape.SchemaOf(comments);
        if (schema.ContainsKey("additionalProperties"))
        {
            schema["additionalProperties"] = Of(element, property);
            schema["maxProperties"] = MostKeys;
            return schema;
        }

        schema["items"] = Of(element, property);
        schema["maxItems"] ??= MostElements;
        if (element is RecordShape record && KeyOf(record) is { } key)
        {
            schema["x-kubernetes-list-type"] = "map";
            schema["x-kubernetes-list-map-keys"] = new JsonArray(key);
        }
        else
        {
            schema["x-kubernetes-list-type"] = property.IsDefined(typeof(DistinctAttribute)) ? "set" : "atomic";
        }

        return schema;
    }

    private static JsonObject OfScalar(JsonObject schema)
    {
        if (schema["type"] is JsonArray types)
        {
            // A cluster has texts and numbers apart. Only what looks like a number without being one, such as release 15, may be either.
            var isEither = types.Count == 2;
            schema.Remove("type");
            schema.Insert(0, isEither ? "x-kubernetes-int-or-string" : "type", isEither ? true : "string");
            if (isEither)
            {
                schema["description"] = " A text, or a whole number.";
            }
        }

        if (schema["enumDescriptions"] is JsonArray meanings)
        {
            var words = schema["enum"]!.AsArray().Select(word => word!.GetValue<string>());
            schema.Remove("enumDescriptions");
            schema["description"] = string.Concat(words.Zip(meanings, (word, meaning) => $"\n- {word}: {meaning}"));
        }
        else if (schema["type"]?.GetValue<string>() == "string" && !schema.ContainsKey("enum") && !schema.ContainsKey("maxLength"))
        {
            schema["maxLength"] = schema.ContainsKey("pattern") ? LongestFormatted : LongestText;
        }

        if (schema["type"]?.GetValue<string>() == "integer")
        {
            schema["format"] = "int64";
        }

        return schema;
    }

    private static string? KeyOf(RecordShape record) => record.Record.GetCustomAttribute<ListKeyAttribute>()?.Field;
}
