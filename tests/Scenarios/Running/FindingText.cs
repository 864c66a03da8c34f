using System.Text;
using Reconciler.Core.Policy;

namespace Reconciler.Scenarios.Tests.Running;

/// <summary>Findings as golden files show them.</summary>
internal static class FindingText
{
    public static string Of(IEnumerable<Finding> findings)
    {
        var text = new StringBuilder();
        foreach (var finding in findings)
        {
            var severity = finding.Severity.ToString().ToUpperInvariant();
            text.Append($"{finding.File}:{finding.Span.Line}:{finding.Span.Column}: {severity} {finding.Rule}: {finding.Message}\n");
            foreach (var line in finding.Remedy.Split('\n').Where(line => line.Length > 0))
            {
                text.Append($"    = {line}\n");
            }

            text.Append(finding.WaivedBy is { } by ? $"    waived by {by}\n" : "");
        }

        return text.Length == 0 ? "none\n" : text.ToString();
    }
}
