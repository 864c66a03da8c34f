using System.Text;
using Reconciler.Api;

namespace Reconciler.Rendering.Tests;

/// <summary>What people read, kind by kind and language by language. Read the golden files as the one who gets the mail.</summary>
public sealed class NoticeTextTests
{
    public static TheoryData<NoticeKind, string> KindsAndLanguages { get; } = [.. Enum.GetValues<NoticeKind>().SelectMany(kind => new[] { (kind, "en"), (kind, "zh-CN") })];

    [Theory]
    [MemberData(nameof(KindsAndLanguages))]
    public void Notice_ReadsWell(NoticeKind kind, string language)
    {
        var (name, rendered) = (TemplateSet.KindOf(kind), NoticeRenderer.Render(Samples.Notice(TemplateSet.KindOf(kind), language), TemplateSet.Shipped));
        Golden.Match($"Golden/{name}.{language}.txt", $"{rendered.Subject}\n\n{rendered.Body}");
        if (rendered.Calendar is { } calendar)
        {
            Golden.Match($"Golden/{name}.{language}.ics", calendar.ReplaceLineEndings("\n"));
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public void Mail_IsWrittenAsExpected(string language) => Golden.Match(
        $"Golden/planned.{language}.eml",
        Encoding.ASCII.GetString(NoticeRenderer.Render(Samples.Notice("planned", language), TemplateSet.Shipped).Mail.Span).ReplaceLineEndings("\n"));

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public void Ticket_ReadsWell(string language)
    {
        Golden.Match($"Golden/ticket.{language}.md", TicketRenderer.Render(Samples.Ticket, Given.Notice().Spec.Facts, TemplateSet.Shipped, language));
        Golden.Match($"Golden/ticket-moved-and-failed.{language}.md", TicketRenderer.Render(MovedAndFailed(), null, TemplateSet.Shipped, language));
    }

    private static ChangeTicket MovedAndFailed()
    {
        var at = Samples.Ticket.Spec.RecordedAt;
        return Samples.Ticket with
        {
            Spec = Samples.Ticket.Spec with
            {
                Impact = new() { Level = ImpactLevel.ReducedRedundancy },
                Moves = [new() { From = new(2026, 12, 15), To = new(at.AddDays(21)), RequestedAt = at, By = Party.Partner, FirstSeenAt = at }],
                Outcome = new() { Result = OutcomeResult.RolledBack, EndedAt = at.AddDays(21).AddHours(4), By = "jane", Note = "publisher did not come up" },
            },
            Status = new() { State = TicketState.Closed },
        };
    }
}
