using System.Text;
using System.Text.Json.Serialization;
using Reconciler.Api;
using Reconciler.Rendering;

namespace Reconciler.Cli.Json;

/// <summary>A text that <c>render</c> made.</summary>
internal sealed record RenderedDocument(string Name, string? Recipient, string Language, string? Subject, string Body, string? Calendar, string? TextDigest)
{
    public int SchemaVersion { get; init; } = 1;

    /// <summary>The whole mail; not for scripts, which have its parts.</summary>
    [JsonIgnore]
    public string? Mail { get; init; }

    /// <summary>A notice.</summary>
    public static RenderedDocument Of(Notice notice, TemplateSet templates)
    {
        var text = NoticeRenderer.Render(notice, templates);
        var recipient = notice.Spec.Recipient;
        return new(notice.Metadata.Name, recipient.Email, recipient.Language, text.Subject, text.Body, text.Calendar, text.TextDigest)
        {
            Mail = Encoding.UTF8.GetString(text.Mail.Span),
        };
    }

    /// <summary>A ticket.</summary>
    public static RenderedDocument Of(ChangeTicket ticket, string body, string language) =>
        new(ticket.Metadata.Name, null, language, null, body, null, null);
}
