using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Reconciler.Scenarios.Tests.Rules;

/// <summary>The page of a rule: a title, what is checked with its source, and three sections.</summary>
/// <param name="text">Markdown.</param>
internal sealed partial class RulePage(string text)
{
    public static string PathOf(string id) => Repository.PathOf("src", "Reconciler.Core", "Policy", "Rules", $"{id}.md");

    public static RulePage Of(string id) => new(File.ReadAllText(PathOf(id)).ReplaceLineEndings("\n"));

    public string Title => text.Split('\n')[0];

    public string Introduction => text[..text.IndexOf("\n## ", StringComparison.Ordinal)];

    public ImmutableArray<string> Headings => [.. text.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal))];

    /// <summary>The text of a section, up to the next heading.</summary>
    public string Section(string heading) => text.Split("\n## ").Single(part => part.StartsWith(heading + "\n", StringComparison.Ordinal));

    /// <summary>The lines of each YAML block of a section, without indentation.</summary>
    public ImmutableArray<ImmutableArray<string>> Yaml(string heading) =>
        [.. YamlBlock().Matches(Section(heading)).Select(match => LinesOf(match.Groups["text"].Value))];

    /// <summary>The instants that a section says it holds at.</summary>
    public ImmutableArray<string> Instants(string heading) => [.. AsOf().Matches(Section(heading)).Select(match => match.Groups["text"].Value)];

    /// <summary>Rows of the table of a section, less the head.</summary>
    public ImmutableArray<string> Rows(string heading) => [.. Section(heading).Split('\n').Where(line => line.StartsWith('|')).Skip(2)];

    /// <summary>Trimmed lines of a text; empty ones at the end are left out.</summary>
    public static ImmutableArray<string> LinesOf(string text) => [.. text.ReplaceLineEndings("\n").TrimEnd().Split('\n').Select(line => line.Trim())];

    [GeneratedRegex("```yaml\n(?<text>[^`]*)```", RegexOptions.NonBacktracking)]
    private static partial Regex YamlBlock();

    [GeneratedRegex("`as of (?<text>[^`]+)`", RegexOptions.NonBacktracking)]
    private static partial Regex AsOf();
}
