using System.Globalization;
using System.Text;
using Reconciler.Core.Policy;
using Reconciler.Manifests;

namespace Reconciler.Cli.Texts;

/// <summary>A finding with the line it speaks of, the place marked, and the remedy.</summary>
/// <param name="fleet">The files.</param>
/// <param name="palette">The colours.</param>
internal sealed class FindingText(Fleet fleet, Palette palette)
{
    private const int WidestLine = 140;
    private const int LongestLine = 400;

    /// <summary>Writes a finding and an empty line.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="output">Takes the lines.</param>
    public void Write(Finding finding, StringBuilder output)
    {
        var isRule = RuleTable.Find(finding.Rule) is not null;
        var severity = palette.Of(finding.Severity, Words.Of(finding.Severity));
        output.Append(CultureInfo.InvariantCulture, $"{PlaceOf(finding)}: {severity}{(isRule ? $" {finding.Rule}" : "")}: {Plain.Line(finding.Message)}\n");
        var gutter = new string(' ', Math.Max(3, DigitsOf(finding.Span.Line) + 1)) + " ";
        var remedy = Plain.Line(finding.Remedy);
        if (fleet.LineOf(finding.File, finding.Span.Line) is { } line)
        {
            remedy = WriteSnippet(finding, line, gutter, remedy, output);
        }

        var why = isRule ? $"why: reconciler explain {finding.Rule}" : "";
        var waived = finding.WaivedBy is { } by ? $"waived by {Plain.Line(by)}" : "";
        foreach (var note in new[] { remedy, waived, why }.Where(note => note.Length > 0))
        {
            output.Append(CultureInfo.InvariantCulture, $"{gutter}= {note}\n");
        }

        output.Append('\n');
    }

    /// <summary>Where a finding points at, in one word.</summary>
    /// <param name="finding">The finding.</param>
    /// <returns>File, line and column; else the object.</returns>
    public static string PlaceOf(Finding finding) =>
        finding.File.Length > 0 && finding.Span.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{finding.File}:{finding.Span.Line}:{finding.Span.Column}")
        : finding.File.Length > 0 ? finding.File
        : finding.Object is { } thing ? $"{thing.Kind} {(thing.Namespace.Length == 0 ? "" : thing.Namespace + "/")}{thing.Name}"
        : "fleet";

    // The remedy stands beside the mark where there is room for it; what is left to say comes back.
    private string WriteSnippet(Finding finding, string line, string gutter, string remedy, StringBuilder output)
    {
        var start = Math.Min(Math.Max(finding.Span.Column - 1, 0), line.Length);
        var end = finding.Span.EndLine == finding.Span.Line ? Math.Min(Math.Max(finding.Span.EndColumn - 1, start), line.Length) : line.Length;
        (line, start, end) = Near(line, start, end);
        var shown = Plain.Line(line);
        var before = DisplayWidth.Of(Plain.Line(line[..start]));
        var marked = Math.Max(1, DisplayWidth.Of(Plain.Line(line[start..end]).TrimEnd()));
        var mark = new string(' ', before) + palette.Of(finding.Severity, "^" + new string('~', marked - 1));
        var fits = remedy.Length > 0 && gutter.Length + 3 + before + marked + DisplayWidth.Of(remedy) <= WidestLine;
        var number = finding.Span.Line.ToString(CultureInfo.InvariantCulture).PadLeft(gutter.Length - 1);
        output.Append(CultureInfo.InvariantCulture, $"{gutter}|\n{number} | {shown}\n{gutter}| {mark}{(fits ? $" {remedy}" : "")}\n");
        return fits ? "" : remedy;
    }

    // A line that a machine wrote can be endless: of such a one only the neighbourhood of the place is shown.
    private static (string Line, int Start, int End) Near(string line, int start, int end)
    {
        if (line.Length <= LongestLine)
        {
            return (line, start, end);
        }

        var from = Math.Max(0, start - (WidestLine / 2));
        var to = Math.Min(line.Length, from + WidestLine);
        var head = from > 0 ? "…" : "";
        return ($"{head}{line[from..to]}{(to < line.Length ? "…" : "")}", start - from + head.Length, Math.Min(end, to) - from + head.Length);
    }

    private static int DigitsOf(int number) => number.ToString(CultureInfo.InvariantCulture).Length;
}
