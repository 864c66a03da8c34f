using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Policy;
using Reconciler.Core.Policy.Rules;
using Reconciler.Core.Time;

namespace Reconciler.Core.Planning;

/// <summary>What may lapse.</summary>
public enum LapseKind
{
    /// <summary>A waiver ends.</summary>
    Waiver,

    /// <summary>A certificate expires, whoever manages it; one whose renewal is recorded does not.</summary>
    Certificate,

    /// <summary>A holiday calendar speaks of no later date.</summary>
    Calendar,

    /// <summary>A contact's data count as confirmed no more.</summary>
    Contact,

    /// <summary>A freeze or a blackout is over.</summary>
    Freeze,
}

/// <summary>Something that holds now, and from an instant on does not.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Object">The object that says so.</param>
/// <param name="Name">Its name there: a rule, a certificate, a contact, a freeze; of a calendar its own.</param>
/// <param name="At">The first instant at which it does not hold.</param>
/// <param name="Zone">The zone whose clock people read.</param>
public sealed record Lapse(LapseKind Kind, ObjectRef Object, string Name, Instant At, DateTimeZone Zone);

/// <summary>Looks ahead for what lapses, so that nobody is surprised.</summary>
public static class Lapses
{
    /// <summary>What lapses in a span.</summary>
    /// <param name="snapshot">What people wrote.</param>
    /// <param name="waivers">Waivers of the pass.</param>
    /// <param name="span">Half-open; its begin is now.</param>
    /// <returns>By instant, kind, object and name.</returns>
    public static ImmutableArray<Lapse> Within(Snapshot snapshot, IEnumerable<WaiverUse> waivers, Interval span)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(waivers);
        var sites = new Sites(snapshot);
        return
        [
            .. waivers.Select(use => new Lapse(LapseKind.Waiver, use.Object, use.Waiver.Rule, use.Ends, ZoneOf(use, sites)))
                .Concat(snapshot.Calendars.Where(calendar => calendar.Value.Spec.ValidThrough is not null).Select(OfCalendar))
                .Concat(sites.All.SelectMany(site => OfSite(site, snapshot.Policy)))
                .Concat(Freezes(snapshot, sites))
                .Where(lapse => span.Contains(lapse.At))
                .OrderBy(lapse => lapse.At)
                .ThenBy(lapse => lapse.Kind)
                .ThenBy(lapse => lapse.Object.Namespace, StringComparer.Ordinal)
                .ThenBy(lapse => lapse.Object.Name, StringComparer.Ordinal)
                .ThenBy(lapse => lapse.Name, StringComparer.Ordinal),
        ];
    }

    private static DateTimeZone ZoneOf(WaiverUse use, Sites sites) =>
        use.Object.Kind == "DedicatedInstance" ? sites.Find(new(use.Object.Namespace, use.Object.Name))?.Region.Zone ?? DateTimeZone.Utc : DateTimeZone.Utc;

    private static Lapse OfCalendar(Declared<HolidayCalendar> calendar) => new(
        LapseKind.Calendar,
        new("HolidayCalendar", calendar.Key.Namespace, calendar.Key.Name),
        calendar.Key.Name,
        WallClock.StartOf(LocalDate.FromDateOnly(calendar.Value.Spec.ValidThrough!.Value).PlusDays(1), DateTimeZone.Utc),
        DateTimeZone.Utc);

    private static IEnumerable<Lapse> OfSite(Site site, OperationalPolicySpec policy)
    {
        var (thing, zone) = (site.Declared.Reference, site.Region.Zone);
        foreach (var certificate in site.Spec.Certificates)
        {
            var clock = site.RegionOf(certificate.Application).Zone;
            var expiry = Crt001.ExpiryDate(certificate, clock);
            if (!certificate.Outcomes.Any(outcome => outcome.Expiry == expiry.ToDateOnly() && outcome.Result == OutcomeResult.Succeeded))
            {
                yield return new(LapseKind.Certificate, thing, certificate.Name, certificate.Expires.Instant is { } at ? Instant.FromDateTimeOffset(at) : WallClock.StartOf(expiry.PlusDays(1), clock), clock);
            }
        }

        foreach (var contact in site.Spec.Contacts.Where(contact => contact.ConfirmedOn is not null))
        {
            yield return new(LapseKind.Contact, thing, contact.Name, Not004.Lapses(contact.ConfirmedOn!.Value, policy.Duties.ContactConfirmedDays, zone), zone);
        }

        foreach (var closed in site.Closed.Where(closed => closed.OfInstance))
        {
            yield return new(LapseKind.Freeze, thing, closed.Freeze.Name, closed.Span.End, zone);
        }
    }

    // A freeze in local dates ends in each zone at its own midnight: that of the last is when it is over.
    private static IEnumerable<Lapse> Freezes(Snapshot snapshot, Sites sites) =>
        from freeze in snapshot.Policy.Freezes
        let last = snapshot.Policy.Regions
            .Where(region => freeze.Regions.IsEmpty || freeze.Regions.Contains(region.Name, StringComparer.Ordinal))
            .Select(region => sites.Region(region.Name))
            .OfType<Region>()
            .Select(region => (FreezeSpan.SpanOf(freeze, region.Zone).End, region.Zone))
            .OrderBy(end => end.End)
            .ThenBy(end => end.Zone.Id, StringComparer.Ordinal)
            .LastOrDefault()
        where last.Zone is not null
        select new Lapse(LapseKind.Freeze, new("OperationalPolicy", "", "default"), freeze.Name, last.End, last.Zone);
}
