using Reconciler.Api;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Policy.Rules;

/// <summary>What the rules of COP requests share.</summary>
internal static class Cops
{
    /// <summary>Asks of every change that comes from a request and has not ended.</summary>
    public static Func<Change, World, IEnumerable<Violation>> EachPending(Func<Change, CopRequestSpec, World, Violation?> check) =>
        AtMostOne.Of<Change>((change, world) => change is { Cop: { } cop, Outcome: null } ? check(change, cop, world) : null);
}
