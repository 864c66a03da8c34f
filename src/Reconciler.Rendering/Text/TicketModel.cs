using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Time;
using Scriban.Runtime;

namespace Reconciler.Rendering.Text;

/// <summary>The facts of a ticket as plain data.</summary>
internal static class TicketModel
{
    /// <summary>The data of a ticket.</summary>
    public static ScriptObject Of(ChangeTicket ticket, NoticeFacts? facts, string language)
    {
        var (spec, tongue) = (ticket.Spec, Tongue.Of(language));
        var zone = IanaZones.OrUtc(spec.Zone);
        string Point(DateTimeOffset at) => tongue.Point(Instant.FromDateTimeOffset(at), zone);
        var model = Plain.Object(
            ("name", ticket.Metadata.Name),
            ("change", spec.Change),
            ("state", ticket.Status is { } status ? Plain.Word(status.State) : "New"),
            ("type", Plain.Word(spec.Type)),
            ("instance", spec.Instance),
            ("customer", spec.Customer),
            ("partner", spec.Partner),
            ("region", spec.Region),
            ("category", spec.Category is { } category ? Plain.Word(category) : null),
            ("summary", spec.Summary),
            ("target", spec.Target),
            ("impact", Plain.Object(("level", Plain.Word(spec.Impact.Level)), ("text", spec.Impact.Text))),
            ("told", spec.Told is { } told ? Plain.Object(
                ("span", tongue.Span(Instant.FromDateTimeOffset(told.Start), Instant.FromDateTimeOffset(told.End), zone)),
                ("utc", tongue.Span(Instant.FromDateTimeOffset(told.Start), Instant.FromDateTimeOffset(told.End), DateTimeZone.Utc)),
                ("at", Point(told.At)),
                ("deadline", told.Deadline is { } deadline ? Point(deadline) : null),
                ("via", told.Via)) : null),
            ("occasions", Plain.List(spec.Occasions.Select(occasion => Plain.Object(
                ("name", occasion.Name),
                ("sequence", occasion.Sequence),
                ("decided", Point(occasion.DecidedAt)),
                ("start", Point(occasion.Start)),
                ("recipients", Plain.List(occasion.Recipients.Select(recipient => Plain.Object(
                    ("name", recipient.Recipient.Name),
                    ("email", recipient.Recipient.Email),
                    ("party", Plain.Word(recipient.Recipient.Party)),
                    ("sent", recipient.SentAt is { } sent ? Point(sent) : null))))))))),
            ("moves", Plain.List(spec.Moves.Select(move => Plain.Object(
                ("from", tongue.Date(LocalDate.FromDateOnly(move.From))),
                ("to", move.To.Date is { } date ? tongue.Date(LocalDate.FromDateOnly(date)) : move.To.Instant is { } instant ? Point(instant) : null),
                ("by", Plain.Word(move.By)),
                ("requested", Point(move.RequestedAt)))))),
            ("outcome", spec.Outcome is { } outcome ? Plain.Object(
                ("result", Plain.Word(outcome.Result)),
                ("ended", Point(outcome.EndedAt)),
                ("by", outcome.By),
                ("note", outcome.Note)) : null),
            ("cancelled", spec.CancelledAt is { } cancelled ? Point(cancelled) : null),
            ("commit", NoticeModel.ShortOf(spec.Revision)),
            ("author", spec.Author),
            ("facts", facts is null ? null : NoticeModel.Of(facts, tongue, null)),
            ("policy_digest", spec.PolicyDigest));
        return (ScriptObject)Plain.Map(model, Markdown)!;
    }

    // A fact is words, whatever characters are in it: it makes no cell and no tag.
    private static string Markdown(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("<", "\\<", StringComparison.Ordinal);
}
