using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Reconciler.Api;
using Reconciler.Manifests.Schemas;
using Reconciler.Manifests.Writing;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Binding;

/// <summary>Maps whose keys people choose.</summary>
/// <typeparam name="T">Type of the values.</typeparam>
/// <param name="element">Their shape.</param>
internal sealed class MapShape<T>(Shape element) : Shape, IElements
    where T : notnull
{
    /// <inheritdoc/>
    public Shape Element => element;

    /// <inheritdoc/>
    public override string Words => "a mapping of keys to values";

    /// <inheritdoc/>
    public override object? Read(YamlNode node, Reading reading)
    {
        if (node.Target is not Mapping mapping)
        {
            return reading.Reject(ReadProblems.WrongType, node, Words);
        }

        var values = Map.Empty<T>().ToBuilder();
        foreach (var entry in mapping.Entries)
        {
            if (values.ContainsKey(entry.Key))
            {
                RecordShape.ReportTwice(mapping, entry, reading);
            }
            else if (reading.Below(entry.Key, entry.Value, element) is T value)
            {
                values.Add(entry.Key, value);
            }
        }

        return values.ToImmutable();
    }

    /// <inheritdoc/>
    public override JsonObject SchemaOf(Comments comments) => new() { ["type"] = "object", ["additionalProperties"] = element.SchemaOf(comments) };

    /// <inheritdoc/>
    public override void Write(object value, FieldWriter output)
    {
        output.BeginMapping();
        foreach (var (key, item) in (ImmutableSortedDictionary<string, T>)value)
        {
            output.Key(key);
            element.Write(item, output);
        }

        output.EndMapping();
    }

    /// <inheritdoc/>
    public override bool AreSame(object? left, object? right) =>
        left is ImmutableSortedDictionary<string, T> one && right is ImmutableSortedDictionary<string, T> other
            ? one.Count == other.Count && one.All(pair => other.TryGetValue(pair.Key, out var value) && element.AreSame(pair.Value, value))
            : left == right;
}
