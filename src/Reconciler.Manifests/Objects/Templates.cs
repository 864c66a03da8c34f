using Reconciler.Core.Inventory;
using Reconciler.Manifests.Binding;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Objects;

/// <summary>Reads a ConfigMap of templates. What the templates say is Rendering's business.</summary>
internal static class Templates
{
    /// <summary>The templates of a ConfigMap, by its <c>data</c>. Those that are no text are among them: what is told with them must wait, not be told otherwise.</summary>
    public static IEnumerable<TemplateFile> Read(Mapping root, ObjectRef subject, string file, Problems problems)
    {
        if (root.Find("binaryData") is { } binary)
        {
            const string Message = "templates are text, not 'binaryData'";
            problems.Add(ReadProblems.BadTemplate, binary.KeySpan, Message, "write them under 'data'", "binaryData", subject);
            foreach (var entry in binary.Value.Target is Mapping entries ? entries.Entries : [])
            {
                yield return new(entry.Key, "", file, entry.KeySpan, subject) { Problem = Message };
            }
        }

        foreach (var entry in root["data"] is Mapping data ? data.Entries : [])
        {
            var path = FieldPath.Join("data", entry.Key);
            if (entry.Value.Target is Scalar text)
            {
                yield return new(entry.Key, text.Text, file, entry.Value.Span, subject);
            }
            else
            {
                var message = $"'{path}' is {Found.Describe(entry.Value)}, but has to be the text of a template";
                problems.Add(ReadProblems.BadTemplate, entry.Value.Span, message, $"write it as a block: '{entry.Key}: |'", path, subject);
                yield return new(entry.Key, "", file, entry.Value.Span, subject) { Problem = message };
            }
        }
    }
}
