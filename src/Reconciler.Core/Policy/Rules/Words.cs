using System.Globalization;
using Reconciler.Api;

namespace Reconciler.Core.Policy.Rules;

/// <summary>Small words for messages.</summary>
internal static class Words
{
    /// <summary>An enumeration's member as it is written in YAML.</summary>
    public static string Of<T>(T member)
        where T : struct, Enum => WrittenName.Of(member);

    /// <summary>A number with its noun.</summary>
    public static string Count(int number, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");

    /// <summary>Things in a row: <c>a, b and c</c>.</summary>
    public static string And(IReadOnlyList<string> things) =>
        things.Count < 2 ? string.Concat(things) : $"{string.Join(", ", things.SkipLast(1))} and {things[^1]}";
}
