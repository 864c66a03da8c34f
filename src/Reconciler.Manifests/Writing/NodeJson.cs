using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Writing;

/// <summary>YAML as it is written to JSON, as <c>kubectl apply</c> sends it: plain words may be truth values, numbers or nothing, all else is text.</summary>
internal static partial class NodeJson
{
    /// <summary>The value of a node, aliases written out; of a key that stands twice the first.</summary>
    public static JsonNode Of(YamlNode node) => node.Target switch
    {
        Mapping mapping => new JsonObject(mapping.Entries.DistinctBy(entry => entry.Key).Where(entry => !IsNull(entry.Value)).Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)Of(entry.Value)))),
        Sequence sequence => new JsonArray([.. sequence.Items.Select(Of)]),
        Scalar { IsPlain: true } word when word.Text is "true" or "True" or "TRUE" => JsonValue.Create(true),
        Scalar { IsPlain: true } word when word.Text is "false" or "False" or "FALSE" => JsonValue.Create(false),
        Scalar { IsPlain: true } word when Number().IsMatch(word.Text) => JsonNode.Parse(word.Text)!,
        Scalar text => JsonValue.Create(text.Text),
        _ => throw new NotSupportedException(),
    };

    private static bool IsNull(YamlNode node) => node.Target is Scalar { IsNull: true };

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
