using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Reconciler.Manifests.Schemas;

/// <summary>The comments of the API's records, as the compiler wrote them down.</summary>
public sealed partial class Comments
{
    private readonly Dictionary<string, string> _summaries;

    private Comments(XDocument document) => _summaries = document.Descendants("member")
        .Where(member => member.Attribute("name") is not null && member.Element("summary") is not null)
        .ToDictionary(member => member.Attribute("name")!.Value, member => TextOf(member.Element("summary")!), StringComparer.Ordinal);

    /// <summary>Reads them.</summary>
    /// <returns>The comments.</returns>
    public static Comments Load()
    {
        using var stream = typeof(Comments).Assembly.GetManifestResourceStream("Reconciler.Api.xml")!;
        return new(XDocument.Load(stream));
    }

    /// <summary>What is said of a type.</summary>
    /// <param name="type">A record or an enumeration.</param>
    /// <returns>Its summary.</returns>
    public string Of(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return _summaries.GetValueOrDefault($"T:{type.FullName}", "");
    }

    /// <summary>What is said of a field.</summary>
    /// <param name="property">A property of a record.</param>
    /// <returns>Its summary.</returns>
    public string Of(PropertyInfo property)
    {
        ArgumentNullException.ThrowIfNull(property);
        return _summaries.GetValueOrDefault($"P:{NameOf(property.DeclaringType!)}.{property.Name}", "");
    }

    /// <summary>What is said of a member of an enumeration.</summary>
    /// <param name="member">The member.</param>
    /// <returns>Its summary.</returns>
    public string Of(FieldInfo member)
    {
        ArgumentNullException.ThrowIfNull(member);
        return _summaries.GetValueOrDefault($"F:{member.DeclaringType!.FullName}.{member.Name}", "");
    }

    // Spec and Status stand in the generic base of all kinds.
    private static string NameOf(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition().FullName! : type.FullName!;

    // <c>x</c> reads as 'x', and a reference by the last part of its name.
    private static string TextOf(XElement summary) => Space().Replace(string.Concat(summary.Nodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"'{code.Value}'",
        XElement { Name.LocalName: "see" } reference => LastPart(reference.Attribute("cref")?.Value ?? ""),
        XElement other => other.Value,
        _ => "",
    })), " ").Trim();

    private static string LastPart(string name) => name[(name.LastIndexOf('.') + 1)..];

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Space();
}
