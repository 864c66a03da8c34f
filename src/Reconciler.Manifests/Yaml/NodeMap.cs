using System.Globalization;
using Reconciler.Core.Inventory;

namespace Reconciler.Manifests.Yaml;

/// <summary>Finds the place of a field in nodes.</summary>
/// <param name="root">The object's mapping.</param>
internal sealed class NodeMap(YamlNode root) : ISourceMap
{
    /// <inheritdoc/>
    public TextSpan Find(string path)
    {
        var (node, span) = (root, root.Span);
        foreach (var step in FieldPath.Split(path))
        {
            if (Child(node.Target, step) is not { } child)
            {
                break;
            }

            node = child;
            span = child.Span.Line == 0 ? span : child.Span;
        }

        return span;
    }

    private static YamlNode? Child(YamlNode node, string step) => node switch
    {
        Mapping mapping => mapping.Find(step)?.Value,
        Sequence list when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Items.Length => list.Items[index],
        _ => null,
    };
}
