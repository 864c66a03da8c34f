using System.Text;
using Reconciler.Core.Inventory;

namespace Reconciler.Manifests.Yaml;

/// <summary>Bytes of a file to text, strictly: UTF-8 with or without byte order mark, and no character that text does not have.</summary>
internal static class FileText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decodes a whole file.</summary>
    /// <exception cref="YamlProblem">It is too large, not UTF-8, or not text.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Limits.FileBytes)
        {
            throw new YamlProblem(ReadProblems.TooLarge, default, $"the file has more than {Limits.FileBytes} bytes, the most that are read", "split it into several files");
        }

        if (bytes.StartsWith<byte>([0xFF, 0xFE]) || bytes.StartsWith<byte>([0xFE, 0xFF]))
        {
            throw new YamlProblem(ReadProblems.BadEncoding, default, "the file is UTF-16 text, but has to be UTF-8", "save it as UTF-8");
        }

        var text = DecodeUtf8(WithoutMark(bytes));
        var flaw = IndexOfFlaw(text);
        return flaw < 0 ? text : throw new YamlProblem(ReadProblems.BadEncoding, PlaceOf(text, flaw), Describe(text[flaw]), RemedyFor(text[flaw]));
    }

    /// <summary>The text of one line, without its end; null where the file has no such line or is no text.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="line">Line, from 1.</param>
    public static string? Line(ReadOnlySpan<byte> bytes, int line)
    {
        var rest = WithoutMark(bytes);
        for (var current = 1; ; current++)
        {
            var end = rest.IndexOfAny((byte)'\r', (byte)'\n');
            if (current == line)
            {
                return Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
            }

            if (end < 0)
            {
                return null;
            }

            rest = rest[(end + (rest[end..].StartsWith("\r\n"u8) ? 2 : 1))..];
        }
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[3..] : bytes;

    private static string DecodeUtf8(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException flaw)
        {
            var before = Encoding.UTF8.GetString(bytes[..flaw.Index]);
            throw new YamlProblem(
                ReadProblems.BadEncoding,
                PlaceOf(before, before.Length),
                $"byte 0x{flaw.BytesUnknown?.FirstOrDefault():X2} at offset {flaw.Index} is not UTF-8",
                "save the file as UTF-8");
        }
    }

    private static TextSpan PlaceOf(string text, int index)
    {
        var before = text.AsSpan(0, index);
        var line = 1 + before.Count('\n') + before.Count('\r') - before.Count("\r\n");
        var column = index - before.LastIndexOfAny('\r', '\n');
        return new(line, column, line, column + 1);
    }

    private static string Describe(char flaw) => flaw switch
    {
        '\0' => "the file holds a NUL byte: it is binary, not text",
        '\uFEFF' => "a byte order mark stands in the middle of the file",
        '\u0085' or '\u2028' or '\u2029' => $"the character U+{(int)flaw:X4} ends a line for some readers of YAML, and not for others",
        _ => $"the control character U+{(int)flaw:X4} is not allowed in YAML",
    };

    private static string RemedyFor(char flaw) => flaw == '\0' ? "keep binary files out of the fleet's folder" : "delete it";

    private static int IndexOfFlaw(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not (>= ' ' and < '\u007F') && IsFlaw(text[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>
    /// Whether a file may not hold a character as it stands: control characters but tab and line ends, the line breaks that YAML 1.1 had
    /// and 1.2 has not, and what is no character.
    /// </summary>
    public static bool IsFlaw(char character) =>
        character is (< ' ' and not ('\t' or '\n' or '\r')) or (>= '\u007F' and <= '\u009F') or '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF';
}
