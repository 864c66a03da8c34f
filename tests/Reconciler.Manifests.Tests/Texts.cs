using CsCheck;

namespace Reconciler.Manifests.Tests;

/// <summary>Makes texts that are YAML, nearly YAML, and nothing at all.</summary>
internal static class Texts
{
    private static readonly string[] Pieces =
    [
        "a", "b1", "key:", "a: b", ": ", ":", "- ", "-", "\n", "\n", "\n  ", "\n  ", "\n    ", "\n- ", "\n  - ", "\r\n", "\r", " ", "  ", "\t", "[", "]", "{", "}", ",", ", ",
        "\"", "'", "\"q\"", "'q'", "''", "#", " # c", "|", ">", "|-\n  t", "&x ", "*x", "!t ", "!!str ", "%", "@", "`", "---", "\n---\n", "...", "\n...\n", "? ", "?", "~", "null", "<<: ", "1", "-1",
        "ä", "升", "📞", "\\", "\\n", "=", "x/y.z-w_", "2026-12-08T21:00:00-05:00", "0 21 * * 1-5",
    ];

    /// <summary>Pieces of YAML in any order.</summary>
    public static Gen<string> Soup { get; } = Gen.OneOf(Pieces).Array[0, 24].Select(string.Concat);

    /// <summary>Pieces of YAML in lines that mostly begin as lines of YAML do.</summary>
    public static Gen<string> Lines { get; } =
        Gen.Select(Gen.OneOf("", "", "", "  ", "  ", "    ", " "), Gen.OneOf("", "", "- ", "- "), Gen.OneOf("a: ", "b: ", "c:", "", ""), Gen.OneOf(Pieces).Array[0, 4])
            .Select((indent, dash, key, rest) => indent + dash + key + string.Concat(rest)).Array[0, 12].Select(lines => string.Join('\n', lines));

    /// <summary>A document of the examples with a few lines or characters changed.</summary>
    public static Gen<string> Mutations { get; } = Gen.Select(Gen.OneOf(Documents()), Change().Array[0, 3], (text, changes) => changes.Aggregate(text, (changed, change) => change(changed)));

    /// <summary>Any of these.</summary>
    public static Gen<string> Any { get; } = Gen.OneOf<string>(Soup, Lines, Mutations);

    private static string[] Documents() => [.. Read.Examples.SelectMany(text => text.Split("---\n", StringSplitOptions.RemoveEmptyEntries)).Append(ShippedPolicy.Yaml)];

    private static Gen<Func<string, string>> Change() =>
        from at in Gen.Int[0, int.MaxValue - 1]
        from kind in Gen.Int[0, 6]
        from piece in Gen.OneOf(Pieces)
        from other in Gen.Int[0, int.MaxValue - 1]
        select (Func<string, string>)(text => kind switch
        {
            0 => OfLines(text, lines => lines.RemoveAt(at % lines.Count)),
            1 => OfLines(text, lines => lines.Insert(other % lines.Count, lines[at % lines.Count])),
            2 => OfLines(text, lines => lines[at % lines.Count] = piece),
            3 => OfLines(text, lines => lines[at % lines.Count] = ' ' + lines[at % lines.Count]),
            4 => text.Insert(at % (text.Length + 1), piece),
            5 when text.Length > 0 => text.Remove(at % text.Length, 1),
            _ => text.Replace("\n", "\r\n", StringComparison.Ordinal),
        });

    private static string OfLines(string text, Action<List<string>> change)
    {
        var lines = text.Split('\n').ToList();
        change(lines);
        return string.Join('\n', lines);
    }
}
