using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Core.Inventory;

namespace Reconciler.Core.Planning.Announcing;

/// <summary>Who is told of the changes of an instance (policy, section 2).</summary>
internal static class Recipients
{
    /// <summary>Role of a contact that hears of changes.</summary>
    public const string Maintenance = "maintenance";

    /// <summary>Role of the list that hears of emergencies.</summary>
    public const string DistributionList = "distributionList";

    /// <summary>Contacts with role maintenance, each address once; of an emergency the distribution list too.</summary>
    public static ImmutableArray<Recipient> Of(Site site, bool emergency)
    {
        var spec = site.Spec;
        var contacts = spec.Contacts
            .Where(contact => contact.Roles.Contains(ContactRole.Maintenance))
            .DistinctBy(contact => contact.Email, StringComparer.OrdinalIgnoreCase)
            .Select(contact => new Recipient
            {
                Name = contact.Name,
                Email = contact.Email,
                Party = contact.Party,
                Role = Maintenance,
                Language = contact.Language,
                Zone = contact.Zone ?? site.Region.Zone.Id,
                Invitations = contact.Invitations,
            });
        if (!emergency || spec.DistributionList is not { } list || spec.Contacts.Any(contact => contact.Email.Equals(list, StringComparison.OrdinalIgnoreCase)))
        {
            return [.. contacts];
        }

        return
        [
            .. contacts,
            new() { Name = list, Email = list, Party = Party.Partner, Role = DistributionList, Language = "en", Zone = site.Region.Zone.Id },
        ];
    }
}
