using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Fleets;

/// <summary>Lays nodes over others: mappings by key, lists of named things by name, everything else whole.</summary>
internal static class Overlay
{
    private const string Name = "name";

    /// <summary>What <paramref name="over"/> leaves of <paramref name="under"/>. What is laid over comes first, and keeps its place in the list.</summary>
    public static YamlNode Lay(YamlNode over, YamlNode under) => (over.Target, under.Target) switch
    {
        (Mapping top, Mapping bottom) => Lay(top, bottom),
        (Sequence top, Sequence bottom) when bottom.Items.Length > 0 && bottom.Items.All(item => NameOf(item) is not null) => Lay(top, bottom),
        (Scalar { IsNull: true }, _) => under,
        _ => over,
    };

    /// <summary>The same nodes, standing nowhere: a place is only told of what a fleet wrote itself.</summary>
    public static YamlNode WithoutPlaces(YamlNode node) => node switch
    {
        Mapping mapping => new Mapping(default, [.. mapping.Entries.Select(entry => new MapEntry(entry.Key, default, WithoutPlaces(entry.Value)))], mapping.Weight),
        Sequence list => new Sequence(default, [.. list.Items.Select(WithoutPlaces)], list.Weight),
        Scalar scalar => new Scalar(default, scalar.Text, scalar.IsPlain),
        _ => WithoutPlaces(node.Target),
    };

    /// <summary>The same nodes with every list of named things in the order of names, so that equal policies look alike.</summary>
    public static YamlNode SortedByName(YamlNode node) => node.Target switch
    {
        Mapping mapping => new Mapping(mapping.Span, [.. mapping.Entries.Select(entry => entry with { Value = SortedByName(entry.Value) })], mapping.Weight),
        Sequence list when list.Items.All(item => NameOf(item) is not null) =>
            new Sequence(list.Span, [.. list.Items.OrderBy(NameOf, StringComparer.Ordinal)], list.Weight),
        _ => node,
    };

    /// <summary>The object with another spec. Only there every field is known, so nothing is nested deeper than the policy is.</summary>
    public static YamlNode WithSpec(YamlNode root, Func<YamlNode, YamlNode> change) =>
        root.Target is Mapping mapping
            ? new Mapping(mapping.Span, [.. mapping.Entries.Select(entry => entry.Key == "spec" ? entry with { Value = change(entry.Value) } : entry)], mapping.Weight)
            : root;

    private static Mapping Lay(Mapping over, Mapping under)
    {
        var entries = over.Entries.Select(entry => under.Find(entry.Key) is { } below ? entry with { Value = Lay(entry.Value, below.Value) } : entry);
        return new(over.Span, [.. entries, .. under.Entries.Where(entry => over.Find(entry.Key) is null)], over.Weight + under.Weight);
    }

    private static Sequence Lay(Sequence over, Sequence under)
    {
        var below = under.Items.ToDictionary(item => NameOf(item)!, StringComparer.Ordinal);
        var items = over.Items.Select(item => NameOf(item) is { } name && below.TryGetValue(name, out var known) ? Lay(item, known) : item);
        var names = over.Items.Select(NameOf).ToHashSet(StringComparer.Ordinal);
        return new(over.Span, [.. items, .. under.Items.Where(item => !names.Contains(NameOf(item)))], over.Weight + under.Weight);
    }

    private static string? NameOf(YamlNode item) => item.Target is Mapping mapping && mapping[Name] is Scalar { IsNull: false } name ? name.Text : null;
}
