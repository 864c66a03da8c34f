namespace Reconciler.Manifests.Yaml;

/// <summary>Keeps one copy of the words that come again and again: keys, kinds, regions, versions.</summary>
internal static class Words
{
    private const int Longest = 40;
    private const int Slots = 4096;

    // Threads may overwrite each other's words: then a word is made once more, nothing else.
    private static readonly string[] Known = new string[Slots];

    /// <summary>The text as a string, a shared one where it was met before.</summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        if (text.Length > Longest)
        {
            return text.ToString();
        }

        ref var slot = ref Known[string.GetHashCode(text, StringComparison.Ordinal) & (Slots - 1)];
        var known = slot;
        return known is not null && text.SequenceEqual(known) ? known : slot = text.ToString();
    }
}
