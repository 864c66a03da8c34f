using System.Text.Json;

namespace Reconciler.Manifests.Yaml;

/// <summary>
/// The JSON of an API server to nodes, without places: there is no text that people could look at. What only the server reads is passed over:
/// <c>metadata.managedFields</c>, kubectl's copy of the object, and the status where nobody asks for it.
/// </summary>
internal ref struct JsonNodes
{
    private const string Copy = "kubectl.kubernetes.io/last-applied-configuration";

    private readonly bool _withStatus;
    private Utf8JsonReader _reader;

    private JsonNodes(ReadOnlySpan<byte> json, bool withStatus)
    {
        _reader = new(json, new JsonReaderOptions { MaxDepth = Limits.Depth });
        _withStatus = withStatus;
    }

    /// <summary>Reads a document.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="withStatus">Whether the status is read.</param>
    /// <exception cref="YamlProblem">It is no JSON.</exception>
    public static YamlNode Read(ReadOnlySpan<byte> json, bool withStatus)
    {
        try
        {
            var nodes = new JsonNodes(json, withStatus);
            nodes._reader.Read();
            return nodes.ReadValue();
        }
        catch (JsonException flaw)
        {
            throw new YamlProblem(ReadProblems.NotYaml, default, $"the object is no JSON: {flaw.Message}");
        }
    }

    private YamlNode ReadValue() => _reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadMapping(),
        JsonTokenType.StartArray => ReadList(),
        JsonTokenType.String => new Scalar(default, _reader.GetString()!, isPlain: false),
        JsonTokenType.True => new Scalar(default, "true", isPlain: true),
        JsonTokenType.False => new Scalar(default, "false", isPlain: true),
        JsonTokenType.Null => new Scalar(default, "", isPlain: true),
        _ => new Scalar(default, System.Text.Encoding.ASCII.GetString(_reader.ValueSpan), isPlain: true),
    };

    private Mapping ReadMapping()
    {
        var entries = new List<MapEntry>();
        var weight = 1;
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            var key = _reader.GetString()!;
            if (IsPassedOver(key))
            {
                _reader.Skip();
                continue;
            }

            _reader.Read();
            var value = ReadValue();
            weight += 1 + value.Weight;
            entries.Add(new(key, default, value));
        }

        return new(default, [.. entries], weight);
    }

    private Sequence ReadList()
    {
        var items = new List<YamlNode>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadValue());
        }

        return new(default, [.. items], 1 + items.Sum(item => item.Weight));
    }

    private readonly bool IsPassedOver(string key) => _reader.CurrentDepth switch
    {
        1 => key == "status" && !_withStatus,
        2 => key == "managedFields",
        3 => key == Copy,
        _ => false,
    };
}
