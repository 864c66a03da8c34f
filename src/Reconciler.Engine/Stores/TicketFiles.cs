using System.Collections.Immutable;
using Reconciler.Core.Planning;
using Reconciler.Rendering;

namespace Reconciler.Engine.Stores;

/// <summary>
/// Tickets as texts for people: <c>NAME.md</c> holds the tickets of that name, in the order of their namespaces. A text is made when
/// something is done about a ticket, and then stays as it is, like a mail.
/// </summary>
internal static class TicketFiles
{
    /// <summary>Files of tickets.</summary>
    /// <param name="tickets">Tickets.</param>
    /// <param name="templates">Their templates.</param>
    /// <param name="again">Whether a run before may have died before it made the texts of what it did.</param>
    /// <returns>Relative paths, with the text where it is to be made.</returns>
    public static IEnumerable<(string Path, string? Text)> Of(ImmutableArray<PlannedTicket> tickets, TemplateSet templates, bool again) => tickets
        .GroupBy(ticket => ticket.Ticket.Metadata.Name, StringComparer.Ordinal)
        .Select(group => ($"{group.Key}.md", group.Any(ticket => IsToBeMade(ticket) || (again && IsGone(ticket))) ? Text(group, templates) : null));

    private static bool IsToBeMade(PlannedTicket ticket) => ticket.Action != TicketAction.None || ticket.Facts is not null;

    // Its change has no object any more, so there are no facts to make it again from; none were in its last text either.
    private static bool IsGone(PlannedTicket ticket) => ticket.Ticket.Spec.CancelledAt is not null;

    private static string Text(IEnumerable<PlannedTicket> tickets, TemplateSet templates) => string.Join("\n---\n\n", tickets
        .OrderBy(ticket => Ledger.KeyOf(ticket.Ticket))
        .Select(ticket => TicketRenderer.Render(ticket.Ticket, ticket.Facts, templates)));
}
