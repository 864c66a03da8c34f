using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Reconciler.Cli.Texts;
using Reconciler.Core.Policy;

namespace Reconciler.Cli.Validating;

/// <summary>Test results, which every CI system can show: a case for each finding, of which errors fail, and one for the reading itself.</summary>
internal static class JunitReport
{
    /// <summary>The text of a report.</summary>
    public static string Write(Report report)
    {
        XElement[] cases = [new("testcase", new XAttribute("classname", "reconciler"), new XAttribute("name", report.Summary())), .. report.Problems.Select(Case)];
        var counts = new object[] { new XAttribute("tests", cases.Length), new XAttribute("failures", report.Count(Severity.Error)), new XAttribute("errors", 0) };
        var document = new XElement("testsuites", counts, new XElement("testsuite", new XAttribute("name", "reconciler"), counts, cases));
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{document.ToString().ReplaceLineEndings("\n")}\n";
    }

    private static XElement Case(Reported reported)
    {
        var finding = reported.Finding;
        var place = Clean(FindingText.PlaceOf(finding));
        var text = Clean($"{place}: {finding.Message}{(finding.Remedy.Length == 0 ? "" : $"\n{finding.Remedy}")}");
        return new(
            "testcase",
            new XAttribute("classname", Clean(finding.File.Length == 0 ? "reconciler" : finding.File)),
            new XAttribute("name", $"{finding.Rule} {place}"),
            finding.Span.Line > 0 ? new XAttribute("line", finding.Span.Line) : null,
            finding.Severity == Severity.Error
                ? new XElement("failure", new XAttribute("type", finding.Rule), new XAttribute("message", Clean(finding.Message)), text)
                : new XElement("system-out", $"{Words.Of(finding.Severity)}: {text}"));
    }

    // XML has no place for control characters and halves of characters.
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var isXml = rune.Value is '\n' or (>= 0x20 and <= 0xD7FF) or (>= 0xE000 and <= 0xFFFD) or >= 0x10000;
            clean.Append(CultureInfo.InvariantCulture, $"{(isXml ? rune : Rune.ReplacementChar)}");
        }

        return clean.ToString();
    }
}
