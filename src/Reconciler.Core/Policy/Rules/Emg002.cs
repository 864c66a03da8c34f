using NodaTime;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Policy.Rules;

/// <summary>An emergency of the partner outside the instance whose impact the provider can see has a case (policy, section 7).</summary>
internal static class Emg002
{
    public static Rule Rule { get; } = new(
        "EMG002", "partner's visible emergency with a case", Severity.Warning, Waivable: true, "partnerActivities")
    {
        OfInstance = (site, world) => site.Spec.PartnerActivities.IsEmpty ? [] : Check(site, world),
    };

    private static IEnumerable<Violation> Check(Site site, World world)
    {
        foreach (var (index, work) in site.Spec.PartnerActivities.Index())
        {
            if (work is { Emergency: true, CustomerImpactVisible: true } && string.IsNullOrWhiteSpace(work.Case) && !world.Moment.Reached(Instant.FromDateTimeOffset(work.To)))
            {
                yield return new(
                    $"spec.partnerActivities[{index}]",
                    $"'{work.Name}' at {site.Key.Name} is an emergency that the provider can see, and no case was opened for it",
                    $"tell the provider ({world.Policy.Provider.TacPhone}), open a case where that is possible, and write its number in case")
                { Short = "visible emergency without a case" };
            }
        }
    }
}
