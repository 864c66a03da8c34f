using System.Text.Json.Nodes;
using Reconciler.Manifests.Writing;

namespace Reconciler.Manifests.Schemas;

/// <summary>The CustomResourceDefinition of one kind.</summary>
public sealed class CustomResource
{
    private readonly JsonObject _definition;

    internal CustomResource(string kind, string name, JsonObject definition) => (Kind, Name, _definition) = (kind, name, definition);

    /// <summary>The kind that it defines.</summary>
    public string Kind { get; }

    /// <summary>Its own name: plural and group.</summary>
    public string Name { get; }

    /// <summary>It as YAML.</summary>
    /// <returns>One document that ends with a line end.</returns>
    public string ToYaml() => JsonYaml.Write(_definition);

    /// <summary>It as JSON.</summary>
    /// <returns>A copy that may be changed.</returns>
    public JsonObject ToJson() => _definition.DeepClone().AsObject();
}
