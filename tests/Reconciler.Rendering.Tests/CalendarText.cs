using System.Text;

namespace Reconciler.Rendering.Tests;

/// <summary>A calendar entry, read by RFC 5545 alone: lines end in CRLF, a line that begins with a space goes on.</summary>
internal sealed class CalendarText
{
    private readonly string _text;

    public CalendarText(string text)
    {
        _text = text;
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.DoesNotContain('\r', text.Replace("\r\n", "", StringComparison.Ordinal));
        Lines = [.. text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)];
    }

    /// <summary>Its lines, unfolded.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>Names of its properties, in order, with what components begin and end.</summary>
    public IReadOnlyList<string> Shape => [.. Lines.Select(line => line.StartsWith("BEGIN:", StringComparison.Ordinal) || line.StartsWith("END:", StringComparison.Ordinal) ? line : NameOf(line))];

    /// <summary>Lines of its event.</summary>
    public IReadOnlyList<string> Event => [.. Lines.SkipWhile(line => line != "BEGIN:VEVENT").TakeWhile(line => line != "END:VEVENT")];

    /// <summary>Values of an event's property, with their parameters, as written after the name.</summary>
    public IReadOnlyList<string> All(string name) => [.. Event.Where(line => NameOf(line) == name).Select(line => line[name.Length..])];

    /// <summary>No line is longer than 75 octets, and each is text by itself.</summary>
    public void AssertFolded()
    {
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        foreach (var line in _text.Split("\r\n"))
        {
            Assert.InRange(strict.GetByteCount(line), 0, 75);
        }
    }

    private static string NameOf(string line) => line[..line.AsSpan().IndexOfAny(':', ';')];
}
