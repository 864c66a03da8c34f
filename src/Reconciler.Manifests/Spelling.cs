namespace Reconciler.Manifests;

/// <summary>Guesses what somebody meant to write.</summary>
public static class Spelling
{
    private const int LongestWord = 64;

    /// <summary>The choice that is nearest to a word.</summary>
    /// <param name="word">What was written.</param>
    /// <param name="choices">What could have been written; of two equally near ones the first in ordinal order is taken.</param>
    /// <returns>Null where none is near.</returns>
    public static string? Nearest(string word, IEnumerable<string> choices)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(choices);
        if (word.Length is 0 or > LongestWord)
        {
            return null;
        }

        var (nearest, least) = (default(string), 1 + Math.Max(1, word.Length / 3));
        foreach (var choice in choices.Order(StringComparer.Ordinal))
        {
            if (choice.Length <= LongestWord && Distance(word, choice) is var distance && distance < least)
            {
                (nearest, least) = (choice, distance);
            }
        }

        return nearest;
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours that turn one word into the other, letter case aside.</summary>
    internal static int Distance(string left, string right)
    {
        var (beforeLast, last, current) = (new int[right.Length + 1], new int[right.Length + 1], Enumerable.Range(0, right.Length + 1).ToArray());
        for (var i = 1; i <= left.Length; i++)
        {
            (beforeLast, last, current) = (last, current, beforeLast);
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = last[j - 1] + (Same(left[i - 1], right[j - 1]) ? 0 : 1);
                var swapped = i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1]) ? beforeLast[j - 2] + 1 : int.MaxValue;
                current[j] = Math.Min(Math.Min(Math.Min(last[j], current[j - 1]) + 1, replaced), swapped);
            }
        }

        return current[right.Length];
    }

    private static bool Same(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
