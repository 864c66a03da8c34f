using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Time;

namespace Reconciler.Cli.Commands;

/// <summary>A window with what else people who look for a date want to know.</summary>
/// <param name="Window">The window.</param>
/// <param name="Holiday">Holiday on the window date; null: none.</param>
/// <param name="NoticeDeadline">The last instant at which telling of a change in it is on time, where calling is affected.</param>
/// <param name="Zone">The region's zone.</param>
internal sealed record OfferedWindow(ListedWindow Window, string? Holiday, Instant NoticeDeadline, DateTimeZone Zone);

/// <summary>A region, or an instance in it, as a place where work may be done.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Region">The region.</param>
/// <param name="Calendar">Business days there.</param>
/// <param name="Blackouts">Blackouts of the instance; none for a region.</param>
internal sealed record WorkPlace(OperationalPolicySpec Policy, Region Region, BusinessCalendar Calendar, IEnumerable<Freeze> Blackouts)
{
    /// <summary>A region.</summary>
    /// <param name="snapshot">What people wrote.</param>
    /// <param name="name">Region id.</param>
    /// <returns>The place.</returns>
    /// <exception cref="UsageException">The policy has no such region.</exception>
    public static WorkPlace OfRegion(Snapshot snapshot, string name) =>
        new Sites(snapshot).Region(name) is { } region
            ? new(snapshot.Policy, region, region.Calendar, [])
            : throw new UsageException($"the policy has no region '{name}'; its regions are {string.Join(", ", snapshot.Policy.Regions.Select(known => known.Name))}");

    /// <summary>An instance.</summary>
    /// <param name="snapshot">What people wrote.</param>
    /// <param name="name">Name of the instance.</param>
    /// <param name="folder">Where people looked for it.</param>
    /// <returns>The place.</returns>
    /// <exception cref="UsageException">There is no such instance, or there are several.</exception>
    public static WorkPlace OfInstance(Snapshot snapshot, string name, string folder)
    {
        var sites = new Sites(snapshot);
        var found = snapshot.Instances.Where(instance => instance.Key.Name == name).ToArray();
        return found switch
        {
            [] => throw new UsageException($"{folder} has no instance '{name}'"),
            [_, _, ..] => throw new UsageException($"{folder} has several instances '{name}', in the namespaces {string.Join(", ", found.Select(instance => instance.Key.Namespace))}; name the folder of one of them"),
            [var one] when sites.Find(one.Key) is { } site => new(snapshot.Policy, site.Region, site.Calendar, site.Spec.Blackouts),
            [var one] => throw new UsageException($"instance '{name}' names the region '{one.Value.Spec.Region}', which the policy does not have"),
        };
    }

    /// <summary>Its windows.</summary>
    /// <param name="from">First opening, included.</param>
    /// <param name="to">End, not included.</param>
    /// <returns>They by opening, lazily.</returns>
    public IEnumerable<OfferedWindow> Windows(Instant from, Instant to) => WindowListing
        .Between(Region.Name, Region.Windows, Policy.Freezes, Blackouts, from, to)
        .Select(window => new OfferedWindow(
            window,
            Calendar.HolidayOn(window.LocalOpens.Date),
            LeadTime.BusinessDaysBefore(window.Opens, Region.Zone, Policy.Notice.CallingAffectingBusinessDays, Calendar),
            Region.Zone));
}
