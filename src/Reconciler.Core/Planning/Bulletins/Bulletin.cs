using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning.Announcing;

namespace Reconciler.Core.Planning.Bulletins;

/// <summary>
/// Something that the people of an instance are told without a change behind it: of a release, of a case. The ledger remembers it under its
/// key, so each of its occasions is said once, whatever happens to what it comes from.
/// </summary>
internal sealed record Bulletin
{
    /// <summary>What tells it apart for ever: <c>namespace/kind/name/…</c> of what people wrote, as of a change.</summary>
    public required string Key { get; init; }

    /// <summary>Name of its record in the ledger; ends in a hash of the key, so no change ever bears it.</summary>
    public required string Name { get; init; }

    /// <summary>What people wrote that it comes from.</summary>
    public required ObjectRef Origin { get; init; }

    /// <summary>The instance whose people are told.</summary>
    public required Site Site { get; init; }

    /// <summary>Which contacts are told.</summary>
    public required ContactRole Role { get; init; }

    /// <summary>Whether it goes out at once and passes the safety gate, as an emergency does.</summary>
    public bool IsUrgent { get; init; }

    /// <summary>What should be said by now; each under a name of its own, with the instant of what is told as its span.</summary>
    public required ImmutableArray<WantedOccasion> Occasions { get; init; }

    /// <summary>What is told of a case, by name of the occasion; empty: no case is behind it.</summary>
    public ImmutableDictionary<string, IncidentFact> Incidents { get; init; } = ImmutableDictionary<string, IncidentFact>.Empty;

    /// <summary>The facts, but for start and end, which are the occasion's.</summary>
    public required NoticeFacts Facts { get; init; }

    /// <summary>The facts that every bulletin of an instance shares.</summary>
    /// <param name="site">The instance.</param>
    /// <param name="summary">One line that says what is told, in English.</param>
    /// <param name="world">The pass.</param>
    public static NoticeFacts FactsOf(Site site, string summary, World world) => new()
    {
        Instance = site.Key.Name,
        Customer = site.Spec.Customer,
        Partner = site.Spec.Partner,
        Region = site.Region.Name,
        Zone = site.Region.Zone.Id,
        Summary = summary,
        DataCenters = site.Spec.DataCenters,
        Start = default,
        End = default,
        Impact = new() { Level = ImpactLevel.NoImpact },
        Provider = world.Policy.Provider,
    };
}
