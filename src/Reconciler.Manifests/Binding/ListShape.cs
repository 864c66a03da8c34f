using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Reconciler.Manifests.Schemas;
using Reconciler.Manifests.Writing;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Binding;

/// <summary>Lists.</summary>
/// <typeparam name="T">Type of the elements.</typeparam>
/// <param name="element">Their shape.</param>
/// <param name="least">The fewest elements.</param>
/// <param name="most">The most elements.</param>
internal sealed class ListShape<T>(Shape element, int least, int most) : Shape, IElements
    where T : notnull
{
    /// <inheritdoc/>
    public Shape Element => element;

    /// <inheritdoc/>
    public override string Words => element is ScalarShape ? $"a list, each element {element.Words}" : "a list";

    /// <inheritdoc/>
    public override object? Read(YamlNode node, Reading reading)
    {
        if (node.Target is not Sequence list)
        {
            return reading.Reject(ReadProblems.WrongType, node, Words, Advise);
        }

        if (list.Items.Length < least)
        {
            return reading.Reject(ReadProblems.OutOfRange, node, $"a list of {least} or more");
        }

        if (list.Items.Length > most)
        {
            return reading.Reject(ReadProblems.OutOfRange, node, $"a list of at most {most}");
        }

        var values = new T[list.Items.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (reading.Below(i, list.Items[i], element) is T value)
            {
                values[i] = value;
            }
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(values);
    }

    /// <inheritdoc/>
    public override JsonObject SchemaOf(Comments comments)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = element.SchemaOf(comments) };
        if (least > 0)
        {
            schema["minItems"] = least;
        }

        if (most < int.MaxValue)
        {
            schema["maxItems"] = most;
        }

        return schema;
    }

    /// <inheritdoc/>
    public override void Write(object value, FieldWriter output)
    {
        output.BeginList();
        foreach (var item in Items(value))
        {
            element.Write(item, output);
        }

        output.EndList();
    }

    /// <inheritdoc/>
    public override bool AreSame(object? left, object? right) =>
        Items(left) is var one && Items(right) is var other && one.Length == other.Length && one.Zip(other).All(pair => element.AreSame(pair.First, pair.Second));

    private string Advise(YamlNode found) => found is Scalar { IsNull: false } one && element is ScalarShape
        ? $"write it in brackets: [{Found.Shorten(one.Text)}]"
        : "begin each element with '- '";

    private static ImmutableArray<T> Items(object? value) => value is ImmutableArray<T> { IsDefault: false } items ? items : [];
}
