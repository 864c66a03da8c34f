using System.Collections.Immutable;

namespace Reconciler.Api;

/// <summary>Maps from strings, always in ordinal order, so that output never depends on the machine's culture.</summary>
public static class Map
{
    /// <summary>The empty map; one shared instance for each type.</summary>
    /// <typeparam name="T">Type of the values.</typeparam>
    /// <returns>An empty map ordered by ordinal comparison.</returns>
    public static ImmutableSortedDictionary<string, T> Empty<T>() => Shared<T>.Empty;

    private static class Shared<T>
    {
        public static readonly ImmutableSortedDictionary<string, T> Empty =
            ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
    }
}
