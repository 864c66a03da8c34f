using System.Text;
using NodaTime;
using Reconciler.Cli.Texts;
using Reconciler.Core.Planning;
using Reconciler.Core.Policy;
using Reconciler.Engine.Comparing;

namespace Reconciler.Cli.Comparing;

/// <summary>A comparison for a terminal.</summary>
/// <param name="palette">The colours.</param>
internal sealed class ComparisonText(Palette palette)
{
    /// <summary>Writes it.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <returns>The text.</returns>
    public string Of(Comparison comparison)
    {
        var output = new StringBuilder();
        output.Append(palette.Heading(ComparisonWords.Headline(comparison))).Append('\n');
        WriteLines(ComparisonWords.Grounds(comparison), output);
        WriteLines(comparison.Older.Notes.Concat(comparison.Newer.Notes).Distinct(StringComparer.Ordinal).Select(note => $"note: {note}"), output);
        output.Append('\n');
        if (comparison.IsPlanned)
        {
            WriteEntries(comparison, output);
            WriteLines(comparison.Entries.Where(delta => delta.SpendsMove).Select(delta => $"Spends {ComparisonWords.SpentBy(delta)}.\n"), output);
            WriteNotices(comparison, output);
        }

        WriteFindings(comparison, output);
        return output.ToString();
    }

    private static void WriteEntries(Comparison comparison, StringBuilder output)
    {
        var differing = comparison.Entries.Where(delta => delta.Differs).ToArray();
        if (differing.Length == 0)
        {
            output.Append("No entry differs.\n\n");
            return;
        }

        var table = new Table("", "CHANGE", "INSTANCE", "WAS", "WILL BE", "PEOPLE TOLD", "");
        foreach (var delta in differing)
        {
            table.Add(
                ComparisonWords.Of(delta),
                delta.Entry.Name,
                delta.Entry.Instance,
                ComparisonWords.StartOf(delta.Before, comparison.IsLedgerAssumed),
                ComparisonWords.StartOf(delta.After, comparison.IsLedgerAssumed),
                ComparisonWords.ToldOf(comparison, delta),
                ComparisonWords.NoteOf(delta));
        }

        table.WriteTo(output);
        output.Append('\n');
    }

    private static void WriteNotices(Comparison comparison, StringBuilder output)
    {
        var notices = comparison.Notices!;
        WriteSection("Told at merge", notices.AtMerge, NoticeLine, output);
        WriteSection("Told later", notices.Later, notice => $"{NoticeLine(notice)}, {ComparisonWords.WhenOf(notice, DateTimeZone.Utc)}", output);
        WriteSection("Told no more", notices.Withdrawn, NoticeLine, output);
        WriteSection("Tickets", comparison.Tickets, ticket => $"{Words.Of(ticket.Action)} {Ledger.KeyOf(ticket.Ticket).Name} ({Words.Of(ticket.Ticket.Spec.Type)})", output);
        if (!notices.Anyway.IsEmpty)
        {
            output.Append($"Told anyway: {Words.Count(notices.Anyway.Length, "notice")}.\n\n");
        }
    }

    private static void WriteSection<T>(string title, IReadOnlyCollection<T> items, Func<T, string> line, StringBuilder output)
    {
        if (items.Count > 0)
        {
            output.Append($"{title} ({items.Count})\n");
            WriteLines(items.Select(item => $"  {line(item)}"), output);
            output.Append('\n');
        }
    }

    private static string NoticeLine(PlannedNotice notice) =>
        Plain.Line($"{notice.Occasion} of {notice.Entry} to {notice.Recipient.Name} <{notice.Recipient.Email}> ({Words.Of(notice.Recipient.Party)}, {notice.Recipient.Language})");

    private void WriteFindings(Comparison comparison, StringBuilder output)
    {
        var text = new FindingText(comparison.Newer.Fleet, palette);
        foreach (var finding in comparison.Findings.Charged.Where(finding => finding.Severity > Severity.Info))
        {
            text.Write(finding, output);
        }

        if (!comparison.IsPlanned)
        {
            foreach (var finding in comparison.Older.Findings.Where(finding => finding.Severity == Severity.Error))
            {
                output.Append($"In the base, {FindingText.PlaceOf(finding)}: {Plain.Line(finding.Message)}\n");
            }
        }

        WriteLines(comparison.Findings.Mended.Where(_ => comparison.IsPlanned).Select(finding => $"Mended: {finding.Rule} {Plain.Line(finding.Message)}"), output);
        if (!comparison.Findings.Untouched.IsEmpty)
        {
            output.Append($"Stood before and not touched: {Words.Count(comparison.Findings.Untouched.Length, "finding")} (reconciler validate shows them).\n");
        }
    }

    private static void WriteLines(IEnumerable<string> lines, StringBuilder output)
    {
        foreach (var line in lines)
        {
            output.Append(line).Append('\n');
        }
    }
}
