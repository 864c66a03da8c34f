using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Core.Time;
using Reconciler.Operator.Events;

namespace Reconciler.Operator.Worlds;

/// <summary>The status of an object that can not be read, of whatever kind: that, and why; of a window also what people were told, for that stays.</summary>
internal sealed record UnreadableStatus
{
    // Whoever waits for one of them has to see that it can not be told.
    private static readonly ImmutableArray<string> Open = [ConditionTypes.Compliant, ConditionTypes.Scheduled, ConditionTypes.Announced];

    /// <summary>The generation that could not be read.</summary>
    public long ObservedGeneration { get; init; }

    /// <summary>Conditions by type.</summary>
    public ImmutableArray<Condition> Conditions { get; init; } = [];

    /// <summary>The status of one object.</summary>
    /// <param name="subject">The object.</param>
    /// <param name="generation">Its generation.</param>
    /// <param name="problem">What is wrong with it.</param>
    /// <param name="ticket">The ticket that bears its name; null: there is none.</param>
    public static DesiredStatus Of(ObjectRef subject, long generation, string problem, ChangeTicket? ticket) => new(
        subject,
        subject.Kind == nameof(MaintenanceWindow)
            ? OfWindow(generation, problem, ticket is { Spec.CancelledAt: null } && Ledger.OriginOf(ticket) == subject ? ticket.Spec : null)
            : new UnreadableStatus { ObservedGeneration = generation, Conditions = [Make(ConditionTypes.Ready, ConditionStatus.False, generation, problem)] });

    private static MaintenanceWindowStatus OfWindow(long generation, string problem, ChangeTicketSpec? ticket) => new()
    {
        ObservedGeneration = generation,
        Conditions =
        [
            .. Open.Select(type => Make(type, ConditionStatus.Unknown, generation, problem)),
            Make(ConditionTypes.Ready, ConditionStatus.False, generation, problem),
        ],
        State = ticket?.Told is null ? EntryState.Blocked : EntryState.Announced,
        Reason = Reasons.Unreadable,
        Message = problem,
        Why = "it can not be read",
        Next = "mend it: the condition Ready says how",
        Start = ticket?.Told?.Start,
        End = ticket?.Told?.End,
        LocalStart = Local(ticket?.Told?.Start, ticket),
        LocalEnd = Local(ticket?.Told?.End, ticket),
    };

    private static Condition Make(string type, ConditionStatus status, long generation, string problem) =>
        new() { Type = type, Status = status, Reason = Reasons.Unreadable, Message = problem, ObservedGeneration = generation };

    private static string? Local(DateTimeOffset? instant, ChangeTicketSpec? ticket) =>
        instant is { } known && IanaZones.TryGet(ticket!.Zone) is { } zone ? Describe.Local(Instant.FromDateTimeOffset(known), zone) : null;
}
