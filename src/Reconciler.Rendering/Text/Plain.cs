using Reconciler.Api;
using Scriban.Runtime;

namespace Reconciler.Rendering.Text;

/// <summary>Makes plain data for templates.</summary>
internal static class Plain
{
    /// <summary>A map with these members, each text on one line; null members exist, so a template may ask for them.</summary>
    public static ScriptObject Object(params ReadOnlySpan<(string Name, object? Value)> members)
    {
        var made = new ScriptObject();
        foreach (var (name, value) in members)
        {
            made[name] = Tame(value);
        }

        return made;
    }

    /// <summary>A list, each text on one line.</summary>
    public static ScriptArray List(IEnumerable<object> items) => [.. items.Select(Tame)];

    /// <summary>The same data with every text changed.</summary>
    public static object? Map(object? data, Func<string, string> change) => data switch
    {
        string text => change(text),
        ScriptObject members => Members(members, change),
        ScriptArray items => new ScriptArray(items.Select(item => Map(item, change))),
        _ => data,
    };

    /// <summary>An enumeration's member as it is written in YAML.</summary>
    public static string Word<T>(T member)
        where T : struct, Enum => WrittenName.Of(member);

    /// <summary>What people call an application.</summary>
    public static string NameOf(ApplicationKind kind) => kind switch
    {
        ApplicationKind.UnityConnection => "Unity Connection",
        ApplicationKind.ImPresence => "IM & P",
        ApplicationKind.EmergencyResponder => "Emergency Responder",
        _ => Word(kind),
    };

    private static object? Tame(object? value) => value is string text ? Lines.One(text) : value;

    private static ScriptObject Members(ScriptObject members, Func<string, string> change)
    {
        var made = new ScriptObject();
        foreach (var (name, value) in members)
        {
            made[name] = Map(value, change);
        }

        return made;
    }
}
