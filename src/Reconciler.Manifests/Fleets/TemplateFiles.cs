using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Core.Policy;

namespace Reconciler.Manifests.Fleets;

/// <summary>The templates of a fleet, each once.</summary>
/// <param name="Texts">Text by name, of those that can be used.</param>
/// <param name="Broken">Why it can not be used, by name.</param>
internal sealed record TemplateFiles(ImmutableSortedDictionary<string, string> Texts, ImmutableSortedDictionary<string, string> Broken)
{
    /// <summary>Sorts templates. Of a name that is given twice nobody can tell which is meant: none can be used, and the second is reported.</summary>
    /// <param name="templates">Templates by file and place.</param>
    /// <param name="problems">Takes the reports.</param>
    public static TemplateFiles Of(IEnumerable<TemplateFile> templates, List<Finding> problems)
    {
        var first = new Dictionary<string, TemplateFile>(StringComparer.Ordinal);
        foreach (var template in templates)
        {
            if (first.TryGetValue(template.Name, out var known))
            {
                var message = $"template '{template.Name}' is given twice: first in {known.File}:{known.Span.Line}";
                first[template.Name] = known with { Problem = message };
                problems.Add(new()
                {
                    Rule = ReadProblems.BadTemplate,
                    Severity = Severity.Error,
                    Message = message,
                    Remedy = "keep one of the two",
                    Object = template.Subject,
                    File = template.File,
                    Span = template.Span,
                });
            }
            else
            {
                first[template.Name] = template;
            }
        }

        return new(
            Map.Empty<string>().AddRange(first.Values.Where(template => template.Problem is null).Select(template => KeyValuePair.Create(template.Name, template.Text))),
            Map.Empty<string>().AddRange(first.Values.Where(template => template.Problem is not null).Select(template => KeyValuePair.Create(template.Name, template.Problem!))));
    }
}
