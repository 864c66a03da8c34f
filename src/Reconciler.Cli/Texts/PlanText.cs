using System.Globalization;
using System.Text;
using NodaTime.Text;
using Reconciler.Core.Planning;
using Reconciler.Core.Policy;
using Reconciler.Core.Time;
using Reconciler.Engine.Passes;

namespace Reconciler.Cli.Texts;

/// <summary>What a pass found and did, for people: the table, the findings, what comes next.</summary>
/// <param name="palette">The colours.</param>
internal sealed class PlanText(Palette palette)
{
    private static readonly LocalDateTimePattern ShortUtc = LocalDateTimePattern.CreateWithInvariantCulture("MM-dd HH:mm");
    private static readonly LocalDateTimePattern ShortDay = LocalDateTimePattern.CreateWithInvariantCulture("ddd MM-dd HH:mm");

    /// <summary>Writes everything.</summary>
    /// <param name="title">The fleet as people know it.</param>
    /// <param name="result">What was found and done.</param>
    /// <param name="done">What was written, or would be; one line for each sentence.</param>
    /// <returns>The text.</returns>
    public string Of(string title, PassResult result, params IEnumerable<string> done)
    {
        var output = new StringBuilder();
        if (result.Plan is { } plan)
        {
            output.Append(HeaderOf(title, result, plan, result.Fleet.Snapshot.Instances.Length, plan.Entries.Length)).Append("\n\n");
            WriteTable(plan, output);
            output.Append('\n');
        }

        WriteFindings(result, output);
        foreach (var line in done)
        {
            output.Append(line).Append('\n');
        }

        return output.ToString();
    }

    /// <summary>The first line: what was read, and when.</summary>
    public static string HeaderOf(string title, PassResult result, Plan plan, int instances, int changes) => string.Create(
        CultureInfo.InvariantCulture,
        $"{title}: {Words.Count(instances, "instance")}, {Words.Count(changes, "change")}, policy {(result.Fleet.Snapshot.PolicyObject is { } policy ? policy.Key.Name : "as shipped")}, tz {Versions.Tzdb(plan)}, as of {Describe.Utc(plan.Now)}");

    private void WriteTable(Plan plan, StringBuilder output)
    {
        var table = new Table("CHANGE", "INSTANCE", "CATEGORY", "OPENS (LOCAL)", "UTC", "NOTICE BY", "STATE", "");
        foreach (var entry in plan.Entries)
        {
            table.Add(
                entry.Name,
                entry.Instance,
                Words.Of(entry.Category) + (entry.IsEmergency ? "!" : ""),
                entry.Start is { } start ? Describe.Local(start, entry.Zone) : Words.Nothing,
                entry.Start is { } utc ? ShortUtc.Format(utc.InUtc().LocalDateTime) : Words.Nothing,
                entry.NoticeDeadline is { } deadline ? ShortDay.Format(WallClock.Read(deadline, entry.Zone).LocalDateTime) : Words.Nothing,
                new(entry.State.ToString(), text => palette.Of(entry.State, text)),
                entry.Why);
        }

        table.WriteTo(output);
    }

    private void WriteFindings(PassResult result, StringBuilder output)
    {
        var text = new FindingText(result.Fleet, palette);
        var findings = result.Findings.ToArray();
        foreach (var finding in findings.Where(finding => finding.Severity > Severity.Info))
        {
            text.Write(finding, output);
        }

        if (findings.Length + result.Fleet.Skipped > 0)
        {
            var waived = findings.Count(finding => finding.WaivedBy is not null);
            var notes = findings.Count(finding => finding.Severity == Severity.Info && finding.WaivedBy is null);
            output.Append(CultureInfo.InvariantCulture, $"{Words.Count(findings.Count(finding => finding.Severity == Severity.Error), "error")}, {Words.Count(findings.Count(finding => finding.Severity == Severity.Warning), "warning")}");
            output.Append(notes > 0 ? $", {Words.Count(notes, "note")} (-o json shows them)" : "").Append(waived > 0 ? $", {waived} waived" : "");
            output.Append(CultureInfo.InvariantCulture, $" in {Words.Read(result.Fleet)}\n");
        }
    }
}
