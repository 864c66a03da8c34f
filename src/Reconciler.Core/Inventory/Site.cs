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
}
