using System.Globalization;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Policy.Rules;
using Reconciler.Core.Time;
using Wish = Reconciler.Core.Planning.Changes.ChangeFactory.Wish;

namespace Reconciler.Core.Planning.Changes;

/// <summary>
/// Certificates that the provider manages and that are close to expiry: one renewal each, unless people wrote the window of it
/// themselves (policy, section 3).
/// </summary>
internal static class CertificateChanges
{
    /// <summary>Adds the changes of an instance.</summary>
    public static void Add(Site site, ChangeFactory factory, List<Change> changes)
    {
        var world = factory.World;
        for (var index = 0; index < site.Spec.Certificates.Length; index++)
        {
            var certificate = site.Spec.Certificates[index];
            if (certificate.ManagedBy == Party.Provider
                && IsClose(certificate, site, world)
                && !world.Renewals.Cover(certificate, site))
            {
                changes.Add(factory.Make(WishOf(site, certificate, $"spec.certificates[{index}].expires", world)));
            }
        }
    }

    private static bool IsClose(Certificate certificate, Site site, World world)
    {
        var zone = ZoneOf(certificate, site);
        var planned = Crt001.ExpiryDate(certificate, zone).PlusDays(-world.Policy.Certificates.PlanAheadDays);
        return world.Moment.Reached(WallClock.Map(planned.AtMidnight(), zone).Instant);
    }

    private static DateTimeZone ZoneOf(Certificate certificate, Site site) => site.RegionOf(certificate.Application).Zone;

    private static Wish WishOf(Site site, Certificate certificate, string path, World world)
    {
        var (key, zone, limits) = (site.Key, ZoneOf(certificate, site), world.Policy.Certificates);
        var expiry = Crt001.ExpiryDate(certificate, zone);
        var occasion = expiry.ToString("uuuuMMdd", CultureInfo.InvariantCulture);
        bool Mine(ChangeRecord record) => record.Expiry == expiry.ToDateOnly();
        DateOrInstant Midnight(int daysBefore) => new(WallClock.Map(expiry.PlusDays(-daysBefore).AtMidnight(), zone).Instant.ToDateTimeOffset());
        return new(
            $"{site.Declared.ChangeKey}/{certificate.Name}/{occasion}",
            EntryNames.Join(key.Name, certificate.Name, occasion),
            site.Declared.Reference,
            site.Declared.Source,
            site.Declared.Value.Metadata.Annotations,
            new()
            {
                Instance = key.Name,
                Category = ChangeCategory.Certificate,
                Summary = $"Renewal of certificate {certificate.Name}",
                Earliest = Midnight(limits.EarliestDaysBefore),
                Latest = Midnight(0),
                Duration = certificate.Duration ?? limits.Duration,
                Applications = [certificate.Application],
                Impact = certificate.Impact,
                Certificate = certificate.Name,
                IntegrationTests = certificate.IntegrationTests,
                Moves = [.. certificate.Moves.Where(Mine)],
                Announced = [.. certificate.Announced.Where(Mine)],
                Outcomes = [.. certificate.Outcomes.Where(Mine)],
            })
        {
            Certificate = certificate,
            Path = path,
            StartPath = path,
        };
    }
}
