using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Reconciler.Api;
using Reconciler.Manifests.Binding;

namespace Reconciler.Manifests.Schemas;

/// <summary>CustomResourceDefinitions, made from the records and their comments: what a cluster takes is what the reader takes.</summary>
public static class CustomResources
{
    private const string Category = "reconciler";

    /// <summary>The definitions of all kinds that have a record, by name of the kind.</summary>
    /// <returns>The definitions.</returns>
    public static ImmutableArray<CustomResource> All()
    {
        var comments = Comments.Load();
        return [.. Binding.Kinds.Names.Select(Binding.Kinds.Find).OfType<Kind>().Select(kind => Of(kind, comments))];
    }

    /// <summary>The definition of one kind.</summary>
    /// <param name="name">Kind, plural or short name, in any case.</param>
    /// <returns>The definition; null where there is no such kind.</returns>
    public static CustomResource? Find(string name) =>
        Binding.Kinds.Names.Select(Binding.Kinds.Find).OfType<Kind>().FirstOrDefault(kind => kind.Answers(name)) is { } found ? Of(found, Comments.Load()) : null;

    private static CustomResource Of(Kind kind, Comments comments)
    {
        var info = kind.Info;
        var name = $"{info.Plural}.{ApiGroup.Name}";
        return new(info.Kind, name, new()
        {
            ["apiVersion"] = "apiextensions.k8s.io/v1",
            ["kind"] = "CustomResourceDefinition",
            ["metadata"] = new JsonObject { ["name"] = name },
            ["spec"] = new JsonObject
            {
                ["group"] = ApiGroup.Name,
                ["names"] = new JsonObject
                {
                    ["kind"] = info.Kind,
                    ["listKind"] = info.Kind + "List",
                    ["plural"] = info.Plural,
                    ["singular"] = info.Kind.ToLowerInvariant(),
                    ["shortNames"] = new JsonArray(info.ShortName),
                    ["categories"] = new JsonArray(Category),
                },
                ["scope"] = info.ClusterScoped ? "Cluster" : "Namespaced",
                ["versions"] = new JsonArray(VersionOf(kind, comments)),
            },
        });
    }

    private static JsonObject VersionOf(Kind kind, Comments comments)
    {
        var version = new JsonObject
        {
            ["name"] = ApiGroup.Version,
            ["served"] = true,
            ["storage"] = true,
            ["subresources"] = new JsonObject { ["status"] = new JsonObject() },
            ["additionalPrinterColumns"] = new JsonArray([.. PrinterColumns.Of(kind.Record).Select(column => column.ToJson())]),
        };
        if (PrinterColumns.SelectableOf(kind.Record) is { Length: > 0 } selectable)
        {
            version["selectableFields"] = new JsonArray([.. selectable.Select(path => new JsonObject { ["jsonPath"] = path })]);
        }

        version["schema"] = new JsonObject { ["openAPIV3Schema"] = SchemaOf(kind, comments) };
        return version;
    }

    private static JsonObject SchemaOf(Kind kind, Comments comments)
    {
        var schema = new StructuralSchema(comments, isOverlay: false).Of(kind.Shape);
        var written = schema["properties"]!.AsObject();
        var isOverlay = kind.Record == typeof(OperationalPolicy);
        var properties = new JsonObject
        {
            ["apiVersion"] = new JsonObject { ["description"] = $"The version of the API: {ApiGroup.ApiVersion}.", ["type"] = "string" },
            ["kind"] = new JsonObject { ["description"] = $"What it is: {kind.Info.Kind}.", ["type"] = "string" },
            ["metadata"] = Metadata(written["metadata"]!["properties"]!["name"]!),
            ["spec"] = PartOf(kind, "spec", comments, isOverlay),
            ["status"] = PartOf(kind, "status", comments, isOverlay: false),
        };
        schema["properties"] = properties;
        schema["required"] = new JsonArray("spec");
        schema.Insert(0, "description", comments.Of(kind.Record));
        return schema;
    }

    // Spec and status stand in the generic base of all kinds: what their own records say tells more.
    private static JsonObject PartOf(Kind kind, string name, Comments comments, bool isOverlay)
    {
        var record = (RecordShape)kind.Shape.Fields.Single(field => field.Name == name).Shape;
        var schema = new StructuralSchema(comments, isOverlay).Of(record);
        schema.Insert(0, "description", comments.Of(record.Record));
        return schema;
    }

    // Of metadata a definition may bound the name alone.
    private static JsonObject Metadata(JsonNode name) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject { ["name"] = new JsonObject { ["type"] = "string", ["maxLength"] = name["maxLength"]!.DeepClone(), ["pattern"] = name["pattern"]!.DeepClone() } },
    };
}
