using System.Text.Json;
using System.Text.Json.Nodes;

namespace Reconciler.Manifests.Writing;

/// <summary>Writes JSON as YAML for people: block style, long texts folded into lines.</summary>
public static class JsonYaml
{
    private const int Width = 120;
    private const int LongText = 80;

    /// <summary>Writes a document.</summary>
    /// <param name="root">Any value.</param>
    /// <returns>One document that ends with a line end.</returns>
    public static string Write(JsonNode root)
    {
        ArgumentNullException.ThrowIfNull(root);
        using var output = new YamlText(Width);
        Write(root, output);
        return output.Finish();
    }

    private static void Write(JsonNode? node, YamlText output)
    {
        switch (node)
        {
            case null:
                output.Word("null");
                break;
            case JsonObject { Count: 0 }:
                output.EmptyMapping();
                break;
            case JsonObject thing:
                output.BeginMapping();
                foreach (var (key, value) in thing)
                {
                    output.Key(key);
                    Write(value, output);
                }

                output.EndMapping();
                break;
            case JsonArray list:
                output.BeginList();
                foreach (var item in list)
                {
                    Write(item, output);
                }

                output.EndList();
                break;
            case JsonValue value when value.GetValueKind() != JsonValueKind.String:
                output.Word(value.ToJsonString());
                break;
            default:
                Write(node.GetValue<string>(), output);
                break;
        }
    }

    private static void Write(string text, YamlText output)
    {
        if (text.Length > LongText && text.Contains(' ', StringComparison.Ordinal) && !text.Contains('\n', StringComparison.Ordinal))
        {
            output.Folded(text);
        }
        else
        {
            output.Text(text);
        }
    }
}
