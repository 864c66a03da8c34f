using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reconciler.Api;
using Reconciler.Manifests.Binding;

namespace Reconciler.Manifests.Schemas;

/// <summary>
/// JSON schemas (draft 7) of what people write, made from the records and their comments: what an editor completes, shows and underlines is
/// what the reader takes.
/// </summary>
public static class JsonSchemas
{
    private const string Draft = "http://json-schema.org/draft-07/schema#";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Kinds that people write, by name.</summary>
    public static IEnumerable<string> Kinds => Written.Select(kind => kind.Info.Kind);

    private static IEnumerable<Kind> Written => Binding.Kinds.Names.Select(Binding.Kinds.Find).OfType<Kind>().Where(kind => !kind.Info.Generated);

    /// <summary>The schema of one kind.</summary>
    /// <param name="name">Kind, plural or short name, in any case.</param>
    /// <returns>A JSON document that ends with a line end; null where people write no such kind.</returns>
    public static string? OfKind(string name) =>
        Written.FirstOrDefault(kind => kind.Answers(name)) is { } kind
            ? Text(WithDraft(Of(kind, Comments.Load())))
            : null;

    /// <summary>One schema for every file of a fleet: <c>kind</c> chooses. Objects of other groups are not its business.</summary>
    /// <returns>A JSON document that ends with a line end.</returns>
    public static string OfFleet()
    {
        var comments = Comments.Load();
        var schema = new JsonObject
        {
            ["title"] = "A file of a fleet",
            ["type"] = "object",
            ["required"] = new JsonArray("apiVersion", "kind"),
            ["properties"] = new JsonObject
            {
                ["apiVersion"] = new JsonObject { ["type"] = "string", ["description"] = $"{ApiGroup.ApiVersion} for what Reconciler reads; objects of other groups are passed over." },
                ["kind"] = new JsonObject { ["type"] = "string", ["description"] = "What it is; 'reconciler explain' lists the kinds." },
            },
            ["if"] = new JsonObject { ["properties"] = new JsonObject { ["apiVersion"] = new JsonObject { ["const"] = ApiGroup.ApiVersion } } },
            ["then"] = new JsonObject
            {
                ["properties"] = new JsonObject
                {
                    ["kind"] = new JsonObject
                    {
                        ["enum"] = new JsonArray([.. Written.Select(kind => (JsonNode)kind.Info.Kind)]),
                        ["enumDescriptions"] = new JsonArray([.. Written.Select(kind => (JsonNode)comments.Of(kind.Record))]),
                    },
                },
                ["allOf"] = new JsonArray([.. Written.Select(kind => (JsonNode)new JsonObject
                {
                    ["if"] = new JsonObject { ["properties"] = new JsonObject { ["kind"] = new JsonObject { ["const"] = kind.Info.Kind } } },
                    ["then"] = new JsonObject { ["$ref"] = $"#/definitions/{kind.Info.Kind}" },
                })]),
            },
            ["definitions"] = new JsonObject(Written.Select(kind => KeyValuePair.Create(kind.Info.Kind, (JsonNode?)Of(kind, comments)))),
        };
        return Text(WithDraft(schema));
    }

    private static JsonObject Of(Kind kind, Comments comments)
    {
        var schema = kind.Shape.SchemaOf(comments);
        var properties = schema["properties"]!.AsObject();
        properties.Remove("status");
        properties["apiVersion"] = new JsonObject { ["const"] = ApiGroup.ApiVersion };
        properties["kind"] = new JsonObject { ["const"] = kind.Info.Kind };
        schema["title"] = kind.Info.Kind;
        schema["description"] = comments.Of(kind.Record);
        schema["required"] = new JsonArray("apiVersion", "kind", "metadata", "spec");
        if (kind.Record == typeof(OperationalPolicy))
        {
            WithoutRequired(properties["spec"]!);
        }

        return schema;
    }

    // A fleet's policy holds only what differs from the shipped one.
    private static void WithoutRequired(JsonNode node)
    {
        if (node is JsonObject thing)
        {
            if (thing["required"] is JsonArray required && !(required.Count > 0 && required.Any(name => name!.GetValue<string>() == "name")))
            {
                thing.Remove("required");
            }
            else if (thing["required"] is JsonArray)
            {
                thing["required"] = new JsonArray("name");
            }

            foreach (var (_, value) in thing.ToArray().Where(pair => pair.Value is not null))
            {
                WithoutRequired(value!);
            }
        }
    }

    private static JsonObject WithDraft(JsonObject schema)
    {
        schema.Insert(0, "$schema", Draft);
        return schema;
    }

    private static string Text(JsonObject schema) => schema.ToJsonString(Readable) + "\n";
}
