using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Core.Time;

namespace Reconciler.Core.Policy.Rules;

/// <summary>Where SSO is on, the partner says after a renewal that it disabled SSO, imported the metadata again and enabled SSO (policy, section 3).</summary>
internal static class Crt003
{
    public static Rule Rule { get; } = new(
        "CRT003", "SSO steps after a renewal are acknowledged", Severity.Warning, Waivable: true, "sso, certificates, certificates.ssoSteps of the policy")
    {
        OfInstance = (site, world) => site.Spec is { Sso.Enabled: true, Certificates.IsEmpty: false } ? OfRecords(site, world) : [],
        OfFleet = OfWindows,
    };

    // Renewals that were generated: their outcomes stand in the certificate.
    private static IEnumerable<Violation> OfRecords(Site site, World world)
    {
        ImmutableArray<Violation> found = [];
        for (var index = 0; index < site.Spec.Certificates.Length; index++)
        {
            var certificate = site.Spec.Certificates[index];
            foreach (var outcome in certificate.Outcomes)
            {
                if (Flaw(site, certificate, outcome, $"spec.certificates[{index}]", world) is { } flaw)
                {
                    found = found.Add(flaw);
                }
            }
        }

        return Several.Found(found);
    }

    // Renewals whose window people wrote: the outcome stands there, the acknowledgement in the certificate.
    private static IEnumerable<(Subject Subject, Violation Violation)> OfWindows(World world)
    {
        foreach (var window in world.Snapshot.Windows.Where(window => window.Value.Spec is { Certificate: not null, Outcomes.IsEmpty: false }))
        {
            var spec = window.Value.Spec;
            if (world.Sites.Find(new(window.Key.Namespace, spec.Instance)) is { } site
                && site.Spec.Certificates.FirstOrDefault(certificate => certificate.Name == spec.Certificate) is { } certificate
                && Flaw(site, certificate, spec.Outcomes[^1], "spec.outcomes", world) is { } flaw)
            {
                yield return (Subject.Of(window, site.Region.Zone), flaw);
            }
        }
    }

    private static Violation? Flaw(Site site, Certificate certificate, Outcome outcome, string path, World world)
    {
        var ended = Instant.FromDateTimeOffset(outcome.EndedAt);
        if (site.Spec.Sso is not { Enabled: true } || certificate.ManagedBy != Party.Provider || outcome.Result != OutcomeResult.Succeeded || !world.Moment.Reached(ended))
        {
            return null;
        }

        var done = certificate.SsoFollowUps
            .Where(follow => (outcome.Expiry is null || follow.Expiry == outcome.Expiry) && Instant.FromDateTimeOffset(follow.At) is var at && at >= ended && world.Moment.Reached(at))
            .SelectMany(follow => follow.Steps.IsEmpty ? world.Policy.Certificates.SsoSteps : follow.Steps)
            .ToHashSet();
        var missing = world.Policy.Certificates.SsoSteps.Where(step => !done.Contains(step)).ToArray();
        var zone = site.RegionOf(certificate.Application).Zone;
        return missing.Length == 0
            ? null
            : new(
                path,
                $"certificate {certificate.Name} of {site.Key.Name} was renewed {Describe.Local(ended, zone)} and SSO is on; not acknowledged: {string.Join(", ", missing.Select(Verb))}",
                $"the partner does it in this order ({string.Join(", ", world.Policy.Certificates.SsoRecommended.Select(Verb))} is recommended), then adds to ssoFollowUps of the certificate: {{expiry: {outcome.Expiry ?? Crt001.ExpiryDate(certificate, zone).ToDateOnly():yyyy-MM-dd}, by: NAME, at: INSTANT}}")
            { Short = $"SSO steps after the renewal of {certificate.Name} not acknowledged" };
    }

    private static string Verb(SsoStep step) => step switch
    {
        SsoStep.Disable => "disable SSO",
        SsoStep.ImportMetadata => "import the metadata",
        SsoStep.Enable => "enable SSO",
        _ => "verify SSO",
    };
}
