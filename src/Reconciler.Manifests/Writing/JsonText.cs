using System.Buffers;
using System.Text.Json;

namespace Reconciler.Manifests.Writing;

/// <summary>Writes JSON, as the Kubernetes API takes it: numbers and truth values as they are, everything else as texts.</summary>
internal sealed class JsonText : FieldWriter, IDisposable
{
    private readonly ArrayBufferWriter<byte> _bytes = new(1024);
    private readonly Utf8JsonWriter _json;
    private readonly Stack<bool> _isMapping = new();
    private bool _isKeyNext;

    /// <summary>Begins a document.</summary>
    public JsonText() => _json = new(_bytes, new() { SkipValidation = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Ends the document.</summary>
    /// <returns>Its bytes, UTF-8.</returns>
    public byte[] Finish()
    {
        _json.Flush();
        return _bytes.WrittenSpan.ToArray();
    }

    /// <inheritdoc/>
    public override void BeginMapping()
    {
        _json.WriteStartObject();
        Enter(isMapping: true);
    }

    /// <inheritdoc/>
    public override void EndMapping()
    {
        _json.WriteEndObject();
        Leave();
    }

    /// <inheritdoc/>
    public override void BeginList()
    {
        _json.WriteStartArray();
        Enter(isMapping: false);
    }

    /// <inheritdoc/>
    public override void EndList()
    {
        _json.WriteEndArray();
        Leave();
    }

    /// <inheritdoc/>
    public override void Word(string word)
    {
        if (word is "true" or "false" || word.AsSpan(word is ['-', ..] ? 1 : 0).IndexOfAnyExceptInRange('0', '9') < 0)
        {
            _json.WriteRawValue(word);
        }
        else
        {
            _json.WriteStringValue(word);
        }

        EndValue();
    }

    /// <inheritdoc/>
    public override void Key(string key) => Text(key);

    /// <inheritdoc/>
    public override void Text(string text)
    {
        if (_isKeyNext)
        {
            _json.WritePropertyName(text);
            _isKeyNext = false;
        }
        else
        {
            _json.WriteStringValue(text);
            EndValue();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();

    private void Enter(bool isMapping)
    {
        _isMapping.Push(isMapping);
        _isKeyNext = isMapping;
    }

    private void Leave()
    {
        _isMapping.Pop();
        EndValue();
    }

    private void EndValue() => _isKeyNext = _isMapping.TryPeek(out var isMapping) && isMapping;
}
