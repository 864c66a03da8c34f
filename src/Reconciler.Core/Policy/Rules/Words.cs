using System.Globalization;

namespace Reconciler.Core.Policy.Rules;

/// <summary>Small words for messages.</summary>
internal static class Words
{
    /// <summary>An enumeration's member as it is written in YAML.</summary>
    public static string Of<T>(T member)
        where T : struct, Enum
    {
        var name = member.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    /// <summary>A number with its noun.</summary>
    public static string Count(int number, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");
}
