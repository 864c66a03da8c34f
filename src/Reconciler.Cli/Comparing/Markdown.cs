using System.Text;
using Reconciler.Cli.Texts;

namespace Reconciler.Cli.Comparing;

/// <summary>
/// A comment in GitHub's Markdown that never outgrows its limit: what no longer fits is counted. What people wrote is text in it, never
/// markup, nor a mention of anybody.
/// </summary>
internal sealed class Markdown
{
    /// <summary>GitHub takes 65,536 characters; the rest is room for the last counts.</summary>
    private const int Most = 62_000;

    /// <summary>Makes no mention of a name, no reference of a number and no link of an address: GitHub looks for them in the text as it is shown.</summary>
    private const string NoWidth = "&#8203;";

    private readonly StringBuilder _text = new();

    /// <summary>Whether something was left out for want of room.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Text of people, in one line, without any meaning of its own.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        text = Plain.Line(text);
        for (var at = 0; at < text.Length; at++)
        {
            var character = text[at];
            _ = character switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '@' or '#' => escaped.Append(character).Append(NoWidth),
                ':' when text.AsSpan(at).StartsWith("://") => escaped.Append(':').Append(NoWidth),
                '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '~' => escaped.Append('\\').Append(character),
                _ => escaped.Append(character),
            };
        }

        return escaped.ToString();
    }

    /// <summary>A name or a place, as code.</summary>
    public static string Code(string text) => $"`{Plain.Line(text).Replace('`', '\'').Replace("|", "\\|", StringComparison.Ordinal)}`";

    /// <summary>Lines that have to fit.</summary>
    public void Write(string line) => _text.Append(line).Append('\n');

    /// <summary>A table, its last rows counted where they no longer fit.</summary>
    public void WriteTable(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        Write($"\n| {string.Join(" | ", headings)} |\n|{string.Concat(headings.Select(_ => "---|"))}");
        WriteFitting(rows.Select(cells => $"| {string.Join(" | ", cells)} |"), left => $"| | … and {left} more |");
        Write("");
    }

    /// <summary>Lines, the last counted where they no longer fit.</summary>
    public void WriteFitting(IEnumerable<string> lines, Func<int, string> rest)
    {
        var left = 0;
        foreach (var line in lines)
        {
            if (left > 0 || _text.Length + line.Length > Most)
            {
                left++;
            }
            else
            {
                Write(line);
            }
        }

        if (left > 0)
        {
            IsCut = true;
            Write(rest(left));
        }
    }

    /// <summary>Something folded away.</summary>
    public void WriteFolded(string summary, Action content)
    {
        Write($"\n<details><summary>{summary}</summary>\n");
        content();
        Write("\n</details>");
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
