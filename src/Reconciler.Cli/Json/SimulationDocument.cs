using System.Collections.Immutable;
using NodaTime;
using Reconciler.Cli.Texts;
using Reconciler.Engine.Simulating;

namespace Reconciler.Cli.Json;

/// <summary>What <c>simulate</c> says to scripts.</summary>
internal sealed record SimulationDocument(string From, string To, ToolRow Tool, ImmutableArray<EventRow> Events)
{
    public int SchemaVersion { get; init; } = 1;
}

/// <summary>One thing that happens.</summary>
internal sealed record EventRow
{
    public required string At { get; init; }

    public required string? LocalAt { get; init; }

    public required string? Zone { get; init; }

    public required string Kind { get; init; }

    public required string? Entry { get; init; }

    public required string? Namespace { get; init; }

    public required string? Instance { get; init; }

    public required string? Start { get; init; }

    public required string? State { get; init; }

    public required string? Notice { get; init; }

    public required string? Recipient { get; init; }

    public required string Message { get; init; }

    public static EventRow Of(SimulatedEvent happening)
    {
        var entry = happening.Entry;
        return new()
        {
            At = Instants.Utc(happening.At),
            LocalAt = Instants.Local(happening.At, entry?.Zone ?? DateTimeZone.Utc),
            Zone = entry?.Zone.Id,
            Kind = Words.Of(happening.Kind),
            Entry = entry?.Name ?? happening.Notice?.Entry,
            Namespace = entry?.Origin.Namespace ?? happening.Notice?.Namespace,
            Instance = entry?.Instance,
            Start = Instants.Utc(entry?.Start),
            State = entry?.State.ToString(),
            Notice = happening.Notice?.Name,
            Recipient = happening.Notice?.Recipient.Email,
            Message = happening.Text,
        };
    }
}
