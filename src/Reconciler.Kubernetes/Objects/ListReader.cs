using System.Text.Json;

namespace Reconciler.Kubernetes.Objects;

/// <summary>What a page of a list says of the list.</summary>
/// <param name="ResourceVersion">The version that the whole list shows.</param>
/// <param name="Continue">What to ask for the next page; null on the last.</param>
internal readonly record struct PageEnd(string ResourceVersion, string? Continue);

/// <summary>Reads a page of a list item by item as it comes; no more than one item is held in memory.</summary>
internal sealed class ListReader(Stream stream, Action<ReadOnlyMemory<byte>> take) : IDisposable
{
    private readonly ByteBuffer _buffer = new(stream);
    private JsonReaderState _state;
    private bool _inItems;
    private bool _isDone;
    private PageEnd _end;

    /// <summary>Reads to the end.</summary>
    /// <exception cref="JsonException">This is no list.</exception>
    /// <exception cref="EndOfStreamException">The answer broke off.</exception>
    public async Task<PageEnd> ReadAsync(CancellationToken stop)
    {
        while (true)
        {
            Advance();
            if (_isDone)
            {
                return _end;
            }

            if (!await _buffer.ReadMoreAsync(stop))
            {
                throw new EndOfStreamException("the list broke off");
            }
        }
    }

    public void Dispose() => _buffer.Dispose();

    // Goes on as long as whole steps are in the buffer: an item, a property of the list, a bracket.
    private void Advance()
    {
        var bytes = _buffer.Unread;
        var reader = new Utf8JsonReader(bytes.Span, isFinalBlock: false, _state);
        var consumed = 0;
        while (!_isDone && Step(ref reader, bytes))
        {
            consumed = (int)reader.BytesConsumed;
            _state = reader.CurrentState;
        }

        _buffer.Consume(consumed);
    }

    private bool Step(ref Utf8JsonReader reader, ReadOnlyMemory<byte> bytes)
    {
        if (!reader.Read())
        {
            return false;
        }

        return reader.TokenType switch
        {
            JsonTokenType.StartObject when _inItems => Item(ref reader, bytes),
            JsonTokenType.StartObject => true,
            JsonTokenType.PropertyName => Property(ref reader, bytes),
            JsonTokenType.EndArray => !(_inItems = false),
            JsonTokenType.EndObject => _isDone = true,
            _ => throw new JsonException("The answer is no list."),
        };
    }

    private bool Item(ref Utf8JsonReader reader, ReadOnlyMemory<byte> bytes)
    {
        var start = (int)reader.TokenStartIndex;
        if (!reader.TrySkip())
        {
            return false;
        }

        take(bytes[start..(int)reader.BytesConsumed]);
        return true;
    }

    private bool Property(ref Utf8JsonReader reader, ReadOnlyMemory<byte> bytes)
    {
        var isItems = reader.ValueTextEquals("items"u8);
        var isMetadata = reader.ValueTextEquals("metadata"u8);
        if (!reader.Read())
        {
            return false;
        }

        if (isItems && reader.TokenType == JsonTokenType.StartArray)
        {
            return _inItems = true;
        }

        var start = (int)reader.TokenStartIndex;
        if (!reader.TrySkip())
        {
            return false;
        }

        if (isMetadata)
        {
            _end = ReadEnd(bytes.Span[start..(int)reader.BytesConsumed]);
        }

        return true;
    }

    private static PageEnd ReadEnd(ReadOnlySpan<byte> metadata)
    {
        var reader = new Utf8JsonReader(metadata);
        string? version = null, next = null;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isVersion = reader.ValueTextEquals("resourceVersion"u8);
            var isNext = reader.ValueTextEquals("continue"u8);
            reader.Read();
            if (reader.TokenType != JsonTokenType.String) reader.Skip();
            else if (isVersion) version = reader.GetString();
            else if (isNext) next = reader.GetString();
        }

        return new(version ?? "", string.IsNullOrEmpty(next) ? null : next);
    }
}
