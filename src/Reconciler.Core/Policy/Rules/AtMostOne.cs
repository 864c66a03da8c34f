using Reconciler.Core.Planning;

namespace Reconciler.Core.Policy.Rules;

/// <summary>Rules that find one thing at most. Most find nothing of most things, and pay nothing for it.</summary>
internal static class AtMostOne
{
    /// <summary>Such a rule as the table wants it.</summary>
    public static Func<T, World, IEnumerable<Violation>> Of<T>(Func<T, World, Violation?> check) =>
        (thing, world) => Found(check(thing, world));

    /// <summary>One check of several: what it found, or nothing.</summary>
    public static IEnumerable<Violation> Found(Violation? violation) => violation is null ? [] : [violation];
}
