using System.Collections.Immutable;
using Reconciler.Core.Policy;

namespace Reconciler.Scenarios.Tests.Rules;

/// <summary>Holds what the pages of the rules say against the rule table and the examples that the tests run.</summary>
public sealed class RulePageTests
{
    private const string Breaks = "Breaks it";
    private const string Keeps = "Keeps it";
    private const string Edges = "Edge cases";

    public static TheoryData<string> Paged => [.. RuleTable.All.Select(rule => rule.Id).Where(id => File.Exists(RulePage.PathOf(id)))];

    [Fact]
    public void Rule_HasPageAndBothExamples() => Assert.DoesNotContain(
        RuleTable.All.Select(rule => rule.Id),
        id => !File.Exists(RulePage.PathOf(id)) || !RuleExample.Violation(id).Exists || !RuleExample.Compliant(id).Exists);

    [Fact]
    public void Page_BelongsToARule() => Assert.DoesNotContain(
        Directory.EnumerateFiles(Path.GetDirectoryName(RulePage.PathOf("x"))!, "*.md").Select(path => Path.GetFileNameWithoutExtension(path)),
        name => name != "README" && RuleTable.Find(name)?.Id != name);

    [Theory, MemberData(nameof(Paged))]
    public void Page_SaysWhatTheRuleTableSays(string id)
    {
        var page = RulePage.Of(id);

        Assert.Equal($"# {id}: {RuleTable.Find(id)!.Title}", page.Title);
        Assert.True(page.Introduction.Contains("Source: policy, section", StringComparison.Ordinal) || page.Introduction.Contains("Source: *product rule*", StringComparison.Ordinal));
        Assert.Equal([$"## {Breaks}", $"## {Keeps}", $"## {Edges}"], page.Headings);
        Assert.NotEmpty(page.Rows(Edges));
    }

    [Theory, MemberData(nameof(Paged))]
    public void Page_IsAResourceOfTheCore(string id) => Assert.NotNull(typeof(RuleTable).Assembly.GetManifestResourceInfo($"{id}.md"));

    [Theory, MemberData(nameof(Paged))]
    public void Page_ShowsItsExamplesAsTheyAre(string id)
    {
        var page = RulePage.Of(id);
        foreach (var (heading, example) in new[] { (Breaks, RuleExample.Violation(id)), (Keeps, RuleExample.Compliant(id)) })
        {
            var fleet = RulePage.LinesOf(example.Files["fleet.yaml"]);
            Assert.NotEmpty(page.Yaml(heading));
            Assert.All(page.Yaml(heading), block => Assert.True(Holds(fleet, block), $"{heading}: not a run of lines of fleet.yaml:\n{string.Join('\n', block)}"));
            Assert.Equal([example.Now], page.Instants(heading));
        }
    }

    [Theory, MemberData(nameof(Paged))]
    public void Page_QuotesTheMessage(string id)
    {
        var messages = RuleExample.Violation(id).Findings().Where(finding => finding.Rule == id).Select(finding => finding.Message).ToArray();

        var section = RulePage.Of(id).Section(Breaks);

        Assert.True(messages.Any(message => section.Contains(message, StringComparison.Ordinal)), $"none of these stands there:\n{string.Join('\n', messages)}");
    }

    [Fact]
    public void Index_ListsEveryPage()
    {
        var rows = RuleTable.All.Select(rule => $"| [{rule.Id}]({rule.Id}.md) | {rule.Title} | {rule.Severity.ToString().ToLowerInvariant()} | {(rule.Waivable || rule.Severity < Severity.Error ? "yes" : "no")} |\n");

        Golden.MatchFile(
            Path.Combine(Path.GetDirectoryName(RulePage.PathOf("x"))!, "README.md"),
            $"""
            # The rules

            What `reconciler validate` checks; `reconciler explain ID` prints a page. An error keeps what nobody was told of out of the schedule. Every warning may be
            waived; of the errors those that say so. A test writes this table from the rule table.

            | rule | what is checked | severity | waivable |
            |---|---|---|---|
            {string.Concat(rows)}
            """.ReplaceLineEndings("\n"));
    }

    private static bool Holds(ImmutableArray<string> text, ImmutableArray<string> block) =>
        Enumerable.Range(0, Math.Max(0, text.Length - block.Length + 1)).Any(start => text.AsSpan(start, block.Length).SequenceEqual(block.AsSpan()));
}
