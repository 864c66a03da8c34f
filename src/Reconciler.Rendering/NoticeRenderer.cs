using System.Security.Cryptography;
using System.Text;
using Reconciler.Api;
using Reconciler.Rendering.Mail;
using Reconciler.Rendering.Text;

namespace Reconciler.Rendering;

/// <summary>A notice as text.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Body">Plain text with LF line ends.</param>
/// <param name="Calendar">The calendar entry (iCalendar, CRLF); null: no change is behind it.</param>
/// <param name="Mail">The whole mail with the calendar entry, where there is one, attached (RFC 5322, CRLF).</param>
/// <param name="TextDigest"><c>sha256:…</c> of subject, body and calendar entry.</param>
public sealed record RenderedNotice(string Subject, string Body, string? Calendar, ReadOnlyMemory<byte> Mail, string TextDigest);

/// <summary>Turns notices into text: a function of their facts and of the templates, to the byte.</summary>
public static class NoticeRenderer
{
    private const string SubjectLabel = "Subject:";

    /// <summary>Renders a notice.</summary>
    /// <param name="notice">The notice.</param>
    /// <param name="templates">The templates.</param>
    /// <returns>Its subject, body, calendar entry and mail.</returns>
    /// <exception cref="TemplateException">Its template can not be read, fails, or gives no subject.</exception>
    public static RenderedNotice Render(Notice notice, TemplateSet templates)
    {
        ArgumentNullException.ThrowIfNull(notice);
        ArgumentNullException.ThrowIfNull(templates);
        var spec = notice.Spec;
        var kind = TemplateSet.KindOf(spec.Kind);
        var text = templates.Render(kind, spec.Recipient.Language, language => NoticeModel.Of(spec, language));
        var (subject, body) = Split(text) ?? throw new TemplateException(templates.FileOf(kind, spec.Recipient.Language), 1, 1, $"a notice begins with '{SubjectLabel} …' and an empty line");
        var calendar = spec.Facts.Category is null ? null : CalendarEntry.Write(spec, subject, body);
        return new(subject, body, calendar, MailMessage.Write(spec, subject, body, calendar), Digest(subject, body, calendar ?? ""));
    }

    private static (string Subject, string Body)? Split(string text)
    {
        var at = text.IndexOf("\n\n", StringComparison.Ordinal);
        return text.StartsWith(SubjectLabel, StringComparison.Ordinal) && at > 0
            ? (Lines.One(text[SubjectLabel.Length..at]), Paragraphs(text[(at + 2)..]))
            : null;
    }

    // A part of a template that says nothing leaves empty lines behind.
    private static string Paragraphs(string written)
    {
        var text = Lines.Many(written);
        while (text.Contains("\n\n\n", StringComparison.Ordinal))
        {
            text = text.Replace("\n\n\n", "\n\n", StringComparison.Ordinal);
        }

        return text.Trim('\n') + "\n";
    }

    private static string Digest(params ReadOnlySpan<string> parts) =>
        $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))))}";
}
