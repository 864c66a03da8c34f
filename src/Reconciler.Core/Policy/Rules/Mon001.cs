using NodaTime;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Core.Time;

namespace Reconciler.Core.Policy.Rules;

/// <summary>The partner tells the provider of work that may raise alarms or otherwise be seen, before it begins (policy, section 11).</summary>
internal static class Mon001
{
    public static Rule Rule { get; } = new(
        "MON001", "partner's work that may raise alarms is announced", Severity.Info, Waivable: true, "partnerActivities")
    {
        OfInstance = (site, world) => site.Spec.PartnerActivities.IsEmpty ? [] : Check(site, world),
    };

    private static IEnumerable<Violation> Check(Site site, World world)
    {
        foreach (var (index, work) in site.Spec.PartnerActivities.Index())
        {
            var begins = Instant.FromDateTimeOffset(work.From);
            if (work.Emergency || !(work.RaisesAlarms || work.CustomerImpactVisible)
                || world.Moment.Reached(Instant.FromDateTimeOffset(work.To)) || IsAnnounced(work.AnnouncedAt, begins, world))
            {
                continue;
            }

            yield return new(
                $"spec.partnerActivities[{index}]",
                $"'{work.Name}' at {site.Key.Name} may raise alarms from {Describe.Local(begins, site.Region.Zone)}, and the provider was not told before",
                $"tell {world.Policy.Provider.ChangeManagement}, then write announcedAt")
            { Short = "work not announced" };
        }
    }

    private static bool IsAnnounced(DateTimeOffset? at, Instant begins, World world) =>
        at is { } announced && Instant.FromDateTimeOffset(announced) <= begins && world.Moment.Reached(Instant.FromDateTimeOffset(announced));
}
