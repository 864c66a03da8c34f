using System.Security.Cryptography;
using System.Text;
using MimeKit;
using Reconciler.Api;
using Reconciler.Rendering.Text;

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
            MessageId = IdOf(notice.MessageId),
            Body = entry is null ? text : parts,
        };
        message.From.Add(AddressOf(notice.Facts.Provider.Name, notice.Facts.Provider.ChangeManagement));
        message.To.Add(AddressOf(notice.Recipient.Name, notice.Recipient.Email));
        message.Headers.Add("X-Reconciler-Change", Lines.One(notice.Change));

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
            ContentDisposition = new(ContentDisposition.Attachment) { FileName = $"{Lines.One(notice.Entry)}.ics" },
        };
        if (CalendarEntry.MethodOf(notice) is { } method)
        {
            entry.ContentType.Parameters.Add("method", method);
        }

        return entry;
    }

    // What is no address stays visible, in a place where nothing can be delivered.
    private static MailboxAddress AddressOf(string name, string email) =>
        MailboxAddress.TryParse(email, out var read) && read.Address == email
            ? new(Lines.One(name), email)
            : new(Lines.One($"{name} ({email})"), "unreadable@reconciler.invalid");

    // An id that no mail program could read is replaced by one that is as good at telling a repetition.
    private static string IdOf(string text) =>
        text.Split('@') is [var left, var right] && text.Split('.', '@').All(part => part.Length > 0) && (left + right).All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_')
            ? text
            : $"{Hash(text)}@reconciler.invalid";

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..24];
}
