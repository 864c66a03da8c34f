using System.Buffers;
using YamlDotNet.Core;

namespace Reconciler.Manifests.Writing;

/// <summary>Decides how a text is written so that every reader of YAML, 1.1 or 1.2, takes it for that text.</summary>
internal static class Quoting
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789+-.,:_eExXoOabcdfABCDFtTzZ ");
    private static readonly SearchValues<char> Indicators = SearchValues.Create("-?:,[]{}#&*!|>'\"%@`=~<");

    // What some reader takes for null or a truth value.
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase) { "null", "true", "false", "yes", "no", "on", "off", "y", "n", ".inf", ".nan" };

    /// <summary>Plain where that is safe, a literal block for clean text of several lines, else double quotes.</summary>
    public static ScalarStyle StyleOf(string text) =>
        IsPlain(text) ? ScalarStyle.Plain
        : IsBlock(text) ? ScalarStyle.Literal
        : ScalarStyle.DoubleQuoted;

    /// <summary>Whether a text is plain and one word, as nearly every key is. Readers differ in what else they take for a key.</summary>
    public static bool IsWord(string text) => IsPlain(text) && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or '/');

    private static bool IsPlain(string text) =>
        text.Length > 0
        && !Indicators.Contains(text[0])
        && text[0] != ' ' && text[^1] is not (' ' or ':')
        && text.AsSpan().IndexOfAnyInRange('\0', '\u001F') < 0
        && text.All(IsPrintable)
        && !text.Contains(": ", StringComparison.Ordinal)
        && !text.Contains(" #", StringComparison.Ordinal)
        && !Words.Contains(text)
        && !LooksLikeNumber(text);

    // Numbers, dates and times of any reader begin with a digit, a sign or a dot and have only these characters.
    private static bool LooksLikeNumber(string text) =>
        (char.IsAsciiDigit(text[0]) || text[0] is '+' or '.') && text.AsSpan().IndexOfAnyExcept(NumberCharacters) < 0;

    private static bool IsBlock(string text) =>
        text.Contains('\n', StringComparison.Ordinal)
        && text[0] is not (' ' or '\n')
        && text.All(character => character == '\n' || IsPrintable(character))
        && !text.Contains(" \n", StringComparison.Ordinal) && text[^1] != ' ' && !text.EndsWith("\n\n", StringComparison.Ordinal);

    private static bool IsPrintable(char character) =>
        !char.IsControl(character) && !char.IsSurrogate(character) && character is not ('\uFEFF' or '\u2028' or '\u2029' or '\uFFFE' or '\uFFFF');
}
