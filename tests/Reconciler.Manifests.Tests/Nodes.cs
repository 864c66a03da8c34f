using System.Globalization;
using System.Text;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Tests;

/// <summary>Nodes as one text with everything that anybody can see of them, so that two of them can be compared.</summary>
internal static class Nodes
{
    /// <summary>Writes a node and everything below it, one line each.</summary>
    public static string Show(YamlNode node)
    {
        var text = new StringBuilder();
        Show(node, "", text);
        return text.ToString();
    }

    private static void Show(YamlNode node, string indent, StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"{indent}{node.GetType().Name} {Show(node.Span)} weight {node.Weight}");
        switch (node)
        {
            case Scalar scalar:
                text.Append(CultureInfo.InvariantCulture, $" {(scalar.IsPlain ? "plain" : "quoted")} <{scalar.Text}>\n");
                break;
            case Sequence list:
                text.Append('\n');
                Array.ForEach(list.Items, item => Show(item, indent + "  ", text));
                break;
            case Mapping mapping:
                text.Append('\n');
                foreach (var entry in mapping.Entries)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{indent}  <{entry.Key}> {Show(entry.KeySpan)}\n");
                    Show(entry.Value, indent + "    ", text);
                }

                break;
            default:
                text.Append('\n');
                Show(node.Target, indent + "  ", text);
                break;
        }
    }

    private static string Show(Core.Inventory.TextSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.Line}:{span.Column}-{span.EndLine}:{span.EndColumn}");
}
