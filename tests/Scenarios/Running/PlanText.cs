using System.Text;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Planning;
using Reconciler.Core.Time;

namespace Reconciler.Scenarios.Tests.Running;

/// <summary>A pass as golden files show it: what was decided, who was told, who will be, and until when that holds.</summary>
internal static class PlanText
{
    public static string Of(PassRun run)
    {
        var (plan, told) = (run.Settled.Plan, run.Settled.Told);
        var text = new StringBuilder();
        text.Append($"as of {Instants.Text(plan.Now)}, holds until {(plan.NextWake is { } wake ? Instants.Text(wake) : "ever")}\n");
        Section(text, "changes", plan.Entries.SelectMany(LinesOf));
        Section(text, "told now", told.Select(notice => $"{notice.Entry}: {notice.Occasion}, sequence {notice.Sequence}, to {notice.Recipient.Email}"));
        Section(text, "to be told", plan.Notices
            .Where(notice => notice.State != NoticeState.Sent)
            .OrderBy(notice => notice.Due)
            .ThenBy(notice => notice.Name, StringComparer.Ordinal)
            .Select(notice => $"{notice.Entry}: {notice.Occasion}, sequence {notice.Sequence}, to {notice.Recipient.Email}: {notice.State} {Instants.Text(notice.Due)}"));
        Section(text, "tickets", plan.Tickets.Select(ticket => LineOf(ticket)));
        Section(text, "findings", FindingText.Of(plan.Findings).TrimEnd('\n').Split('\n'));
        return text.ToString();
    }

    private static IEnumerable<string> LinesOf(Entry entry)
    {
        yield return $"{entry.Name}: {entry.State}, {entry.Reason}: {entry.Message}";
        if (entry is { Start: { } start, End: { } end })
        {
            yield return $"  {Describe.Local(start, entry.Zone)} to {Describe.Local(end, entry.Zone)} ({Instants.Text(start)}){(entry.MovesLeft is { } left ? $", moves left: {left}" : "")}";
        }

        if (entry.Next.Length > 0)
        {
            yield return $"  next: {entry.Next}";
        }

        if (entry is { NoticeDue: not null } or { NoticeDeadline: not null })
        {
            yield return $"  notice due {At(entry.NoticeDue, entry)}, at the latest {At(entry.NoticeDeadline, entry)}";
        }
    }

    private static string LineOf(PlannedTicket planned)
    {
        var spec = planned.Ticket.Spec;
        var told = spec.Told is { } start ? $", told {Instants.Text(Instant.FromDateTimeOffset(start.Start))} at {Instants.Text(Instant.FromDateTimeOffset(start.At))} by {start.Via}" : "";
        return $"{planned.Ticket.Metadata.Name}: {planned.Action}, {planned.Ticket.Status?.State}, sequence {spec.Sequence}{told}";
    }

    private static string At(Instant? instant, Entry entry) => instant is { } at ? Describe.Local(at, entry.Zone) : "never";

    private static void Section(StringBuilder text, string title, IEnumerable<string> lines)
    {
        text.Append($"\n{title}\n");
        foreach (var line in lines.DefaultIfEmpty("none"))
        {
            text.Append($"  {line}\n");
        }
    }
}
