using System.Globalization;
using System.Text;

namespace Reconciler.Kubernetes.Objects;

/// <summary>
/// JSON as a server-side apply takes it. The server reads it as YAML, whose escapes know whole characters only: JSON writes those beyond the basic plane
/// (<c>🎄</c>, <c>𠮷</c>) as two halves, and the server refuses the whole object.
/// </summary>
internal static class ApplyBody
{
    private const int EscapeLength = 6;

    /// <summary>The same JSON, with characters in the place of halves.</summary>
    /// <param name="json">JSON, UTF-8.</param>
    /// <returns>What was given, where there are no halves in it.</returns>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> json)
    {
        var from = json.Span;
        if (from.IndexOf(@"\uD"u8) < 0 && from.IndexOf(@"\ud"u8) < 0)
        {
            return json;
        }

        // A character takes four bytes, its halves twelve.
        var whole = new byte[json.Length];
        var length = 0;
        while (!from.IsEmpty)
        {
            var taken = 1;
            if (from is [(byte)'\\', ..])
            {
                if (HalfOf(from) is { } high && from.Length > EscapeLength && HalfOf(from[EscapeLength..]) is { } low && Rune.TryCreate(high, low, out var rune))
                {
                    length += rune.EncodeToUtf8(whole.AsSpan(length));
                    from = from[(2 * EscapeLength)..];
                    continue;
                }

                // What an escaped backslash is followed by is no escape.
                taken = Math.Min(2, from.Length);
            }

            from[..taken].CopyTo(whole.AsSpan(length));
            length += taken;
            from = from[taken..];
        }

        return whole.AsMemory(0, length);
    }

    private static char? HalfOf(ReadOnlySpan<byte> escape) =>
        escape.Length >= EscapeLength && escape.StartsWith(@"\u"u8) && ushort.TryParse(escape[2..EscapeLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
