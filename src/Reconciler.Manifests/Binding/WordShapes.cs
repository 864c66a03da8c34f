using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
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
    public override void Write(object value, YamlText output) => output.Word((bool)value ? "true" : "false");

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

/// <summary>The words of an enumeration: its names in camelCase, or what <see cref="JsonStringEnumMemberNameAttribute"/> says.</summary>
internal sealed class EnumShape : ScalarShape
{
    private readonly FrozenDictionary<string, object> _values;
    private readonly FrozenDictionary<object, string> _words;
    private readonly string _choices;

    /// <summary>The shape of an enumeration.</summary>
    /// <param name="type">The enumeration.</param>
    public EnumShape(Type type)
    {
        var members = type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (Word: WordOf(field), Value: field.GetValue(null)!))
            .ToList();
        _values = members.ToFrozenDictionary(member => member.Word, member => member.Value);
        _words = members.ToFrozenDictionary(member => member.Value, member => member.Word);
        _choices = string.Join(", ", members.Select(member => member.Word));
    }

    /// <inheritdoc/>
    public override string Words => "one of " + _choices;

    /// <inheritdoc/>
    public override void Write(object value, YamlText output) => output.Text(_words[value]);

    /// <inheritdoc/>
    protected override object? Read(Scalar scalar, YamlNode node, Reading reading) =>
        _values.TryGetValue(scalar.Text, out var value) ? value : reading.Reject(ReadProblems.UnknownValue, node, Words, Advise);

    private string Advise(YamlNode found) => Spelling.Nearest(((Scalar)found).Text, _values.Keys) is { } near ? $"did you mean '{near}'?" : "";

    private static string WordOf(FieldInfo member) =>
        member.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(member.Name);
}
