using NodaTime;
using Reconciler.Cli.Texts;
using Reconciler.Core.Planning;
using Reconciler.Core.Time;

namespace Reconciler.Cli.Json;

/// <summary>A ticket with what people were told, as <c>get tickets</c> shows it: a <see cref="TicketRow"/>, and more.</summary>
internal sealed record LedgerRow
{
    public required string Name { get; init; }

    public required string Namespace { get; init; }

    public required string Entry { get; init; }

    public required string Type { get; init; }

    public required string? State { get; init; }

    public required string? ExternalId { get; init; }

    public required string Action { get; init; }

    public required string Change { get; init; }

    public required string Instance { get; init; }

    public required string? Category { get; init; }

    public required string Summary { get; init; }

    public required string? ToldStart { get; init; }

    public required string? ToldEnd { get; init; }

    public required string? LocalToldStart { get; init; }

    public required string Zone { get; init; }

    public required string? ToldAt { get; init; }

    public required string? Via { get; init; }

    public required int Sequence { get; init; }

    public required string RecordedAt { get; init; }

    public static LedgerRow Of(PlannedTicket planned)
    {
        var (row, spec) = (TicketRow.Of(planned), planned.Ticket.Spec);
        var start = InstantOf(spec.Told?.Start);
        return new()
        {
            Name = row.Name,
            Namespace = row.Namespace,
            Entry = row.Entry,
            Type = row.Type,
            State = row.State,
            ExternalId = row.ExternalId,
            Action = row.Action,
            Change = spec.Change,
            Instance = spec.Instance,
            Category = spec.Category is { } category ? Words.Of(category) : null,
            Summary = spec.Summary,
            ToldStart = Instants.Utc(start),
            ToldEnd = Instants.Utc(InstantOf(spec.Told?.End)),
            LocalToldStart = Instants.Local(start, IanaZones.OrUtc(spec.Zone)),
            Zone = spec.Zone,
            ToldAt = Instants.Utc(InstantOf(spec.Told?.At)),
            Via = spec.Told?.Via,
            Sequence = spec.Sequence,
            RecordedAt = Instants.Utc(Instant.FromDateTimeOffset(spec.RecordedAt)),
        };
    }

    private static Instant? InstantOf(DateTimeOffset? instant) => instant is { } value ? Instant.FromDateTimeOffset(value) : null;
}
