using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Policy.Rules;

namespace Reconciler.Core.Planning.Announcing;

/// <summary>Who is told of an instance (policy, section 2).</summary>
/// <param name="instances">How many instances there are.</param>
internal sealed class Recipients(int instances)
{
    /// <summary>Role of a contact that hears of changes.</summary>
    public const string Maintenance = "maintenance";

    /// <summary>Role of the list that hears of emergencies.</summary>
    public const string DistributionList = "distributionList";

    private readonly ImmutableArray<Recipient>[] _maintenance = new ImmutableArray<Recipient>[instances];

    /// <summary>Contacts with role maintenance, each address once; of an emergency the distribution list too.</summary>
    public ImmutableArray<Recipient> Of(Site site, bool emergency)
    {
        var contacts = Of(site);
        return emergency && site.Spec.DistributionList is { } list && !HasContact(site.Spec, list)
            ? [.. contacts, new() { Name = list, Email = list, Party = Party.Partner, Role = DistributionList, Language = "en", Zone = site.Region.Zone.Id }]
            : contacts;
    }

    /// <summary>Contacts with a role, each address once; where nobody has it, those with role maintenance, for somebody should hear it.</summary>
    public ImmutableArray<Recipient> Of(Site site, ContactRole role) =>
        With(site, role) is { IsEmpty: false } contacts ? contacts : Of(site);

    private ImmutableArray<Recipient> Of(Site site) =>
        _maintenance[site.Index] is { IsDefault: false } contacts ? contacts : _maintenance[site.Index] = With(site, ContactRole.Maintenance);

    private static ImmutableArray<Recipient> With(Site site, ContactRole role)
    {
        ImmutableArray<Recipient> found = [];
        foreach (var contact in site.Spec.Contacts)
        {
            if (contact.Roles.Contains(role) && !Knows(found, contact.Email))
            {
                found = found.Add(new()
                {
                    Name = contact.Name,
                    Email = contact.Email,
                    Party = contact.Party,
                    Role = Words.Of(role),
                    Language = contact.Language,
                    Zone = contact.Zone ?? site.Region.Zone.Id,
                    Invitations = contact.Invitations,
                });
            }
        }

        return found;
    }

    private static bool HasContact(DedicatedInstanceSpec spec, string email) => spec.Contacts.Any(contact => contact.Email.Equals(email, StringComparison.OrdinalIgnoreCase));

    private static bool Knows(ImmutableArray<Recipient> recipients, string email)
    {
        foreach (var recipient in recipients)
        {
            if (recipient.Email.Equals(email, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
