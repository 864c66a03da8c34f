using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Core.Policy;
using Reconciler.Manifests;
using Reconciler.Rendering;

namespace Reconciler.Operator.Worlds;

/// <summary>What is wrong with the templates of a cluster, found when they change and not on the day on which somebody is to be told with them.</summary>
internal sealed class CheckedTemplates
{
    private ImmutableSortedDictionary<string, string> _texts = Map.Empty<string>();
    private ImmutableArray<Finding> _findings = [];

    /// <summary>Tries every template on samples; what was tried before is remembered.</summary>
    /// <param name="fleet">The fleet.</param>
    /// <param name="contents">Its objects.</param>
    /// <returns>What is wrong, each with the ConfigMap that holds the template.</returns>
    public IEnumerable<Finding> Check(Fleet fleet, IEnumerable<FileContents> contents)
    {
        if (!fleet.Templates.SequenceEqual(_texts))
        {
            (_texts, _findings) = (fleet.Templates, TemplateSet.Shipped.With(fleet.Templates).Check());
        }

        if (_findings.IsEmpty)
        {
            return [];
        }

        var holders = contents.SelectMany(file => file.Templates).ToLookup(template => template.Name, StringComparer.Ordinal);
        return _findings.Select(finding => finding with
        {
            Object = holders[finding.File].FirstOrDefault()?.Subject,
            Message = $"{finding.File}:{finding.Span.Line}: {finding.Message}",
        });
    }
}
