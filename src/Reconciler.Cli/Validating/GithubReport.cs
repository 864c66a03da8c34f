using System.Globalization;
using System.Text;
using Reconciler.Cli.Texts;

namespace Reconciler.Cli.Validating;

/// <summary>Workflow commands, which GitHub shows beside the lines of a pull request. The last line is for the log.</summary>
internal static class GithubReport
{
    /// <summary>The text of a report.</summary>
    public static string Write(Report report)
    {
        var output = new StringBuilder();
        foreach (var (finding, _, _) in report.Problems)
        {
            var (command, span) = (Words.Of(finding.Severity), finding.Span);
            var place = report.Paths.Of(finding.File) is not { } file ? ""
                : span.Line == 0 ? $"file={Property(file)},"
                : string.Create(CultureInfo.InvariantCulture, $"file={Property(file)},line={span.Line},endLine={span.EndLine},col={span.Column},{(span.EndLine == span.Line ? $"endColumn={span.EndColumn}," : "")}");
            output.Append(CultureInfo.InvariantCulture, $"::{command} {place}title={Property(finding.Rule)}::{Data(finding.Remedy.Length == 0 ? finding.Message : $"{finding.Message}\n{finding.Remedy}")}\n");
        }

        return output.Append(report.Summary()).Append('\n').ToString();
    }

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
