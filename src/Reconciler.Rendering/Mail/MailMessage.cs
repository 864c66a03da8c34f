using System.Security.Cryptography;
using System.Text;
using MimeKit;
using Reconciler.Api;

namespace Reconciler.Rendering.Mail;

/// <summary>Writes a notice as a mail (RFC 5322), with its calendar entry attached where it has one. The same notice gives the same bytes.</summary>
internal static class MailMessage
{
    /// <summary>The bytes of the mail, with CRLF line ends.</summary>
    public static ReadOnlyMemory<byte> Write(NoticeSpec notice, string subject, string body, string? calendar)
    {
        using var text = new TextPart("plain") { Text = body, ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        using var entry = calendar is null ? null : Attachment(notice, calendar);
        using var parts = new Multipart("mixed") { text };
        parts.Boundary = $"=_{Hash(notice.MessageId)}";
        if (entry is not null)
        {
            parts.Add(entry);
        }

        using var message = new MimeMessage
        {
            Subject = subject,
            Date = notice.DecidedAt,
            MessageId = Clean(notice.MessageId),
            Body = entry is null ? text : parts,
        };
        message.From.Add(new MailboxAddress(Clean(notice.Facts.Provider.Name), Clean(notice.Facts.Provider.ChangeManagement)));
        message.To.Add(new MailboxAddress(Clean(notice.Recipient.Name), Clean(notice.Recipient.Email)));
        message.Headers.Add("X-Reconciler-Change", Clean(notice.Change));

        using var bytes = new MemoryStream();
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        message.WriteTo(format, bytes);
        return bytes.ToArray();
    }

    private static TextPart Attachment(NoticeSpec notice, string calendar)
    {
        var entry = new TextPart("calendar")
        {
            Text = calendar,
            ContentTransferEncoding = ContentEncoding.Base64,
            ContentDisposition = new(ContentDisposition.Attachment) { FileName = $"{Clean(notice.Entry)}.ics" },
        };
        if (CalendarEntry.MethodOf(notice) is { } method)
        {
            entry.ContentType.Parameters.Add("method", method);
        }

        return entry;
    }

    // Facts come from files that anybody may have written: a line break in a name must not begin a header.
    private static string Clean(string text) => new([.. text.Select(character => char.IsControl(character) ? ' ' : character)]);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..24];
}
