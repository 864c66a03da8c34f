using System.Collections.Immutable;

namespace Reconciler.Core.Requests;

/// <summary>Looks for phrases in what people wrote. <c>*</c> stands for anything inside one sentence; case does not matter.</summary>
public static class Phrases
{
    private static readonly char[] SentenceEnds = ['.', '!', '?', ';', '\n', '。', '！', '？', '；'];

    /// <summary>The first phrase that a text has.</summary>
    /// <param name="text">The text.</param>
    /// <param name="phrases">The phrases.</param>
    /// <returns>The sentence that has one; null where none does.</returns>
    public static string? Find(string? text, ImmutableArray<string> phrases) =>
        text is null || !phrases.Any(phrase => Has(text, phrase)) ? null : text.Split(SentenceEnds, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .FirstOrDefault(sentence => phrases.Any(phrase => Has(sentence, phrase)));

    private static bool Has(string sentence, string phrase)
    {
        if (!phrase.Contains('*', StringComparison.Ordinal))
        {
            return phrase.Length > 0 && Next(sentence, phrase, 0) >= 0;
        }

        var (parts, at) = (phrase.Split('*', StringSplitOptions.RemoveEmptyEntries), 0);
        foreach (var part in parts)
        {
            if ((at = Next(sentence, part, at)) < 0)
            {
                return false;
            }

            at += part.Length;
        }

        return parts.Length > 0;
    }

    // Latin words are found at their beginning only; Chinese has no gaps between words.
    private static int Next(string sentence, string part, int from)
    {
        var at = sentence.IndexOf(part, from, StringComparison.OrdinalIgnoreCase);
        while (at > 0 && char.IsAsciiLetter(part[0]) && char.IsAsciiLetter(sentence[at - 1]))
        {
            at = sentence.IndexOf(part, at + 1, StringComparison.OrdinalIgnoreCase);
        }

        return at;
    }
}
