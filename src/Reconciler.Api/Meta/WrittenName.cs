using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reconciler.Api;

/// <summary>How a member of an enumeration is written in YAML and JSON: in camel case, or as <see cref="JsonStringEnumMemberNameAttribute"/> says.</summary>
public static class WrittenName
{
    /// <summary>The word for a member.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <param name="member">One of its members.</param>
    /// <exception cref="KeyNotFoundException">It is none of them.</exception>
    public static string Of<T>(T member)
        where T : struct, Enum => Words<T>.Names[member];

    /// <summary>The word for a member.</summary>
    /// <param name="member">The field that declares it.</param>
    public static string Of(FieldInfo member)
    {
        ArgumentNullException.ThrowIfNull(member);
        return member.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(member.Name);
    }

    /// <summary>The member that is written so; null: none is.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <param name="word">The word, to the letter.</param>
    public static T? Find<T>(string word)
        where T : struct, Enum => Words<T>.Members.TryGetValue(word, out var member) ? member : null;

    private static class Words<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Names = Enum.GetValues<T>().ToFrozenDictionary(
            member => member, member => WrittenName.Of(typeof(T).GetField(member.ToString())!));

        public static readonly FrozenDictionary<string, T> Members = Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    }
}
