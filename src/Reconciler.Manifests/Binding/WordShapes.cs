using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Nodes;
using Reconciler.Api;
using Reconciler.Manifests.Schemas;
using Reconciler.Manifests.Writing;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Binding;

/// <summary>Truth values of YAML 1.2.</summary>
internal sealed class TruthShape : ScalarShape
{
    private static readonly object True = true;
    private static readonly object False = false;

    /// <inheritdoc/>
    public override string Words => "true or false";

    /// <inheritdoc/>
    public override JsonObject SchemaOf(Comments comments) => new() { ["type"] = "boolean" };

    /// <inheritdoc/>
    public override void Write(object value, FieldWriter output) => output.Word((bool)value ? "true" : "false");

    /// <inheritdoc/>
    protected override object? Read(Scalar scalar, YamlNode node, Reading reading) => scalar switch
    {
        { IsPlain: true, Text: "true" or "True" or "TRUE" } => True,
        { IsPlain: true, Text: "false" or "False" or "FALSE" } => False,
        _ => reading.Reject(ReadProblems.WrongType, node, Words, static found => Advise((Scalar)found)),
    };

    private static string Advise(Scalar scalar) => scalar.Text.ToLowerInvariant() switch
    {
        "yes" or "on" or "y" when scalar.IsPlain => "YAML 1.2 reads it as a text: write true",
        "no" or "off" or "n" when scalar.IsPlain => "YAML 1.2 reads it as a text: write false",
        "true" or "false" when !scalar.IsPlain => $"remove the quotes: {scalar.Text.ToLowerInvariant()}",
        _ => "",
    };
}

/// <summary>The words of an enumeration, as <see cref="WrittenName"/> has them.</summary>
internal sealed class EnumShape : ScalarShape
{
    private readonly (string Word, FieldInfo Field)[] _members;
    private readonly FrozenDictionary<string, object> _values;
    private readonly FrozenDictionary<object, string> _words;
    private readonly string _choices;

    /// <summary>The shape of an enumeration.</summary>
    /// <param name="type">The enumeration.</param>
    public EnumShape(Type type)
    {
        _members = [.. type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (WrittenName.Of(field), field))];
        _values = _members.ToFrozenDictionary(member => member.Word, member => member.Field.GetValue(null)!);
        _words = _members.ToFrozenDictionary(member => member.Field.GetValue(null)!, member => member.Word);
        _choices = string.Join(", ", _members.Select(member => member.Word));
    }

    /// <inheritdoc/>
    public override string Words => "one of " + _choices;

    /// <inheritdoc/>
    public override JsonObject SchemaOf(Comments comments)
    {
        var schema = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. _members.Select(member => (JsonNode)member.Word)]) };

        // Days of the week are not ours and speak for themselves.
        if (_members.All(member => comments.Of(member.Field).Length > 0))
        {
            schema["enumDescriptions"] = new JsonArray([.. _members.Select(member => (JsonNode)comments.Of(member.Field))]);
        }

        return schema;
    }

    /// <inheritdoc/>
    public override void Write(object value, FieldWriter output) => output.Text(_words[value]);

    /// <inheritdoc/>
    protected override object? Read(Scalar scalar, YamlNode node, Reading reading) =>
        _values.TryGetValue(scalar.Text, out var value) ? value : reading.Reject(ReadProblems.UnknownValue, node, Words, Advise);

    private string Advise(YamlNode found) => Spelling.Nearest(((Scalar)found).Text, _values.Keys) is { } near ? $"did you mean '{near}'?" : "";
}
