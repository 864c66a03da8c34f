using System.Collections.Immutable;

namespace Reconciler.Core.Policy.Rules;

/// <summary>Rules that may find several things of one. As of <see cref="AtMostOne"/>, most find nothing, and pay nothing for it.</summary>
internal static class Several
{
    /// <summary>What such a rule found.</summary>
    public static IEnumerable<Violation> Found(ImmutableArray<Violation> violations) => violations.IsEmpty ? Enumerable.Empty<Violation>() : violations;
}
