using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Core.Time;

namespace Reconciler.Core.Policy.Rules;

/// <summary>
/// No certificate of the provider expires without a renewal (policy, section 3). Where none can be told in time, the finding prints
/// the emergency change that a person may commit: that commit is the acceptance.
/// </summary>
internal static class Crt002
{
    public static Rule Rule { get; } = new(
        "CRT002", "a renewal is planned before a certificate expires", Severity.Error, Waivable: false, "certificates, the schedule")
    {
        OfInstance = (site, world) => site.Spec.Certificates.IsEmpty ? [] : Check(site, world),
    };

    /// <summary>That no place was found for a renewal.</summary>
    public static Violation NoSlot(Change change, Site site, World world, string why)
    {
        var certificate = change.Certificate!;
        return new(
            change.StartPath,
            $"certificate {certificate.Name} of {site.Key.Name} expires {certificate.Expires} and no window is left for its renewal: {why}",
            "commit this emergency change to accept it:\n" + EmergencyYaml(certificate, site, world))
        {
            Short = "no window left for the renewal",
        };
    }

    private static IEnumerable<Violation> Check(Site site, World world)
    {
        ImmutableArray<Violation> found = [];
        for (var index = 0; index < site.Spec.Certificates.Length; index++)
        {
            var certificate = site.Spec.Certificates[index];
            if (certificate.ManagedBy == Party.Provider && Flaw(certificate, site, world) is var (message, remedy))
            {
                found = found.Add(new($"spec.certificates[{index}].expires", message, $"{remedy}\n{EmergencyYaml(certificate, site, world)}"));
            }
        }

        return Several.Found(found);
    }

    private static (string Message, string Remedy)? Flaw(Certificate certificate, Site site, World world)
    {
        var zone = site.RegionOf(certificate.Application).Zone;
        var date = Crt001.ExpiryDate(certificate, zone);
        var last = certificate.Outcomes.IsEmpty ? null : LastOf(certificate, date.ToDateOnly());
        return last is { Result: OutcomeResult.Succeeded } || world.Renewals.Renewed(certificate, site) ? null
            : world.Moment.Reached(WallClock.Map(date.PlusDays(1).AtMidnight(), zone).Instant)
                ? ($"certificate {certificate.Name} of {site.Key.Name} expired {certificate.Expires} and no renewal is recorded",
                    "renewed? Set the new expiry, or record the outcome. Not renewed? Commit this emergency change:")
            : last is { } failed && !world.Renewals.Cover(certificate, site)
                ? ($"certificate {certificate.Name} of {site.Key.Name} expires {certificate.Expires}, its renewal {(failed.Result == OutcomeResult.Failed ? "failed" : "was rolled back")} {Describe.Local(Instant.FromDateTimeOffset(failed.EndedAt), zone)}, and no other one is planned",
                    "write a window of category certificate for the days that are left, or commit this emergency change:")
            : null;
    }

    private static Outcome? LastOf(Certificate certificate, DateOnly expiry) => certificate.Outcomes.LastOrDefault(outcome => outcome.Expiry == expiry);

    private static string EmergencyYaml(Certificate certificate, Site site, World world) =>
        $$"""
        apiVersion: {{ApiGroup.ApiVersion}}
        kind: MaintenanceWindow
        metadata: {name: {{Planning.Changes.EntryNames.Join(site.Key.Name, certificate.Name, "renewal")}}, namespace: {{site.Key.Namespace}}}
        spec:
          instance: {{site.Key.Name}}
          category: certificate
          certificate: {{certificate.Name}}
          duration: {{Describe.Duration(certificate.Duration ?? world.Policy.Certificates.Duration)}}
          emergency:
            ground: avoidOutage
            timing: nextWindow
            approvedBy: NAME
            customerImpact: calls may fail until certificate {{certificate.Name}} is renewed
        """;
}
