using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Policy.Rules;
using Reconciler.Core.Time;

namespace Reconciler.Core.Planning;

/// <summary>
/// The windows of certificate renewals that people wrote themselves. One that ended well renewed the certificate for one expiry, not for
/// those of later years; one that did not renewed nothing.
/// </summary>
/// <param name="world">The pass.</param>
internal sealed class WrittenRenewals(World world)
{
    private readonly ILookup<(string Namespace, string Instance, string Certificate), MaintenanceWindowSpec> _windows = world.Snapshot.Windows
        .Where(window => window.Value.Spec.Certificate is not null)
        .ToLookup(window => (window.Key.Namespace, window.Value.Spec.Instance, window.Value.Spec.Certificate!), window => window.Value.Spec);

    /// <summary>Whether a window is to renew a certificate before it expires, or did.</summary>
    public bool Cover(Certificate certificate, Site site) => Any(certificate, site, ifPlanned: true);

    /// <summary>Whether a window renewed a certificate for the expiry that it has now.</summary>
    public bool Renewed(Certificate certificate, Site site) => Any(certificate, site, ifPlanned: false);

    private bool Any(Certificate certificate, Site site, bool ifPlanned)
    {
        foreach (var window in _windows[(site.Key.Namespace, site.Key.Name, certificate.Name)])
        {
            if (window.Outcomes.IsEmpty ? ifPlanned : Renews(window.Outcomes[^1], certificate, site))
            {
                return true;
            }
        }

        return false;
    }

    // An outcome that names no expiry is of the one that was near.
    private bool Renews(Outcome outcome, Certificate certificate, Site site)
    {
        var zone = site.RegionOf(certificate.Application).Zone;
        var expiry = Crt001.ExpiryDate(certificate, zone);
        return outcome.Result == OutcomeResult.Succeeded
            && (outcome.Expiry is { } named ? LocalDate.FromDateOnly(named) == expiry
                : WallClock.Read(Instant.FromDateTimeOffset(outcome.EndedAt), zone).Date >= expiry.PlusDays(-world.Policy.Certificates.PlanAheadDays));
    }
}
