using System.Text;

namespace Reconciler.Rendering.Mail;

/// <summary>Folds the lines of a calendar at 75 octets (RFC 5545, section 3.1) without ever splitting a character.</summary>
internal static class Folding
{
    private const int MostOctets = 75;

    /// <summary>The text with every line folded anew, and CRLF line ends.</summary>
    public static string Fold(string calendar)
    {
        var unfolded = calendar.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n ", "", StringComparison.Ordinal).Replace("\n\t", "", StringComparison.Ordinal);
        var folded = new StringBuilder(calendar.Length + 64);
        foreach (var line in unfolded.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Append(line, folded);
        }

        return folded.ToString();
    }

    private static void Append(string line, StringBuilder folded)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MostOctets)
            {
                folded.Append("\r\n ");
                octets = 1;
            }

            folded.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        folded.Append("\r\n");
    }
}
