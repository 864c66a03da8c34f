using Reconciler.Api;
using Reconciler.Rendering.Text;

namespace Reconciler.Rendering;

/// <summary>Turns tickets into Markdown: a function of their facts and of the templates.</summary>
public static class TicketRenderer
{
    /// <summary>Renders a ticket.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="facts">What else is known of its change; null: it has no object any more.</param>
    /// <param name="templates">The templates.</param>
    /// <param name="language">Language tag; default English.</param>
    /// <returns>Markdown with LF line ends.</returns>
    /// <exception cref="TemplateException">The template can not be read, or fails.</exception>
    public static string Render(ChangeTicket ticket, NoticeFacts? facts, TemplateSet templates, string language = "en")
    {
        ArgumentNullException.ThrowIfNull(ticket);
        ArgumentNullException.ThrowIfNull(templates);
        return templates.Render("ticket", language, taken => TicketModel.Of(ticket, facts, taken)).TrimEnd() + "\n";
    }
}
