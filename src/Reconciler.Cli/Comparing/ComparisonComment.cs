using NodaTime;
using Reconciler.Cli.Texts;
using Reconciler.Core.Planning;
using Reconciler.Core.Policy;
using Reconciler.Engine.Comparing;

namespace Reconciler.Cli.Comparing;

/// <summary>A comparison as a comment on a pull request: what matters first, everything else folded.</summary>
/// <param name="addresses">How mail addresses are shown.</param>
internal sealed class ComparisonComment(Addresses addresses)
{
    private const int MostRows = 25;

    private readonly Markdown _text = new();

    /// <summary>Writes it.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <returns>The comment, within GitHub's limit.</returns>
    public string Of(Comparison comparison)
    {
        _text.Write($"### Reconciler: {ComparisonWords.Headline(comparison)}");
        foreach (var line in ComparisonWords.Grounds(comparison))
        {
            _text.Write($"{Markdown.Escape(line)}<br>");
        }

        var notes = comparison.Older.Notes.Concat(comparison.Newer.Notes).Distinct(StringComparer.Ordinal).ToArray();
        var findings = comparison.Findings.Charged.Where(finding => finding.Severity > Severity.Info).OrderByDescending(finding => finding.Severity).ToArray();
        WriteFindings([.. findings.Take(MostRows)]);
        WriteFolded("Errors of the base", comparison.IsPlanned ? [] : ErrorsOf(comparison.Older), Row);
        if (comparison.IsPlanned)
        {
            WriteEntries(comparison);
            WriteNotices(comparison);
        }

        WriteFolded("More findings", [.. findings.Skip(MostRows)], Row);
        WriteFolded("Mended", comparison.IsPlanned ? comparison.Findings.Mended : [], Row);
        WriteFolded("Stood before, not touched here", comparison.Findings.Untouched, Row);
        WriteFolded("Passed over", notes, note => $"- {Markdown.Escape(note)}");
        return _text.ToString();
    }

    private static Finding[] ErrorsOf(Side side) => [.. side.Findings.Where(finding => finding.Severity == Severity.Error)];

    private void WriteFindings(Finding[] findings)
    {
        if (findings.Length > 0)
        {
            _text.Write("");
            _text.WriteFitting(findings.Select(Row), left => $"- … and {left} more");
        }
    }

    private void WriteEntries(Comparison comparison)
    {
        var differing = comparison.Entries.Where(delta => delta.Differs).ToArray();
        if (differing.Length > 0)
        {
            WriteTable(comparison, differing.Take(MostRows));
        }

        foreach (var delta in comparison.Entries.Where(delta => delta.SpendsMove))
        {
            _text.WriteFitting([$"**Spends** {Markdown.Escape(ComparisonWords.SpentBy(delta))}."], _ => "");
        }

        if (differing.Length > MostRows)
        {
            _text.WriteFolded($"{differing.Length - MostRows} more", () => WriteTable(comparison, differing.Skip(MostRows)));
        }
    }

    private void WriteTable(Comparison comparison, IEnumerable<EntryDelta> deltas) => _text.WriteTable(
        ["", "change", "instance", "was", "will be", "people told"],
        deltas.Select(delta => (IReadOnlyList<string>)
        [
            ComparisonWords.Of(delta),
            Markdown.Code(delta.Entry.Name),
            Markdown.Escape(delta.Entry.Instance),
            Markdown.Escape(ComparisonWords.StartOf(delta.Before, comparison.IsLedgerAssumed)),
            $"**{Markdown.Escape(ComparisonWords.StartOf(delta.After, comparison.IsLedgerAssumed))}**{(ComparisonWords.NoteOf(delta) is { Length: > 0 } note ? $"<br>{Markdown.Escape(note)}" : "")}",
            Markdown.Escape(ComparisonWords.ToldOf(comparison, delta)),
        ]));

    private void WriteNotices(Comparison comparison)
    {
        var notices = comparison.Notices!;
        WriteFolded("Notices that merge would send", notices.AtMerge, notice => NoticeRow(notice, ""));
        WriteFolded("Notices that will fall due later", notices.Later, notice => NoticeRow(notice, $", {ComparisonWords.WhenOf(notice, DateTimeZone.Utc)}"));
        WriteFolded("Notices that are wanted no more", notices.Withdrawn, notice => NoticeRow(notice, ""));
        WriteFolded("Tickets", comparison.Tickets, ticket => $"- {Words.Of(ticket.Action)} {Markdown.Code(Ledger.KeyOf(ticket.Ticket).Name)} ({Words.Of(ticket.Ticket.Spec.Type)})");
        WriteFolded("Would happen anyway", notices.Anyway, notice => NoticeRow(notice, ""));
    }

    private void WriteFolded<T>(string title, IReadOnlyCollection<T> items, Func<T, string> row)
    {
        if (items.Count > 0)
        {
            _text.WriteFolded($"{title} ({items.Count})", () => _text.WriteFitting(items.Select(row), left => $"- … and {left} more"));
        }
    }

    private string NoticeRow(PlannedNotice notice, string when) =>
        $"- {Markdown.Escape(notice.Occasion)} of {Markdown.Code(notice.Entry)} to {Markdown.Code(addresses.In(notice.Recipient.Email))} ({Words.Of(notice.Recipient.Party)}, {Markdown.Escape(notice.Recipient.Language)}){when}";

    private string Row(Finding finding)
    {
        var remedy = finding.Remedy.Length == 0 ? "" : $"; {Markdown.Escape(addresses.In(finding.Remedy))}";
        var waived = finding.WaivedBy is { } by ? $" (waived by {Markdown.Escape(by)})" : "";
        return $"- {Markdown.Code(FindingText.PlaceOf(finding))} {Words.Of(finding.Severity)} **{Markdown.Escape(finding.Rule)}** {Markdown.Escape(addresses.In(finding.Message))}{remedy}{waived}";
    }
}
