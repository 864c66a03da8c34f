using Reconciler.Core.Inventory;
using Reconciler.Manifests.Binding;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Objects;

/// <summary>Reads a ConfigMap of templates. What the templates say is Rendering's business.</summary>
internal static class Templates
{
    /// <summary>The templates of a ConfigMap, by its <c>data</c>.</summary>
    public static IEnumerable<TemplateFile> Read(Mapping root, ObjectRef subject, string file, Problems problems)
    {
        if (root.Find("binaryData") is { } binary)
        {
            problems.Add(ReadProblems.BadTemplate, binary.KeySpan, "templates are text, not 'binaryData'", "write them under 'data'", "binaryData", subject);
        }

        foreach (var entry in root["data"] is Mapping data ? data.Entries : [])
        {
            var path = FieldPath.Join("data", entry.Key);
            if (entry.Value.Target is Scalar text)
            {
                yield return new(entry.Key, text.Text, file, entry.Value.Span);
            }
            else
            {
                problems.Add(ReadProblems.BadTemplate, entry.Value.Span, $"'{path}' is {Found.Describe(entry.Value)}, but has to be the text of a template", $"write it as a block: '{entry.Key}: |'", path, subject);
            }
        }
    }
}
