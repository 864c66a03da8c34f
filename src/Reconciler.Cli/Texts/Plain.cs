using System.Globalization;
using System.Text;

namespace Reconciler.Cli.Texts;

/// <summary>Texts of others on a terminal: what could steer it is shown, not obeyed.</summary>
internal static class Plain
{
    /// <summary>A text without control characters, and without characters that turn the direction of writing.</summary>
    /// <param name="text">Any text; line ends become spaces.</param>
    /// <returns>One line.</returns>
    public static string Line(string text)
    {
        if (!text.Any(IsUnsafe))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (character is '\r' or '\n' or '\t')
            {
                plain.Append(' ');
            }
            else if (IsUnsafe(character))
            {
                plain.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");
            }
            else
            {
                plain.Append(character);
            }
        }

        return plain.ToString();
    }

    private static bool IsUnsafe(char character) =>
        char.IsControl(character) || character is (>= '\u200E' and <= '\u200F') or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
