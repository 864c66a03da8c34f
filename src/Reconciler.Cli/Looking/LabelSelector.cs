using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace Reconciler.Cli.Looking;

/// <summary>A label selector as kubectl takes it: <c>a=b,c!=d,e in (f,g),h notin (i),j,!k</c>; all parts have to hold.</summary>
internal sealed partial class LabelSelector
{
    private readonly List<Func<ImmutableSortedDictionary<string, string>, bool>> _parts = [];

    private LabelSelector(string text) => Text = text;

    /// <summary>It as people wrote it.</summary>
    public string Text { get; }

    /// <summary>The option <c>-l</c>.</summary>
    public static Option<LabelSelector?> CreateOption() => new("--selector", "-l")
    {
        Description = "Only what has these labels, as 'ops.reconciler.dev/region=AMER,team in (a,b)'; instances have their own and instance, region, partner; changes, their notices and tickets those of what people wrote, these, and origin-kind, origin-name",
        HelpName = "SELECTOR",
        CustomParser = ParseArgument,
    };

    /// <summary>Reads a selector.</summary>
    /// <param name="text">The selector.</param>
    /// <returns>Null where it is none.</returns>
    public static LabelSelector? Parse(string text)
    {
        var selector = new LabelSelector(text.Trim());
        var rest = text.Trim();
        while (Part().Match(rest) is { Success: true } part)
        {
            selector.Add(part);
            rest = rest[part.Length..];
            if (rest.Length == 0)
            {
                return selector;
            }

            if (rest[0] != ',')
            {
                return null;
            }

            rest = rest[1..].TrimStart();
        }

        return null;
    }

    /// <summary>Whether labels are as it asks.</summary>
    public bool Holds(ImmutableSortedDictionary<string, string> labels) => _parts.TrueForAll(part => part(labels));

    private static LabelSelector? ParseArgument(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        var selector = Parse(text);
        if (selector is null)
        {
            argument.AddError($"'{text}' is not a label selector, such as 'a=b,c!=d,e in (f,g),h notin (i),j,!k'");
        }

        return selector;
    }

    private void Add(Match part)
    {
        var (key, word) = (part.Groups["key"].Value, part.Groups["word"].Value);
        var values = word.EndsWith("in", StringComparison.Ordinal)
            ? part.Groups["values"].Value.Split(',', StringSplitOptions.TrimEntries)
            : new[] { part.Groups["value"].Value };
        _parts.Add(word switch
        {
            "" when part.Groups["not"].Success => labels => !labels.ContainsKey(key),
            "" => labels => labels.ContainsKey(key),
            "!=" or "notin" => labels => !labels.TryGetValue(key, out var found) || !values.Contains(found),
            _ => labels => labels.TryGetValue(key, out var found) && values.Contains(found),
        });
    }

    [GeneratedRegex(@"^((?<not>!)\s*(?<key>[\w./-]+)|(?<key>[\w./-]+)(\s*(?<word>==|=|!=)\s*(?<value>[\w.-]*)|\s+(?<word>in|notin)\s*\((?<values>[\w.,\s-]*)\))?)\s*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Part();
}
