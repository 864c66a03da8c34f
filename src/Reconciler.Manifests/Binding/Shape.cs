using System.Text.Json.Nodes;
using Reconciler.Manifests.Schemas;
using Reconciler.Manifests.Writing;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Binding;

/// <summary>How the values of one type look in YAML: reads them and writes them. Immutable, used by several threads.</summary>
internal abstract class Shape
{
    /// <summary>What a value has to be, for messages: <c>a duration such as '4h30m'</c>.</summary>
    public abstract string Words { get; }

    /// <summary>Reads a value; what is wrong with it goes to <paramref name="reading"/>.</summary>
    /// <returns>The value, or null where it can not be used.</returns>
    public abstract object? Read(YamlNode node, Reading reading);

    /// <summary>Writes a value that <see cref="Read"/> reads back.</summary>
    public abstract void Write(object value, FieldWriter output);

    /// <summary>What a JSON schema says of the values; what a field's comment says is added by who asks.</summary>
    /// <param name="comments">What the records' comments say.</param>
    public abstract JsonObject SchemaOf(Comments comments);

    /// <summary>Whether two values are written alike.</summary>
    public virtual bool AreSame(object? left, object? right) => Equals(left, right);
}

/// <summary>The shape of a list or a map.</summary>
internal interface IElements
{
    /// <summary>How its elements look.</summary>
    Shape Element { get; }
}

/// <summary>The shape of what is written as one word or text.</summary>
internal abstract class ScalarShape : Shape
{
    /// <inheritdoc/>
    public sealed override object? Read(YamlNode node, Reading reading) =>
        node.Target is Scalar { IsNull: false } scalar ? Read(scalar, node, reading) : reading.Reject(ReadProblems.WrongType, node, Words);

    /// <inheritdoc/>
    public override JsonObject SchemaOf(Comments comments) => new() { ["type"] = "string" };

    /// <summary>Reads a scalar that is not null.</summary>
    /// <param name="scalar">The scalar.</param>
    /// <param name="node">The scalar or the alias that stands for it: the place of the value.</param>
    /// <param name="reading">Takes what is wrong.</param>
    protected abstract object? Read(Scalar scalar, YamlNode node, Reading reading);
}
