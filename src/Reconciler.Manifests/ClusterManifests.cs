using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Manifests.Binding;
using Reconciler.Manifests.Writing;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests;

/// <summary>An object that a file asks a cluster to hold.</summary>
/// <param name="Object">Kind, namespace and name.</param>
/// <param name="Json">The object as an API server takes it, without anything that only a server knows.</param>
public sealed record ClusterManifest(ObjectRef Object, JsonObject Json);

/// <summary>What a file asks a cluster to hold: the kinds that people write, and templates.</summary>
public static class ClusterManifests
{
    /// <summary>The objects of a file, without those that have a problem.</summary>
    /// <param name="contents">The file.</param>
    /// <returns>The objects: policies, templates, then the others in the order of the file.</returns>
    public static ImmutableArray<ClusterManifest> Of(FileContents contents)
    {
        ArgumentNullException.ThrowIfNull(contents);
        return
        [
            .. contents.Policies.Concat(contents.ConfigMaps).Select(declared => new ClusterManifest(declared.Subject, Clean(NodeJson.Of(declared.Root).AsObject(), declared.Subject))),
            .. contents.Objects.Where(declared => !Kinds.Of(declared.Value).Info.Generated).Select(Of),
        ];
    }

    /// <summary>Where a field of an object stands in a file.</summary>
    /// <param name="contents">The file.</param>
    /// <param name="subject">The object.</param>
    /// <param name="path">Path of the field.</param>
    /// <returns>The place of its value, or of the nearest field above it that is written; null where the file has no such object.</returns>
    public static TextSpan? Find(FileContents contents, ObjectRef subject, string path)
    {
        ArgumentNullException.ThrowIfNull(contents);
        ArgumentNullException.ThrowIfNull(subject);
        return contents.Policies.Concat(contents.ConfigMaps).FirstOrDefault(declared => declared.Subject == subject) is { } node
            ? new NodeMap(node.Root).Find(path)
            : contents.Objects.FirstOrDefault(declared => ReferenceOf(declared) == subject)?.Source.Find(path);
    }

    private static ClusterManifest Of(Declared<Resource> declared)
    {
        var subject = ReferenceOf(declared);
        return new(subject, Clean(JsonNode.Parse(ManifestJson.Write(declared.Value))!.AsObject(), subject));
    }

    private static ObjectRef ReferenceOf(Declared<Resource> declared) => new(Kinds.Of(declared.Value).Info.Kind, declared.Key.Namespace, declared.Key.Name);

    private static JsonObject Clean(JsonObject json, ObjectRef subject)
    {
        json.Remove("status");
        var given = json["metadata"] as JsonObject;
        var metadata = new JsonObject { ["name"] = subject.Name };
        if (subject.Namespace.Length > 0)
        {
            metadata["namespace"] = subject.Namespace;
        }

        foreach (var field in new[] { "labels", "annotations" })
        {
            if (given?[field] is JsonObject { Count: > 0 } texts)
            {
                metadata[field] = texts.DeepClone();
            }
        }

        json["metadata"] = metadata;
        return json;
    }
}
