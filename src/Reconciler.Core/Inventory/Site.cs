using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Time;

namespace Reconciler.Core.Inventory;

/// <summary>A region with what its clock and calendar say.</summary>
/// <param name="Policy">What the policy says of it.</param>
/// <param name="Windows">Its windows.</param>
/// <param name="Calendar">Its business days, without those of any instance.</param>
public sealed record Region(RegionPolicy Policy, RegionalWindows Windows, BusinessCalendar Calendar)
{
    /// <summary>Region id.</summary>
    public string Name => Policy.Name;

    /// <summary>Zone of its grid.</summary>
    public DateTimeZone Zone => Windows.Zone;
}

/// <summary>A span in which nothing of a site may change.</summary>
/// <param name="Freeze">As it was declared.</param>
/// <param name="Span">Half-open.</param>
/// <param name="OfInstance">True for a blackout of the instance, false for a freeze of the policy.</param>
public sealed record ClosedSpan(Freeze Freeze, Interval Span, bool OfInstance);

/// <summary>An instance where it stands: its region, its calendar, the spans in which it is closed.</summary>
public sealed record Site
{
    /// <summary>Position of its instance in the snapshot, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The instance.</summary>
    public required Declared<DedicatedInstance> Declared { get; init; }

    /// <summary>Its region.</summary>
    public required Region Region { get; init; }

    /// <summary>Region of the publisher of its SME; null where it has none, or that region is the instance's.</summary>
    public Region? SmeRegion { get; init; }

    /// <summary>Business days of its region less its own calendars' holidays.</summary>
    public required BusinessCalendar Calendar { get; init; }

    /// <summary>Freezes of the policy for its region, and its own blackouts, by begin.</summary>
    public required ImmutableArray<ClosedSpan> Closed { get; init; }

    /// <summary>The kinds of its applications, each once.</summary>
    public required ImmutableArray<ApplicationKind> Applications { get; init; }

    /// <summary>Namespace and name of the instance.</summary>
    public ObjectKey Key => Declared.Key;

    /// <summary>What people declared.</summary>
    public DedicatedInstanceSpec Spec => Declared.Value.Spec;

    /// <summary>The regions whose windows a change must keep to, that whose availability it uses first (policy, section 1).</summary>
    /// <param name="applications">Applications touched.</param>
    /// <returns>Only SME: the publisher's region. None of it: the instance's. Both: the instance's, then the publisher's.</returns>
    public (Region First, Region? Second) RegionsOf(ImmutableArray<ApplicationKind> applications) =>
        SmeRegion is null || !applications.Contains(ApplicationKind.SessionManagement) ? (Region, null)
        : applications.Length == 1 ? (SmeRegion, null)
        : (Region, SmeRegion);

    /// <summary>The region whose windows a change of one application must keep to.</summary>
    /// <param name="application">The application.</param>
    /// <returns>That of the publisher for SME, else the instance's.</returns>
    public Region RegionOf(ApplicationKind application) =>
        SmeRegion is not null && application == ApplicationKind.SessionManagement ? SmeRegion : Region;

    /// <summary>The instant that a start names: the opening of the window of a date, or the instant itself.</summary>
    /// <param name="start">As people wrote it.</param>
    /// <param name="applications">Applications touched.</param>
    /// <returns>Null where no window opens on that date.</returns>
    public Instant? StartOf(DateOrInstant start, ImmutableArray<ApplicationKind> applications) =>
        start.Date is { } date
            ? RegionsOf(applications).First.Windows.On(LocalDate.FromDateOnly(date))?.Opens
            : Instant.FromDateTimeOffset(start.Instant!.Value);

    /// <summary>The last instant that an end may have: the close of the window of a date, or the instant itself.</summary>
    /// <param name="latest">As people wrote it.</param>
    /// <param name="applications">Applications touched.</param>
    /// <returns>An instant; where no window opens on that date, midnight after it.</returns>
    public Instant EndOf(DateOrInstant latest, ImmutableArray<ApplicationKind> applications) =>
        latest.Date is { } date
            ? RegionsOf(applications).First.Windows.On(LocalDate.FromDateOnly(date))?.Closes
                ?? WallClock.Map(LocalDate.FromDateOnly(date).PlusDays(1).AtMidnight(), Region.Zone).Instant
            : Instant.FromDateTimeOffset(latest.Instant!.Value);

    /// <summary>The opening that lead time counts from: that of the window a start lies in, else the start itself.</summary>
    /// <param name="start">A start.</param>
    /// <param name="applications">Applications touched.</param>
    /// <returns>An instant not after the start.</returns>
    public Instant OpeningOf(Instant start, ImmutableArray<ApplicationKind> applications) =>
        RegionsOf(applications).First.Windows.At(start)?.Opens ?? start;
}
