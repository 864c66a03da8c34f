using System.Text;
using MimeKit;
using Reconciler.Api;

namespace Reconciler.Rendering.Tests;

/// <summary>Whole mails, as a mail program reads them.</summary>
public sealed class MailMessageTests
{
    [Fact]
    public void Mail_IsReadBack_WithTextAndCalendarEntry()
    {
        var rendered = Rendered(Samples.Notice("planned", "zh-CN"));
        using var mail = Read(rendered);
        Assert.Equal(rendered.Subject, mail.Subject);
        Assert.Equal(rendered.Body, mail.TextBody!.ReplaceLineEndings("\n"));
        Assert.Equal(["Cloud Delivery <change-management@provider.example>"], mail.From.Mailboxes.Select(mailbox => $"{mailbox.Name} <{mailbox.Address}>"));
        Assert.Equal(["Jane Doe <jane@globex.example>"], mail.To.Mailboxes.Select(mailbox => $"{mailbox.Name} <{mailbox.Address}>"));
        var attached = Assert.IsType<TextPart>(Assert.Single(mail.Attachments));
        Assert.Equal(("text/calendar", "amer-to-15su2-globex-amer.ics"), (attached.ContentType.MimeType, attached.FileName));
        using var bytes = new MemoryStream();
        attached.Content!.DecodeTo(bytes, TestContext.Current.CancellationToken);
        Assert.Equal(rendered.Calendar, Encoding.UTF8.GetString(bytes.ToArray()));
    }

    [Fact]
    public void Mail_HasTheMessageIdAndDateOfItsNotice()
    {
        var notice = Given.Notice();
        using var mail = Read(Rendered(notice));
        Assert.Equal((notice.Spec.MessageId, notice.Spec.DecidedAt), (mail.MessageId, mail.Date));
        Assert.Contains($"\r\nMessage-Id: <{notice.Spec.MessageId}>\r\n", Ascii(Rendered(notice)), StringComparison.Ordinal);
    }

    [Fact]
    public void Mail_IsTheSameToTheByte_EachTime() =>
        Assert.Equal(Rendered(Given.Notice()).Mail.ToArray(), Rendered(Given.Notice()).Mail.ToArray());

    [Fact]
    public void Mail_IsAscii_WhateverItsLanguage()
    {
        var mail = Ascii(Rendered(Samples.Notice("planned", "zh-CN")));
        Assert.DoesNotContain('?', mail[..mail.IndexOf("Subject:", StringComparison.Ordinal)]);
        Assert.Contains("Subject: =?utf-8?", mail, StringComparison.Ordinal);
        Assert.All(Rendered(Samples.Notice("planned", "zh-CN")).Mail.ToArray(), octet => Assert.InRange(octet, 0, 127));
    }

    [Theory]
    [InlineData("x\r\nBcc: evil@example.com")]
    [InlineData("x\nBcc: evil@example.com")]
    [InlineData("x\rBcc: evil@example.com")]
    [InlineData("x\r\n\r\nBcc: evil@example.com")]
    [InlineData("x\u2028Bcc: evil@example.com")]
    [InlineData("x\u0085Bcc: evil@example.com")]
    [InlineData("=?utf-8?q?x=0D=0ABcc:_evil@example.com?=")]
    public void Mail_HasNoHeaderMore_WhateverANameSays(string name)
    {
        var notice = Given.Notice(but: spec => spec with
        {
            Change = name,
            Entry = name,
            Recipient = spec.Recipient with { Name = name },
            Facts = spec.Facts with { Instance = name, Summary = name, SummaryDeclared = true, Provider = spec.Facts.Provider with { Name = name } },
        });
        using var mail = Read(Rendered(notice));
        using var plain = Read(Rendered(Given.Notice()));
        Assert.Equal(plain.Headers.Select(header => header.Id), mail.Headers.Select(header => header.Id));
        Assert.Empty(mail.Bcc);
        Assert.StartsWith("[Planned maintenance] ", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("Bcc", mail.Subject, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "REQUEST")]
    public void Mail_NamesTheMethod_OnlyOfAnInvitation(bool asks, string? method)
    {
        using var mail = Read(Rendered(Given.Notice(but: spec => spec with { Recipient = spec.Recipient with { Invitations = asks } })));
        Assert.Equal(method, mail.Attachments.Single().ContentType.Parameters["method"]);
    }

    private static RenderedNotice Rendered(Notice notice) => NoticeRenderer.Render(notice, TemplateSet.Shipped);

    private static string Ascii(RenderedNotice rendered) => Encoding.ASCII.GetString(rendered.Mail.Span);

    private static MimeMessage Read(RenderedNotice rendered)
    {
        using var bytes = new MemoryStream(rendered.Mail.ToArray());
        return MimeMessage.Load(bytes, TestContext.Current.CancellationToken);
    }
}
