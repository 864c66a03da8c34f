namespace Reconciler.Core.Releases;

/// <summary>The checksum of a COP file: <c>sha512:</c> or <c>sha256:</c> and the digest in hexadecimal.</summary>
public static class CopChecksum
{
    private static readonly (string Prefix, int Digits)[] Algorithms = [("sha512:", 128), ("sha256:", 64)];

    /// <summary>Whether a text is one; what it is the checksum of, it does not know.</summary>
    /// <param name="text">Any text; case of the digits does not matter.</param>
    /// <returns>False for null, for another algorithm, and for too few or too many digits.</returns>
    public static bool IsWellFormed(string? text) =>
        text is not null && Algorithms.Any(known =>
            text.StartsWith(known.Prefix, StringComparison.Ordinal)
            && text.Length == known.Prefix.Length + known.Digits
            && text.AsSpan(known.Prefix.Length).IndexOfAnyExcept(HexDigits) < 0);

    private static readonly System.Buffers.SearchValues<char> HexDigits = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");
}
