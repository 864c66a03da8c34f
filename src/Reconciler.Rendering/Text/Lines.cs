using System.Text;

namespace Reconciler.Rendering.Text;

/// <summary>Text of people, made fit for where it goes: facts come from files that anybody may have written.</summary>
internal static class Lines
{
    /// <summary>Everything on one line, so that no fact can add a header, a property or a row.</summary>
    public static string One(string text) => string.Join(' ', Tame(text).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Any number of lines, with LF between them.</summary>
    public static string Many(string text) => Tame(text.Replace("\r\n", "\n", StringComparison.Ordinal));

    // Whatever some program takes for the end of a line is one; half a character, which UTF-8 can not write, is a mark.
    private static string Tame(string text)
    {
        var tame = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            tame.Append(rune.Value is '\n' or '\r' or '\f' or '\v' or '\u0085' or '\u2028' or '\u2029' ? "\n" : Rune.IsControl(rune) ? " " : rune.ToString());
        }

        return tame.ToString();
    }
}
