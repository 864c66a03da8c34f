using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Planning.Scheduling;
using Reconciler.Core.Policy;
using Reconciler.Core.Time;

namespace Reconciler.Core.Planning.Announcing;

/// <summary>Something that should be said of a change by now.</summary>
/// <param name="Kind">Kind of notice.</param>
/// <param name="Name">What tells it apart from others of its kind.</param>
/// <param name="Span">Start and end that it speaks of.</param>
internal readonly record struct WantedOccasion(NoticeKind Kind, string Name, Interval Span)
{
    /// <summary>Of a move: the start that was left.</summary>
    public Instant? PreviousStart { get; init; }

    /// <summary>The last instant at which telling is on time; null: no lead time applies.</summary>
    public Instant? Deadline { get; init; }

    /// <summary>Whether it makes its start the told one once it is sent.</summary>
    public bool Announces => IsAnnouncement(Kind);

    /// <summary>Whether a notice of this kind tells people a start.</summary>
    public static bool IsAnnouncement(NoticeKind kind) => kind is NoticeKind.Planned or NoticeKind.Emergency or NoticeKind.Moved;

    /// <summary>Whether it raises the sequence of the change (move, cancellation, start, end) or of the incident (each update).</summary>
    public bool Raises => Kind is NoticeKind.Moved or NoticeKind.Cancelled or NoticeKind.Started or NoticeKind.Completed or NoticeKind.CopUploaded
        or NoticeKind.OutageResolved or NoticeKind.DisasterRecovery;
}

/// <summary>What should be said of a change by now (design: <i>Announcing</i>). What was said before is not its business.</summary>
/// <param name="world">The pass.</param>
internal sealed class WantedOccasions(World world)
{
    private readonly ImmutableArray<(int Days, string Name)> _reminders = RemindersOf(world.Policy);

    /// <summary>The reminders of a policy with their names, that which falls due last first.</summary>
    public static ImmutableArray<(int Days, string Name)> RemindersOf(OperationalPolicySpec policy) =>
        [.. policy.Announce.ReminderDays.Distinct().Order().Select(days => (days, string.Create(CultureInfo.InvariantCulture, $"reminder-{days}d")))];

    /// <summary>The occasions of a change, in the order in which they are said.</summary>
    public ImmutableArray<WantedOccasion> Of(Decision decision)
    {
        if (decision.Placement is not { } placement)
        {
            return [];
        }

        return decision.State switch
        {
            EntryState.Scheduled when IsDue(placement) => [First(placement)],
            EntryState.Announced => Reminder(decision, placement) is { } reminder ? [Current(decision, placement), reminder] : [Current(decision, placement)],
            EntryState.InProgress => [new(NoticeKind.Started, "started", placement.Span)],
            EntryState.Completed or EntryState.Failed when decision.Change.Outcome is { } outcome => End(decision.Change, outcome, placement),
            _ => [],
        };
    }

    /// <summary>When the planned notice falls due: business days before the opening; an emergency's at once.</summary>
    public Instant? DueOf(Placement placement) => DueOf(placement, world);

    /// <summary>When the planned notice of a place falls due in a pass.</summary>
    public static Instant? DueOf(Placement placement, World world) =>
        placement.Change.IsEmergency || placement.Change.IsUpload
            ? null
            : LeadTime.BusinessDaysBefore(placement.Opening, placement.Region.Zone, world.Policy.Announce.AheadBusinessDays, placement.Site.Calendar);

    /// <summary>When a reminder falls due.</summary>
    public static Instant ReminderAt(Placement placement, int days) => LeadTime.DaysBefore(placement.Start, placement.Region.Zone, days);

    private bool IsDue(Placement placement) => DueOf(placement) is not { } due || world.Moment.Reached(due);

    private WantedOccasion First(Placement placement) => placement.Change.IsEmergency
        ? new(NoticeKind.Emergency, "emergency", placement.Span)
        : new(NoticeKind.Planned, "planned", placement.Span) { Deadline = world.NoticeDeadline(placement.Change, placement.Site, placement.Opening) };

    private WantedOccasion Current(Decision decision, Placement placement)
    {
        if (decision.Moves.Pending is not { } move)
        {
            return First(placement);
        }

        return new(NoticeKind.Moved, "moved", placement.Span)
        {
            PreviousStart = Instant.FromDateTimeOffset(decision.Change.Told!.Start),
            Deadline = move.By == Party.Partner ? null : world.NoticeDeadline(placement.Change, placement.Site, placement.Opening),
        };
    }

    // After a time without a pass only the last one that fell due is worth saying; one that fell due before people were told is not.
    private WantedOccasion? Reminder(Decision decision, Placement placement)
    {
        if (decision.Moves.Pending is not null)
        {
            return null;
        }

        var told = Instant.FromDateTimeOffset(decision.Change.Told!.At);
        foreach (var (days, name) in _reminders)
        {
            var at = ReminderAt(placement, days);
            if (world.Moment.Reached(at))
            {
                return told < at ? new(NoticeKind.Reminder, name, placement.Span) : null;
            }
        }

        return null;
    }

    private ImmutableArray<WantedOccasion> End(Change change, Outcome outcome, Placement placement)
    {
        if (!change.IsUpload)
        {
            return change.Told is null ? [] : [new(NoticeKind.Completed, "completed", placement.Span)];
        }

        var fresh = !world.Moment.Reached(placement.End + Duration.FromDays(world.Policy.Retention.NoticeDays));
        return fresh && outcome.Result == OutcomeResult.Succeeded ? [new(NoticeKind.CopUploaded, "cop-uploaded", placement.Span)] : [];
    }
}
