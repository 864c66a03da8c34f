using System.Globalization;
using System.Text;

namespace Reconciler.Cli.Texts;

/// <summary>How many cells of a terminal a text takes: Chinese, Japanese and Korean characters take two, marks on others none.</summary>
internal static class DisplayWidth
{
    // East Asian Wide and Fullwidth of Unicode, in blocks; the gaps between them hold nothing that people write in names.
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0x33FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xA000, 0xA4CF), (0xA960, 0xA97F),
        (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF00, 0xFF60), (0xFFE0, 0xFFE6), (0x1F300, 0x1F64F), (0x1F680, 0x1FAFF),
        (0x20000, 0x3FFFD),
    ];

    /// <summary>The width of a text.</summary>
    /// <param name="text">One line without control characters.</param>
    /// <returns>Cells.</returns>
    public static int Of(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Of(rune);
        }

        return width;
    }

    private static int Of(Rune rune) =>
        rune.IsAscii ? 1
        : Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format ? 0
        : Array.Exists(Wide, block => rune.Value >= block.First && rune.Value <= block.Last) ? 2
        : 1;
}
