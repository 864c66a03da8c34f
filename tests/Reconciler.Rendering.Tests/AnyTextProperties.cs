using CsCheck;
using MimeKit;
using Reconciler.Api;

namespace Reconciler.Rendering.Tests;

/// <summary>Facts come from files that anybody may have written: whatever they say, a mail stays a mail and an entry an entry.</summary>
public sealed class AnyTextProperties
{
    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.String,
        OneOf(
            "\r\n", "\n", "\r", "\n\n", "\r\n ", "\t", "\0", "\u000b", "\f", "\u001b[31m", "\u0085", "\u2028", "\u2029", "\ufeff", "\u202e", "\ud800", "\udc00",
            "𝄞", "维护", "é", ";", ":", ",", "\"", "\\", "\\n", "<", ">", "@", "=", "=?utf-8?q?x?=", "{{ 1/0 }}", "|", "%", "^", "'", "^n", "^'",
            "\nBEGIN:VEVENT\n", "\r\nEND:VCALENDAR\r\n", "\r\nBcc: x@example.com\r\n", "\n.\n", "--=_", new string('x', 3000), new string('维', 300), "(", ")", "[", "]", "mailto:"))
        .Array[0, 6].Select(string.Concat);

    private static readonly Gen<(NoticeKind Kind, string Language)> KindAndLanguage = Gen.Select(Gen.Enum<NoticeKind>(), OneOf("en", "zh-CN", "zh-TW", "fr"));

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(at => texts[at]);

    [Fact]
    public void Render_KeepsTheStructure_WhateverTheFactsSay() => Gen.Select(KindAndLanguage, AnyText, AnyText).Sample(
        (what, one, other) =>
        {
            var notice = Saying(Samples.Notice(TemplateSet.KindOf(what.Kind), what.Language), one, other);
            var plain = NoticeRenderer.Render(notice with { Spec = Saying(notice, "x", "y@example.com").Spec with { CalendarUid = "uid", MessageId = "i@d" } }, TemplateSet.Shipped);
            var rendered = NoticeRenderer.Render(notice, TemplateSet.Shipped);

            if (rendered.Calendar is { } calendar)
            {
                var entry = new CalendarText(calendar);
                entry.AssertFolded();
                Assert.Equal(new CalendarText(plain.Calendar!).Shape, entry.Shape);
                Assert.Single(Ical.Net.Calendar.Load(calendar)!.Events);
            }

            using var mail = Read(rendered);
            using var plainMail = Read(plain);
            Assert.Equal(plainMail.Headers.Select(header => header.Id), mail.Headers.Select(header => header.Id));
            Assert.Equal(rendered.Calendar is null ? 0 : 1, mail.Attachments.Count());
            Assert.Equal(mail.Attachments.Count() + 1, mail.BodyParts.Count());
            Assert.DoesNotContain('\n', rendered.Subject);
        },
        iter: 400,
        print: it => System.Text.Json.JsonSerializer.Serialize(new[] { it.Item1.ToString(), it.Item2, it.Item3 }));

    [Fact]
    public void RenderTicket_KeepsItsTable_WhateverTheFactsSay() => AnyText.Sample(
        text =>
        {
            var sample = Samples.Ticket;
            var ticket = sample with
            {
                Spec = sample.Spec with
                {
                    Change = text,
                    Instance = text,
                    Customer = text,
                    Partner = text,
                    Region = text,
                    Summary = text,
                    Target = text,
                    PolicyDigest = text,
                    Impact = new() { Level = ImpactLevel.Outage, Text = text },
                    Told = sample.Spec.Told! with { Via = text },
                    Outcome = new() { Result = OutcomeResult.Failed, EndedAt = sample.Spec.RecordedAt, By = text, Note = text },
                },
            };
            var rows = TicketRenderer.Render(ticket, Saying(Samples.Notices[0], text, text).Spec.Facts, TemplateSet.Shipped).Split('\n')
                .Skip(2).TakeWhile(line => line.StartsWith('|')).ToArray();
            Assert.Equal(13, rows.Length);
            Assert.All(rows, row => Assert.Equal(3, row.Replace("\\\\", "", StringComparison.Ordinal).Replace("\\|", "", StringComparison.Ordinal).Count(character => character == '|')));
        },
        iter: 300);

    private static Notice Saying(Notice notice, string text, string other) => notice with
    {
        Spec = notice.Spec with
        {
            Change = text,
            Entry = text,
            Occasion = text,
            MessageId = other,
            CalendarUid = other,
            Recipient = notice.Spec.Recipient with { Name = text, Email = other, Role = other, Zone = text },
            Facts = notice.Spec.Facts with
            {
                Instance = text,
                Customer = text,
                Partner = other,
                Region = text,
                Summary = text,
                SummaryDeclared = true,
                Applications = [new() { Kind = ApplicationKind.Cucm, Version = text }],
                DataCenters = [text, other],
                DataCentersKept = [other],
                Impact = new() { Level = ImpactLevel.Degraded, Text = text },
                Steps = [text],
                BackOut = other,
                Target = other,
                Requirements = [text],
                CopFile = text,
                CopChecksum = other,
                Certificate = text,
                IdentityProvider = other,
                Integrations = [text],
                CustomerImpact = text,
                Reason = other,
                Outcome = new() { Result = OutcomeResult.RolledBack, EndedAt = notice.Spec.DecidedAt, By = text, Note = text },
                Incident = notice.Spec.Facts.Incident is null ? null : new() { Case = text, Summary = other, Severity = CaseSeverity.S1, Recovery = new() { At = notice.Spec.DecidedAt, ServiceLevel = text, Actions = [other], Timeline = text } },
                Release = notice.Spec.Facts.Release is { } release ? release with { Name = text, Column = other } : null,
                Provider = notice.Spec.Facts.Provider with { Name = text, Domain = other, ChangeManagement = other, TacPhone = text, ControlHub = text },
            },
        },
    };

    private static MimeMessage Read(RenderedNotice rendered)
    {
        using var bytes = new MemoryStream(rendered.Mail.ToArray());
        return MimeMessage.Load(bytes, TestContext.Current.CancellationToken);
    }
}
