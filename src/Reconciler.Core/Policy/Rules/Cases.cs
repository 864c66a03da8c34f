using Reconciler.Core.Planning;
using Reconciler.Core.Support;

namespace Reconciler.Core.Policy.Rules;

/// <summary>What the rules of support cases share.</summary>
internal static class Cases
{
    /// <summary>Asks of every case.</summary>
    public static Func<World, IEnumerable<(Subject Subject, Violation Violation)>> Each(Func<CaseFile, World, Violation?> check) =>
        world => from file in world.Cases
                 let violation = check(file, world)
                 where violation is not null
                 select (file.Subject, violation);

    /// <summary>Asks of every case that is not resolved: what is over needs no mending.</summary>
    public static Func<World, IEnumerable<(Subject Subject, Violation Violation)>> EachOpen(Func<CaseFile, World, Violation?> check) =>
        Each((file, world) => file.IsResolved ? null : check(file, world));
}
