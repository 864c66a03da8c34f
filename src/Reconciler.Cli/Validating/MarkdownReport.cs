using Reconciler.Cli.Comparing;
using Reconciler.Cli.Texts;
using Reconciler.Core.Policy;

namespace Reconciler.Cli.Validating;

/// <summary>A comment on a pull request: errors in sight, the rest folded.</summary>
internal static class MarkdownReport
{
    /// <summary>The text of a report.</summary>
    public static string Write(Report report)
    {
        var (errors, warnings) = (report.Count(Severity.Error), report.Count(Severity.Warning));
        var output = new Markdown();
        output.Write($"### Reconciler: {(errors + warnings == 0 ? "nothing to mend" : $"{Words.Count(errors, "error")}, {Words.Count(warnings, "warning")}")}\n");
        output.WriteFitting(Lines(report.Problems.Where(reported => reported.Severity == Severity.Error)), Rest);
        WriteFolded("Warnings", report.Problems.Where(reported => reported.Severity == Severity.Warning), output);
        WriteFolded("Waived", report.New.Where(reported => reported.Finding.WaivedBy is not null), output);
        WriteFolded("In the baseline", report.Known, output);
        output.Write($"\n{report.Summary()}");
        return output.ToString();
    }

    private static void WriteFolded(string title, IEnumerable<Reported> list, Markdown output)
    {
        var findings = list.ToArray();
        if (findings.Length > 0)
        {
            output.WriteFolded($"{title} ({findings.Length})", () => output.WriteFitting(Lines(findings), Rest));
        }
    }

    private static IEnumerable<string> Lines(IEnumerable<Reported> findings) => findings.Select(reported => reported.Finding).Select(finding =>
        $"- {Markdown.Code(FindingText.PlaceOf(finding))} **{finding.Rule}** {Markdown.Escape(finding.Message)}{(finding.Remedy.Length == 0 ? "" : $": {Markdown.Escape(finding.Remedy)}")}{(finding.WaivedBy is { } by ? $" (waived by {Markdown.Escape(by)})" : "")}");

    private static string Rest(int left) => $"- … and {left} more";
}
