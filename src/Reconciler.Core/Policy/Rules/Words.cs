using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reconciler.Core.Policy.Rules;

/// <summary>Small words for messages.</summary>
internal static class Words
{
    /// <summary>An enumeration's member as it is written in YAML.</summary>
    public static string Of<T>(T member)
        where T : struct, Enum => Written<T>.Names[member];

    /// <summary>The member that is written so in YAML; null: none is.</summary>
    public static T? Find<T>(string name)
        where T : struct, Enum => Written<T>.Members.TryGetValue(name, out var member) ? member : null;

    /// <summary>A number with its noun.</summary>
    public static string Count(int number, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");

    /// <summary>Things in a row: <c>a, b and c</c>.</summary>
    public static string And(IReadOnlyList<string> things) =>
        things.Count < 2 ? string.Concat(things) : $"{string.Join(", ", things.SkipLast(1))} and {things[^1]}";

    private static class Written<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Names = Enum.GetValues<T>().ToFrozenDictionary(member => member, NameOf);
        public static readonly FrozenDictionary<string, T> Members = Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

        private static string NameOf(T member)
        {
            var name = member.ToString();
            return typeof(T).GetField(name)?.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(name);
        }
    }
}
