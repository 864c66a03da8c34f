using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Core.Time;

namespace Reconciler.Core.Policy.Rules;

/// <summary>Alerts reach a contact of the partner who is registered for them, and the data of contacts are kept current (policy, section 2).</summary>
internal static class Not004
{
    public static Rule Rule { get; } = new(
        "NOT004", "a contact registered for alerts, contact data confirmed", Severity.Warning, Waivable: true, "contacts, duties.maintenanceAlert, duties.contactConfirmedDays of the policy")
    {
        OfInstance = (site, world) => AtMostOne.Found(Unregistered(site, world)).Concat(AtMostOne.Found(Unconfirmed(site, world))),
    };

    /// <summary>The first instant at which a confirmation counts no more.</summary>
    public static Instant Lapses(DateOnly confirmedOn, int days, DateTimeZone zone) => WallClock.StartOf(LocalDate.FromDateOnly(confirmedOn).PlusDays(days + 1), zone);

    private static Violation? Unregistered(Site site, World world)
    {
        var alert = world.Policy.Duties.MaintenanceAlert;
        foreach (var contact in site.Spec.Contacts)
        {
            if (contact.Party == Party.Partner && contact.RegisteredAlerts.IndexOf(alert, 0, StringComparer.OrdinalIgnoreCase) >= 0)
            {
                return null;
            }
        }

        return new(
            "spec.contacts",
            $"{site.Key.Name} has no contact of the partner who is registered for '{alert}', so no alert reaches anybody",
            $"register one in {world.Policy.Provider.ControlHub} and write registeredAlerts: [{alert}]")
        { Short = "nobody registered for alerts" };
    }

    private static Violation? Unconfirmed(Site site, World world)
    {
        var (days, stale) = (world.Policy.Duties.ContactConfirmedDays, ImmutableArray<Contact>.Empty);
        foreach (var contact in site.Spec.Contacts)
        {
            stale = IsCurrent(contact, days, site.Region.Zone, world) ? stale : stale.Add(contact);
        }

        return stale.IsEmpty ? null : new(
            $"spec.contacts[{site.Spec.Contacts.IndexOf(stale[0])}]",
            $"{Words.Count(stale.Length, "contact")} of {site.Key.Name} {(stale.Length == 1 ? "was" : "were")} not confirmed within {days} days: {string.Join(", ", stale.Select(contact => contact.Name))}",
            "ask them whether their data are right, then write the date in confirmedOn")
        { Short = "contacts not confirmed" };
    }

    private static bool IsCurrent(Contact contact, int days, DateTimeZone zone, World world) =>
        contact.ConfirmedOn is { } on
        && world.Moment.Reached(WallClock.StartOf(LocalDate.FromDateOnly(on), zone))
        && !world.Moment.Reached(Lapses(on, days, zone));
}
