using System.Collections.Immutable;
using Reconciler.Core.Planning;
using Reconciler.Rendering;

namespace Reconciler.Engine.Stores;

/// <summary>Tickets as texts for people: <c>NAME.md</c> holds the tickets of that name, in the order of their namespaces.</summary>
internal static class TicketFiles
{
    /// <summary>Files of tickets.</summary>
    /// <param name="tickets">Tickets.</param>
    /// <param name="templates">Their templates.</param>
    /// <returns>Relative paths with texts.</returns>
    public static IEnumerable<(string Path, string Text)> Of(ImmutableArray<PlannedTicket> tickets, TemplateSet templates) => tickets
        .GroupBy(ticket => ticket.Ticket.Metadata.Name, StringComparer.Ordinal)
        .Select(group => ($"{group.Key}.md", string.Join("\n---\n\n", group
            .OrderBy(ticket => Ledger.KeyOf(ticket.Ticket))
            .Select(ticket => TicketRenderer.Render(ticket.Ticket, ticket.Facts, templates)))));
}
