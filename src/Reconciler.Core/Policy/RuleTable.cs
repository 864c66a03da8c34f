using System.Collections.Frozen;
using System.Collections.Immutable;
using Reconciler.Core.Policy.Rules;

namespace Reconciler.Core.Policy;

/// <summary>Every rule. A new rule is one file under <c>Rules/</c>, its line here, its page and its tests.</summary>
public static class RuleTable
{
    /// <summary>The rules by id.</summary>
    public static ImmutableArray<Rule> All { get; } =
    [
        Bck001.Rule,
        Bck002.Rule,
        Cap001.Rule,
        Cap002.Rule,
        Cap003.Rule,
        Chg001.Rule,
        Chg002.Rule,
        Chg003.Rule,
        Chg004.Rule,
        Chg005.Rule,
        Cop001.Rule,
        Cop002.Rule,
        Cop003.Rule,
        Cop004.Rule,
        Cop005.Rule,
        Crt001.Rule,
        Crt002.Rule,
        Crt003.Rule,
        Emg001.Rule,
        Emg002.Rule,
        Int001.Rule,
        Mon001.Rule,
        Mon002.Rule,
        Not001.Rule,
        Not002.Rule,
        Not003.Rule,
        Not004.Rule,
        Not005.Rule,
        Not006.Rule,
        Rdy001.Rule,
        Red001.Rule,
        Ref001.Rule,
        Rel001.Rule,
        Rel002.Rule,
        Rel003.Rule,
        Rel004.Rule,
        Rsc001.Rule,
        Rsc002.Rule,
        Rsc003.Rule,
        Rsc004.Rule,
        Rsc005.Rule,
        Sup001.Rule,
        Sup002.Rule,
        Sup003.Rule,
        Sup005.Rule,
        Sup006.Rule,
        Sup007.Rule,
        Sup008.Rule,
        Sup009.Rule,
        Upg001.Rule,
        Upg002.Rule,
        Upg003.Rule,
        Upg004.Rule,
        Upg005.Rule,
        Win001.Rule,
        Win002.Rule,
        Win003.Rule,
        Win004.Rule,
        Win005.Rule,
        Win006.Rule,
        Win007.Rule,
    ];

    /// <summary>Those that judge everything together.</summary>
    public static ImmutableArray<Rule> OfFleet { get; } = [.. All.Where(rule => rule.OfFleet is not null)];

    /// <summary>Those that judge an instance.</summary>
    public static ImmutableArray<Rule> OfInstance { get; } = [.. All.Where(rule => rule.OfInstance is not null)];

    /// <summary>Those that judge a change wherever it may happen.</summary>
    public static ImmutableArray<Rule> OfChange { get; } = [.. All.Where(rule => rule.OfChange is not null)];

    /// <summary>Those that judge a change at a place, in the order in which a search asks them: the cheapest first.</summary>
    public static ImmutableArray<Rule> OfPlacement { get; } =
    [
        Win007.Rule, Crt001.Rule, Win005.Rule, Win003.Rule, Win004.Rule, Win006.Rule, Win001.Rule, Win002.Rule, Not001.Rule, Not002.Rule,
    ];

    /// <summary>Those of <see cref="OfPlacement"/> that a candidate may break; the others it keeps by the way it is made.</summary>
    public static ImmutableArray<Rule> OfSearch { get; } = [.. OfPlacement.Except([Win001.Rule, Win002.Rule, Not001.Rule, Not002.Rule])];

    /// <summary>Those that judge a move.</summary>
    public static ImmutableArray<Rule> OfMove { get; } = [.. All.Where(rule => rule.OfMove is not null)];

    /// <summary>A rule by its id.</summary>
    /// <param name="id">Such as <c>WIN001</c>, in any case.</param>
    /// <returns>Null where there is none.</returns>
    public static Rule? Find(string id) => ById.GetValueOrDefault(id);

    private static FrozenDictionary<string, Rule> ById { get; } = All.ToFrozenDictionary(rule => rule.Id, StringComparer.OrdinalIgnoreCase);
}
