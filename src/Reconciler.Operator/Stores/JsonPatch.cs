using System.Buffers;
using System.Text.Json;

namespace Reconciler.Operator.Stores;

/// <summary>
/// Changes parts of an object, if it still has the resource version that was decided on. Unlike a replacement it leaves what it does not name as
/// it is: annotations of people, finalizers of other controllers.
/// </summary>
internal static class JsonPatch
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/json-patch+json";

    /// <summary>A patch.</summary>
    /// <param name="version">The resource version; with any other the server answers 409.</param>
    /// <param name="parts">Paths, and the values that they get.</param>
    public static byte[] Of(string version, params IReadOnlyCollection<(string Path, JsonElement Value)> parts)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            Write(json, "replace", "/metadata/resourceVersion", () => json.WriteStringValue(version));
            foreach (var (path, value) in parts)
            {
                Write(json, "add", path, () => value.WriteTo(json));
            }

            json.WriteEndArray();
        }

        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>A key as a step of a path.</summary>
    public static string Step(string key) => key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static void Write(Utf8JsonWriter json, string operation, string path, Action value)
    {
        json.WriteStartObject();
        json.WriteString("op", operation);
        json.WriteString("path", path);
        json.WritePropertyName("value");
        value();
        json.WriteEndObject();
    }
}
