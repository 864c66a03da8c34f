using System.Globalization;
using System.Text;
using Reconciler.Cli.Texts;
using Reconciler.Core.Policy;

namespace Reconciler.Cli.Validating;

/// <summary>For people at a terminal: what breaks or needs eyes, what was waived, and what is known.</summary>
internal static class TextReport
{
    /// <summary>The text of a report.</summary>
    public static string Write(Report report)
    {
        var output = new StringBuilder();
        var text = new FindingText(report.Fleet, new(report.HasColors));
        foreach (var reported in report.New.Where(reported => reported.Severity > Severity.Info || reported.Finding.WaivedBy is not null))
        {
            text.Write(reported.Finding, output);
        }

        if (report.Known.Any())
        {
            output.Append("In the baseline:\n");
            foreach (var (finding, _, _) in report.Known)
            {
                output.Append(CultureInfo.InvariantCulture, $"  {FindingText.PlaceOf(finding)}: {finding.Rule}: {Plain.Line(finding.Message)}\n");
            }

            output.Append('\n');
        }

        var notes = report.Count(Severity.Info);
        return output.Append(report.Summary()).Append(notes > 0 ? $"; {Words.Count(notes, "note")} (-o json shows them)" : "").Append('\n').ToString();
    }
}
