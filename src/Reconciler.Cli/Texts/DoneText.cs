using NodaTime;
using Reconciler.Core.Planning;
using Reconciler.Core.Time;
using Reconciler.Engine.Passes;
using Reconciler.Engine.Stores;

namespace Reconciler.Cli.Texts;

/// <summary>The last lines: what was done or would be, and until when it holds.</summary>
internal static class DoneText
{
    private const string MendFirst = "mend the errors first: a file that can not be read must never look like a deletion.";

    /// <summary>After a run.</summary>
    /// <param name="result">What it did.</param>
    /// <param name="folder">Where the store is.</param>
    /// <returns>Lines.</returns>
    public static IEnumerable<string> OfRun(PassResult result, StoreFolder folder)
    {
        if (result is not { Plan: { } plan, Written: { } written })
        {
            yield return $"Nothing was planned or written; {MendFirst}";
            yield break;
        }

        string[] parts = [.. Notices(result), .. Some(written.Tickets, "ticket"), .. Some(written.Windows, "generated window"), .. Some(written.Statuses, "status", "statuses")];
        yield return parts.Length == 0 ? $"Wrote nothing: {folder.Shown} says it all already." : $"Wrote {folder.Shown}: {string.Join(", ", parts)}.";
        yield return $"Next wake: {Wake(plan)}.";
    }

    /// <summary>After a plan.</summary>
    /// <param name="result">What would be done.</param>
    /// <returns>Lines.</returns>
    public static IEnumerable<string> OfPlan(PassResult result)
    {
        if (result.Plan is not { } plan)
        {
            yield return $"Nothing was planned; {MendFirst}";
            yield break;
        }

        string[] parts = [.. Notices(result), .. Some(plan.Tickets.Count(ticket => ticket.Action != TicketAction.None), "ticket")];
        yield return parts.Length == 0 ? "A run would tell nobody anything." : $"A run would write {string.Join(", ", parts)}.";
        yield return $"Holds until: {Wake(plan)}.";
    }

    private static IEnumerable<string> Notices(PassResult result)
    {
        if (!result.Sent.IsEmpty)
        {
            var languages = result.Sent.CountBy(notice => notice.Recipient.Language).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal);
            yield return $"{Words.Count(result.Sent.Length, "notice")} ({string.Join(", ", languages.Select(pair => $"{pair.Value} {pair.Key}"))})";
        }
    }

    private static IEnumerable<string> Some(int number, string noun, string? plural = null) => number == 0 ? [] : [Words.Count(number, noun, plural)];

    // The answer may change in many zones at once; the first change that begins or is told then lends its clock.
    private static string Wake(Plan plan)
    {
        if (plan.NextWake is not { } wake)
        {
            return "never; only an edit changes the answer";
        }

        var zone = plan.Entries.FirstOrDefault(entry => entry.Start == wake || entry.End == wake || entry.NoticeDue == wake)?.Zone;
        return zone is null || zone == DateTimeZone.Utc ? Describe.Utc(wake) : $"{Describe.Local(wake, zone)} ({Describe.Utc(wake)})";
    }
}
