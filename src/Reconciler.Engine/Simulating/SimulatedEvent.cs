using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Planning;

namespace Reconciler.Engine.Simulating;

/// <summary>What happens in a simulation.</summary>
public enum SimulatedEventKind
{
    /// <summary>A change has no start, or lost it.</summary>
    Blocked,

    /// <summary>A change was given a start, or another one.</summary>
    Scheduled,

    /// <summary>People were told its start.</summary>
    Announced,

    /// <summary>Its start was moved after people were told.</summary>
    Moved,

    /// <summary>It begins.</summary>
    Started,

    /// <summary>It ends.</summary>
    Ended,

    /// <summary>It was told and is wanted no more.</summary>
    Cancelled,

    /// <summary>Its outcome is recorded as failed.</summary>
    Failed,

    /// <summary>Somebody is told something.</summary>
    Notice,

    /// <summary>Notices rest behind the safety gate.</summary>
    Held,
}

/// <summary>One thing that happens in a simulation.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What.</param>
/// <param name="Text">In a few words.</param>
public sealed record SimulatedEvent(Instant At, SimulatedEventKind Kind, string Text)
{
    /// <summary>The change; null for what speaks of none.</summary>
    public Entry? Entry { get; init; }

    /// <summary>The notice, of kind <see cref="SimulatedEventKind.Notice"/>; else null.</summary>
    public PlannedNotice? Notice { get; init; }

    internal static SimulatedEventKind KindOf(EntryState state) => state switch
    {
        EntryState.Blocked => SimulatedEventKind.Blocked,
        EntryState.Scheduled => SimulatedEventKind.Scheduled,
        EntryState.Announced => SimulatedEventKind.Announced,
        EntryState.InProgress => SimulatedEventKind.Started,
        EntryState.Completed => SimulatedEventKind.Ended,
        EntryState.Cancelled => SimulatedEventKind.Cancelled,
        EntryState.Failed => SimulatedEventKind.Failed,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}
