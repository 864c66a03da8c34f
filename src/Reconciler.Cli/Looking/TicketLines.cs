using System.Globalization;
using NodaTime;
using Reconciler.Api;
using Reconciler.Cli.Json;
using Reconciler.Cli.Texts;
using Reconciler.Core.Planning;
using Reconciler.Engine.Passes;

namespace Reconciler.Cli.Looking;

/// <summary>Tickets: what people were told of each change.</summary>
internal static class TicketLines
{
    /// <summary>What people type, and the columns.</summary>
    public static Noun Noun { get; } = new(
        "tickets",
        ["chg", "ticket", "changeticket", "changetickets"],
        "Change tickets, the ledger: which start people were told, and how the change stands.",
        ["NAME", "INSTANCE", "CATEGORY", "TYPE", Clock.Heading("TOLD START"), "UTC", "STATE", "NEXT"],
        ["TOLD AT (UTC)", "VIA", "SEQUENCE", "EXTERNAL ID", "SUMMARY"],
        StateColumn: 6,
        Lines);

    private static IEnumerable<Line> Lines(PassResult result, Palette palette)
    {
        var facts = new Facts(result);
        return (result.Foreseen?.Value ?? result.Plan!).Tickets
            .OrderBy(ticket => RankOf(ticket.Ticket))
            .ThenBy(ticket => Clock.Order(StartOf(ticket.Ticket), IsOver(ticket.Ticket)))
            .ThenBy(ticket => ticket.Ticket.Metadata.Name, StringComparer.Ordinal)
            .Select(ticket => LineOf(ticket, facts, palette, isObserved: result.Foreseen is not null && ticket.Action == TicketAction.Open));
    }

    private static bool IsOver(ChangeTicket ticket) => ticket.Status?.State is TicketState.Closed or TicketState.Canceled;

    private static int RankOf(ChangeTicket ticket) => ticket.Status?.State switch
    {
        TicketState.Review => 0,
        TicketState.Implement => 1,
        TicketState.Closed or TicketState.Canceled => 3,
        _ => 2,
    };

    private static Instant? StartOf(ChangeTicket ticket) => ticket.Spec.Told is { } told ? Instant.FromDateTimeOffset(told.Start) : null;

    private static Line LineOf(PlannedTicket planned, Facts facts, Palette palette, bool isObserved)
    {
        var (ticket, spec, key, start) = (planned.Ticket, planned.Ticket.Spec, Ledger.KeyOf(planned.Ticket), StartOf(planned.Ticket));
        var told = spec.Told is { } said ? Instant.FromDateTimeOffset(said.At) : (Instant?)null;
        return new()
        {
            Namespace = key.Namespace,
            Name = key.Name,
            Id = key.Name,
            Resource = planned.Action == TicketAction.Open ? "" : facts.ResourceOf(new(nameof(ChangeTicket), key.Namespace, key.Name)),
            Labels = facts.LabelsOf(ticket, key),
            Cells =
            [
                key.Name,
                spec.Instance,
                spec.Category is { } category ? Words.Of(category) : Words.Nothing,
                Words.Of(spec.Type),
                Clock.Local(start, Facts.ZoneOf(ticket)),
                Clock.Utc(start),
                new(ticket.Status?.State.ToString() ?? Words.Nothing, text => palette.Of(ticket.Status?.State, text)),
                isObserved ? Words.Observed : facts.Find(key.Namespace, key.Name)?.Next ?? "",
            ],
            More =
            [
                told is { } at ? Instants.Utc(at) : Words.Nothing,
                spec.Told?.Via ?? Words.Nothing,
                spec.Sequence.ToString(CultureInfo.InvariantCulture),
                ticket.Status?.ExternalId ?? Words.Nothing,
                spec.Summary,
            ],
            Json = () => Output.Node(LedgerRow.Of(planned)).Observed(isObserved),
        };
    }
}
