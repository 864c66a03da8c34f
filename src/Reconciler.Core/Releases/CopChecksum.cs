using System.Globalization;

namespace Reconciler.Core.Releases;

/// <summary>The checksum of a COP file: <c>sha512:</c> or <c>sha256:</c> and the digest in hexadecimal.</summary>
public static class CopChecksum
{
    private static readonly (string Prefix, int Digits)[] Algorithms = [("sha512:", 128), ("sha256:", 64)];

    /// <summary>Why a text is no checksum; of which file it is one, nobody can tell from it.</summary>
    /// <param name="text">Any text; case of the digits does not matter.</param>
    /// <returns>Null for a well-formed one.</returns>
    public static string? Flaw(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var (prefix, wanted) in Algorithms.Where(known => text.StartsWith(known.Prefix, StringComparison.Ordinal)))
        {
            var digits = text.AsSpan(prefix.Length);
            return digits.IndexOfAnyExcept(HexDigits) is var at and >= 0 ? $"'{digits[at]}' is no hexadecimal digit"
                : digits.Length != wanted ? string.Create(CultureInfo.InvariantCulture, $"it has {digits.Length} digits, and {prefix.TrimEnd(':')} has {wanted}")
                : null;
        }

        return "it begins with no algorithm";
    }

    private static readonly System.Buffers.SearchValues<char> HexDigits = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");
}
