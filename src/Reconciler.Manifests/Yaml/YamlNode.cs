using Reconciler.Core.Inventory;

namespace Reconciler.Manifests.Yaml;

/// <summary>A value in a YAML document, with its place. Immutable once composed.</summary>
internal abstract class YamlNode(TextSpan span)
{
    /// <summary>Where it stands; of an alias, where the alias stands. All zero: nowhere in the file.</summary>
    public TextSpan Span { get; } = span;

    /// <summary>The value itself: of an alias what it stands for, of everything else the node.</summary>
    public virtual YamlNode Target => this;

    /// <summary>How many nodes it has with every alias written out; at least 1, and at most <see cref="Limits.Nodes"/> + 1.</summary>
    public virtual int Weight => 1;
}

/// <summary>A text, or a plain word that its field may read as something else.</summary>
internal sealed class Scalar(TextSpan span, string text, bool isPlain) : YamlNode(span)
{
    /// <summary>The text without quotes, escapes resolved.</summary>
    public string Text { get; } = text;

    /// <summary>True for a word without quotes and block indicator: only these can be numbers, truth values or null.</summary>
    public bool IsPlain { get; } = isPlain;

    /// <summary>Whether it is YAML's null: nothing, <c>~</c> or <c>null</c>.</summary>
    public bool IsNull => IsPlain && Text is ("" or "~" or "null" or "Null" or "NULL");
}

/// <summary>A list.</summary>
internal sealed class Sequence(TextSpan span, YamlNode[] items, int weight) : YamlNode(span)
{
    /// <summary>Its elements, in order.</summary>
    public YamlNode[] Items { get; } = items;

    /// <inheritdoc/>
    public override int Weight { get; } = weight;
}

/// <summary>One key of a mapping with its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="KeySpan">Where the key stands.</param>
/// <param name="Value">The value.</param>
internal readonly record struct MapEntry(string Key, TextSpan KeySpan, YamlNode Value);

/// <summary>A mapping. Keys may come twice; who reads it says so.</summary>
internal sealed class Mapping(TextSpan span, MapEntry[] entries, int weight) : YamlNode(span)
{
    /// <summary>Its keys and values: its own in the order of the text, then those that a merge key brought.</summary>
    public MapEntry[] Entries { get; } = entries;

    /// <inheritdoc/>
    public override int Weight { get; } = weight;

    /// <summary>The value of the first entry with this key, aliases resolved; null where there is none.</summary>
    public YamlNode? this[string key] => Find(key)?.Value.Target;

    /// <summary>The first entry with this key; null where there is none.</summary>
    public MapEntry? Find(string key)
    {
        foreach (var entry in Entries)
        {
            if (entry.Key == key)
            {
                return entry;
            }
        }

        return null;
    }
}

/// <summary>An alias, and what it stands for.</summary>
internal sealed class Alias(TextSpan span, YamlNode target) : YamlNode(span)
{
    /// <inheritdoc/>
    public override YamlNode Target { get; } = target;

    /// <inheritdoc/>
    public override int Weight => Target.Weight;
}
