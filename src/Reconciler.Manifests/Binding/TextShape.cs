using System.Text.Json.Nodes;
using Reconciler.Api;
using Reconciler.Manifests.Schemas;
using Reconciler.Manifests.Writing;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Binding;

/// <summary>Texts. A plain word is taken as it stands, so that <c>version: 15</c> needs no quotes.</summary>
/// <param name="format">What the text has to look like; null: anything.</param>
internal sealed class TextShape(ValueFormat? format) : ScalarShape
{
    private readonly TextFormat? _format = format is { } known ? TextFormat.Of(known) : null;

    private readonly Func<YamlNode, string>? _advise = format is { } known ? node => TextFormat.Of(known).Remedy(((Scalar)node).Text) : null;

    /// <inheritdoc/>
    public override string Words => _format?.Words ?? "a text";

    /// <inheritdoc/>
    public override JsonObject SchemaOf(Comments comments)
    {
        var schema = new JsonObject { ["type"] = _format is null ? new JsonArray("string", "number", "boolean") : _format.MayLookLikeNumber ? new JsonArray("string", "number") : "string" };
        if (_format?.Pattern is { } pattern)
        {
            schema["pattern"] = pattern;
        }

        if (_format?.Longest is { } longest)
        {
            schema["maxLength"] = longest;
        }

        return schema;
    }

    /// <inheritdoc/>
    public override void Write(object value, FieldWriter output) => output.Text((string)value);

    /// <inheritdoc/>
    protected override object? Read(Scalar scalar, YamlNode node, Reading reading) =>
        _format is null || _format.IsValid(scalar.Text)
            ? scalar.Text
            : reading.Reject(_format.Rule, node, Words, _advise);
}
