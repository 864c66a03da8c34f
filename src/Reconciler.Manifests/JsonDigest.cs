using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;

namespace Reconciler.Manifests;

/// <summary>
/// Tells whether two JSON values say the same: the order of keys does not matter, and neither does <c>lastTransitionTime</c>, which follows from the
/// rest.
/// </summary>
public static class JsonDigest
{
    private const string Ignored = "lastTransitionTime";

    /// <summary>The digest of a value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Equal for values that say the same.</returns>
    public static UInt128 Of(JsonElement value)
    {
        using var canonical = new MemoryStream();
        using (var writer = new Utf8JsonWriter(canonical, new() { SkipValidation = true }))
        {
            Write(value, writer);
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(canonical.GetBuffer().AsSpan(0, (int)canonical.Length), digest);
        return BinaryPrimitives.ReadUInt128BigEndian(digest);
    }

    /// <summary>The digest of one field of an object.</summary>
    /// <param name="json">The object, UTF-8.</param>
    /// <param name="field">The field.</param>
    /// <returns>As of its value; 0 where there is none.</returns>
    public static UInt128 Of(ReadOnlyMemory<byte> json, string field)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty(field, out var value) ? Of(value) : 0;
    }

    private static void Write(JsonElement value, Utf8JsonWriter writer)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject().Where(property => property.Name != Ignored).OrderBy(property => property.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(property.Name);
                    Write(property.Value, writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(item, writer);
                }

                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
