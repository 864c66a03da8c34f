using System.Reflection;
using System.Text.Json.Serialization;
using Reconciler.Api;
using Scriban.Runtime;

namespace Reconciler.Rendering.Text;

/// <summary>Makes plain data for templates.</summary>
internal static class Plain
{
    /// <summary>A map with these members; null members exist, so a template may ask for them.</summary>
    public static ScriptObject Object(params ReadOnlySpan<(string Name, object? Value)> members)
    {
        var made = new ScriptObject();
        foreach (var (name, value) in members)
        {
            made[name] = value;
        }

        return made;
    }

    /// <summary>A list.</summary>
    public static ScriptArray List(IEnumerable<object> items) => [.. items];

    /// <summary>An enumeration's member as it is written in YAML.</summary>
    public static string Word<T>(T member)
        where T : struct, Enum
    {
        var name = member.ToString();
        var written = typeof(T).GetField(name)?.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name;
        return written ?? char.ToLowerInvariant(name[0]) + name[1..];
    }

    /// <summary>What people call an application.</summary>
    public static string NameOf(ApplicationKind kind) => kind switch
    {
        ApplicationKind.UnityConnection => "Unity Connection",
        ApplicationKind.ImPresence => "IM & P",
        ApplicationKind.EmergencyResponder => "Emergency Responder",
        _ => Word(kind),
    };
}
