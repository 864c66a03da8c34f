using System.Text.Json;
using System.Text.Json.Nodes;

namespace Reconciler.Kubernetes.Objects;

/// <summary>JSON as it is sent, written without a serializer: the shipped program has no reflection over types.</summary>
public static class JsonBytes
{
    /// <summary>The node as UTF-8, without white space.</summary>
    /// <param name="node">Any node.</param>
    public static byte[] ToUtf8(this JsonNode node)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            node.WriteTo(writer);
        }

        return bytes.ToArray();
    }

    /// <summary>The node as what is read from its text.</summary>
    /// <param name="node">A node; null: JSON's own.</param>
    public static JsonElement ToElement(this JsonNode? node) => node is null ? JsonElement.Parse("null"u8) : JsonElement.Parse(node.ToUtf8());
}
