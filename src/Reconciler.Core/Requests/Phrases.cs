using System.Buffers;
using System.Collections.Immutable;

namespace Reconciler.Core.Requests;

/// <summary>Looks for phrases in what people wrote. <c>*</c> stands for anything inside one sentence; case does not matter.</summary>
public sealed class Phrases
{
    private static readonly char[] SentenceEnds = ['.', '!', '?', ';', '\n', '。', '！', '？', '；'];

    private readonly ImmutableArray<string[]> _phrases;
    private readonly SearchValues<string> _beginnings;

    /// <summary>Gets ready to look for phrases.</summary>
    /// <param name="phrases">The phrases.</param>
    public Phrases(IEnumerable<string> phrases)
    {
        ArgumentNullException.ThrowIfNull(phrases);
        _phrases = [.. phrases.Select(phrase => phrase.Split('*', StringSplitOptions.RemoveEmptyEntries)).Where(parts => parts.Length > 0)];
        _beginnings = SearchValues.Create([.. _phrases.Select(parts => parts[0])], StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The first sentence of a text that has a phrase.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The sentence; null where none has one.</returns>
    public string? Find(string? text) =>
        text is null || !text.AsSpan().ContainsAny(_beginnings) || !HasAny(text) ? null
            : text.Split(SentenceEnds, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(HasAny);

    private bool HasAny(string sentence) => _phrases.Any(parts => Has(sentence, parts));

    private static bool Has(string sentence, string[] parts)
    {
        var at = 0;
        foreach (var part in parts)
        {
            if ((at = Next(sentence, part, at)) < 0)
            {
                return false;
            }

            at += part.Length;
        }

        return true;
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
