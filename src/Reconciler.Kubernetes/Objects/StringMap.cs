using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Reconciler.Kubernetes.Objects;

/// <summary>Labels or annotations: few, sorted by key, compared by content, and small, since tens of thousands are kept.</summary>
public sealed class StringMap : IReadOnlyCollection<KeyValuePair<string, string>>, IEquatable<StringMap>
{
    private readonly KeyValuePair<string, string>[] _entries;

    private StringMap(KeyValuePair<string, string>[] entries) => _entries = entries;

    /// <summary>None.</summary>
    public static StringMap Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _entries.Length;

    /// <summary>The value of a key; null if there is none.</summary>
    /// <param name="key">The key.</param>
    public string? this[string key] => TryGetValue(key, out var value) ? value : null;

    /// <summary>Of a key that stands twice the last one counts.</summary>
    /// <param name="entries">In any order.</param>
    public static StringMap Of(IReadOnlyCollection<KeyValuePair<string, string>> entries) =>
        entries.Count == 0
            ? Empty
            : new([.. entries.Reverse().DistinctBy(entry => entry.Key).OrderBy(entry => entry.Key, StringComparer.Ordinal)]);

    /// <summary>Looks up a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value.</param>
    public bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
    {
        foreach (var entry in _entries)
        {
            if (entry.Key == key)
            {
                value = entry.Value;
                return true;
            }
        }

        value = null;
        return false;
    }

    /// <inheritdoc/>
    public bool Equals(StringMap? other) => other is not null && _entries.AsSpan().SequenceEqual(other._entries);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as StringMap);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var entry in _entries)
        {
            hash.Add(entry.Key);
            hash.Add(entry.Value);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, string>>)_entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
