using NodaTime;
using Reconciler.Api;
using Reconciler.Cli.Json;
using Reconciler.Cli.Texts;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Engine.Passes;

namespace Reconciler.Cli.Looking;

/// <summary>What people are told: held, due, coming, sent.</summary>
internal static class NoticeLines
{
    /// <summary>What people type, and the columns.</summary>
    public static Noun Noun { get; } = new(
        "notices",
        ["ntc", "notice"],
        "Notices: who is told what and when, what rests, and what was sent.",
        ["NAME", "TO", Clock.Heading("DUE"), "UTC", "STATE", "WHY"],
        ["CHANGE", "OCCASION", "ROLE", "LANGUAGE", "SENT (UTC)", "MESSAGE-ID"],
        StateColumn: 4,
        Lines);

    private static IEnumerable<Line> Lines(PassResult result, Palette palette)
    {
        var (facts, plan) = (new Facts(result), result.Foreseen?.Value ?? result.Plan!);
        return plan.Notices
            .Select(notice => (Notice: notice, Sent: SentAt(notice, plan)))
            .OrderBy(each => RankOf(each.Notice.State))
            .ThenBy(each => each.Sent is { } sent ? -sent.ToUnixTimeSeconds() : each.Notice.Due.ToUnixTimeSeconds())
            .ThenBy(each => each.Notice.Name, StringComparer.Ordinal)
            .Select(each => LineOf(each.Notice, each.Sent, facts, plan, palette, isObserved: result.Foreseen is not null && each.Notice.State != NoticeState.Sent));
    }

    private static int RankOf(NoticeState state) => state switch
    {
        NoticeState.Held or NoticeState.Failed => 0,
        NoticeState.Due => 1,
        NoticeState.Pending => 2,
        _ => 3,
    };

    private static Line LineOf(PlannedNotice notice, Instant? sent, Facts facts, Plan plan, Palette palette, bool isObserved)
    {
        var ticket = plan.NextLedger.Tickets.GetValueOrDefault(new ObjectKey(notice.Namespace, notice.Entry));
        var entry = facts.Find(notice.Namespace, notice.Entry);
        var zone = entry?.Zone ?? (ticket is null ? DateTimeZone.Utc : Facts.ZoneOf(ticket));
        return new()
        {
            Namespace = notice.Namespace,
            Name = notice.Name,
            Id = notice.Name,
            Resource = notice.IsKept ? facts.ResourceOf(new(nameof(Notice), notice.Namespace, notice.Name)) : "",
            Also = [notice.Entry],
            Labels = entry is not null ? facts.LabelsOf(entry) : ticket is not null ? facts.LabelsOf(ticket, Ledger.KeyOf(ticket)) : Map.Empty<string>(),
            Cells =
            [
                notice.Name,
                notice.Recipient.Email,
                Clock.Local(sent ?? notice.Due, zone),
                Clock.Utc(sent ?? notice.Due),
                new(notice.State.ToString(), text => palette.Of(notice.State, text)),
                isObserved ? Words.Observed : WhyOf(notice, plan),
            ],
            More = [notice.Entry, notice.Occasion, notice.Recipient.Role, notice.Recipient.Language, sent is { } at ? Instants.Utc(at) : Words.Nothing, notice.MessageId],
            Json = () =>
            {
                var row = Output.Node(NoticeRow.Of(notice));
                row["sentAt"] = Instants.Utc(sent);
                return row.Observed(isObserved);
            },
        };
    }

    private static string WhyOf(PlannedNotice notice, Plan plan) => notice.State switch
    {
        NoticeState.Held => plan.Hold is { } hold ? $"held by the safety gate: release {hold.Digest}" : "held by the safety gate",
        NoticeState.Due => notice.SendNow ? "to be sent now" : "rests until then",
        NoticeState.Withdrawn => "wanted no more",
        _ => "",
    };

    private static Instant? SentAt(PlannedNotice notice, Plan plan) =>
        notice.State == NoticeState.Sent && plan.NextLedger.Tickets.TryGetValue(new(notice.Namespace, notice.Entry), out var ticket)
            && ticket.Spec.Occasions.FirstOrDefault(said => said.Name == notice.Occasion && said.Sequence == notice.Sequence) is { } occasion
            && occasion.Recipients.FirstOrDefault(record => record.Recipient.Email == notice.Recipient.Email)?.SentAt is { } at
            ? Instant.FromDateTimeOffset(at)
            : null;
}
