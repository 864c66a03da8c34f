using System.Text.Json;

namespace Reconciler.Kubernetes.Caching;

/// <summary>One line of a watch.</summary>
/// <param name="Type">What happened.</param>
/// <param name="Object">The object, or the server's <c>Status</c>; lives as long as the line.</param>
internal readonly record struct WatchEvent(WatchEventType Type, ReadOnlyMemory<byte> Object)
{
    /// <summary>Reads a line.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static WatchEvent Parse(ReadOnlyMemory<byte> line)
    {
        var reader = new Utf8JsonReader(line.Span);
        var type = WatchEventType.Unknown;
        var body = ReadOnlyMemory<byte>.Empty;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            var isObject = reader.ValueTextEquals("object"u8);
            reader.Read();
            if (isType)
            {
                type = TypeOf(ref reader);
            }

            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (isObject)
            {
                body = line[start..(int)reader.BytesConsumed];
            }
        }

        return new(type, body);
    }

    private static WatchEventType TypeOf(ref Utf8JsonReader reader) =>
        reader.TokenType != JsonTokenType.String ? WatchEventType.Unknown
        : reader.ValueTextEquals("ADDED"u8) || reader.ValueTextEquals("MODIFIED"u8) ? WatchEventType.Present
        : reader.ValueTextEquals("DELETED"u8) ? WatchEventType.Deleted
        : reader.ValueTextEquals("BOOKMARK"u8) ? WatchEventType.Bookmark
        : reader.ValueTextEquals("ERROR"u8) ? WatchEventType.Error
        : WatchEventType.Unknown;
}

/// <summary>What a line of a watch says.</summary>
internal enum WatchEventType
{
    /// <summary>Nothing we know.</summary>
    Unknown,

    /// <summary>An object is there, new or changed.</summary>
    Present,

    /// <summary>An object is gone.</summary>
    Deleted,

    /// <summary>Everything up to a version was told.</summary>
    Bookmark,

    /// <summary>The watch ends, with a reason.</summary>
    Error,
}
