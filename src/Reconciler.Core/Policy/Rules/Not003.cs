using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Policy.Rules;

/// <summary>Somebody of partner and of customer can be told (policy, section 2).</summary>
internal static class Not003
{
    public static Rule Rule { get; } = new(
        "NOT003", "a reachable contact of partner and customer", Severity.Error, Waivable: false, "contacts, notice.parties of the policy")
    {
        OfInstance = Check,
        HoldsChanges = true,
    };

    private static IEnumerable<Violation> Check(Site site, World world)
    {
        ImmutableArray<Violation> found = [];
        foreach (var party in world.Policy.Notice.Parties)
        {
            if (!IsReachable(party, site))
            {
                found = found.Add(new(
                    "spec.contacts",
                    $"{site.Key.Name} has no contact of the {Words.Of(party)} with role maintenance, so nobody there can be told of a change",
                    $"add a contact with party: {Words.Of(party)} and roles: [maintenance]")
                {
                    Short = $"no contact of the {Words.Of(party)}",
                });
            }
        }

        return Several.Found(found);
    }

    private static bool IsReachable(Party party, Site site)
    {
        foreach (var contact in site.Spec.Contacts)
        {
            if (contact.Party == party && contact.Roles.Contains(ContactRole.Maintenance))
            {
                return true;
            }
        }

        return false;
    }
}
