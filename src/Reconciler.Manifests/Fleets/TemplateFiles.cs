using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Core.Policy;

namespace Reconciler.Manifests.Fleets;

/// <summary>The templates of a fleet, each once.</summary>
internal static class TemplateFiles
{
    /// <summary>Takes the first template of each name, and reports the others.</summary>
    /// <param name="templates">Templates by file and place.</param>
    /// <param name="problems">Takes the reports.</param>
    public static ImmutableSortedDictionary<string, string> Unique(IEnumerable<TemplateFile> templates, List<Finding> problems)
    {
        var first = new Dictionary<string, TemplateFile>(StringComparer.Ordinal);
        foreach (var template in templates)
        {
            if (!first.TryAdd(template.Name, template))
            {
                var known = first[template.Name];
                problems.Add(new()
                {
                    Rule = ReadProblems.BadTemplate,
                    Severity = Severity.Error,
                    Message = $"template '{template.Name}' is given twice: first in {known.File}:{known.Span.Line}",
                    Remedy = "keep one of the two",
                    File = template.File,
                    Span = template.Span,
                });
            }
        }

        return Map.Empty<string>().AddRange(first.Values.Select(template => KeyValuePair.Create(template.Name, template.Text)));
    }
}
