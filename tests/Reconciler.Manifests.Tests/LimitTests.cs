using System.Globalization;
using System.Text;
using Reconciler.Api;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Tests;

/// <summary>Hostile files cost little: each passes a fixed limit, and says so.</summary>
public sealed class LimitTests
{
    private const string Head = "apiVersion: ops.reconciler.dev/v1alpha1\nkind: HolidayCalendar\nmetadata: {name: a}\nspec: ";

    public static TheoryData<string, string, string> Bombs() => new()
    {
        { "laughs", Laughs(10, 10), "7:55 TooManyAliases: with every alias written out the document has more than 1000000 values" },
        { "quadratic aliases", $"a: &a {Times(2000, "[x]", ", ", "[", "]")}\nb: {Times(2000, "*a", ", ", "[", "]")}\n", "2:1001 TooManyAliases: with every alias written out the document has more than 1000000 values" },
        { "merge keys", "a: &a0 {x: 1}\n" + string.Concat(Enumerable.Range(1, 25).Select(i => $"k{i}: &a{i}\n  p{i}: {{<<: [*a{i - 1}, *a{i - 1}]}}\n  q{i}: *a{i - 1}\n")), "TooManyAliases" },
        { "alias of itself", "a: &a\n  b: *a\n", "2:6 BadAlias: the alias '*a' stands inside of its own anchor '&a'" },
        { "brackets", new string('[', 100_000), "1:65 TooDeep: lists and mappings are nested deeper than 64 levels" },
        { "braces", string.Concat(Enumerable.Repeat("{a: ", 100_000)), "1:257 TooDeep: lists and mappings are nested deeper than 64 levels" },
        { "dashes", string.Concat(Enumerable.Repeat("- ", 100_000)), "1:129 TooDeep: lists and mappings are nested deeper than 64 levels" },
        { "indentation", string.Concat(Enumerable.Range(0, 500).Select(level => new string(' ', level) + "a:\n")), "65:65 TooDeep: lists and mappings are nested deeper than 64 levels" },
        { "plain text", Head + new string('x', Limits.ScalarCharacters + 1), "4:7 TooLarge: a text has 1048577 characters; at most 1048576 are read" },
        { "quoted text", Head + '"' + new string('x', Limits.ScalarCharacters + 1) + '"', "4:7 TooLarge: a text has 1048577 characters; at most 1048576 are read" },
        { "nodes", string.Concat(Enumerable.Repeat("- x\n", Limits.Nodes + 1)), "1000000:3 TooManyAliases" },
        { "documents", string.Concat(Enumerable.Repeat("---\n", Limits.Documents + 1)), "100001:1 TooLarge: the file has more than 100000 documents" },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void Read_PassesALimit_AndSaysSo(string name, string text, string problem)
    {
        Assert.NotEmpty(name);
        var found = Read.Text(text).Problems[^1];

        Assert.Contains(problem, string.Create(CultureInfo.InvariantCulture, $"{found.Span.Line}:{found.Span.Column} {found.Rule}: {found.Message}"), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_DoesNotLookInside_WhenTheFileIsTooLarge() => Assert.Equal(
        ["the file has more than 16777216 bytes, the most that are read"],
        Read.Bytes(new byte[ManifestFile.MostBytes + 1]).Problems.Select(problem => problem.Message));

    [Fact]
    public void Read_ListsAtMostAThousandProblems_AndTakesNoObjectAfterThemForGood()
    {
        var many = Head + "{" + string.Join(", ", Enumerable.Range(0, 2000).Select(i => $"x{i}: 1")) + "}\n";
        var unknown = "---\n" + Head.Replace("name: a", "name: b", StringComparison.Ordinal) + "{titel: b}\n";
        var missing = "---\n" + Head.Replace("name: a", "name: c", StringComparison.Ordinal) + "\n";
        var wrong = "---\n" + Head.Replace("name: a", "name: d", StringComparison.Ordinal) + "[]\n";
        var twice = "---\n" + Head.Replace("name: a", "name: e", StringComparison.Ordinal) + "{title: a, title: b}\n";
        var good = "---\n" + Head.Replace("name: a", "name: f", StringComparison.Ordinal) + "{title: f}\n";

        var file = Read.Text(many + unknown + missing + wrong + twice + good);

        Assert.Equal(Limits.Problems, file.Problems.Length);
        Assert.Equal("the file has 1000 problems or more; the rest is not listed", file.Problems[^1].Message);
        Assert.Equal(["a", "b", "c", "d", "e"], file.Unreadable.Select(subject => subject.Name));
        Assert.Equal(["f"], file.Objects.Select(declared => declared.Value.Metadata.Name));
    }

    [Fact]
    public void Read_KeepsMessagesShort_WhenTextsAreLong()
    {
        var text = new string('x', 100_000);
        var file = Read.Text(
            $$"""
            apiVersion: ops.reconciler.dev/v1alpha1
            kind: DedicatedInstance
            metadata: {name: {{text}}, labels: {? {{text}} : [a] } }
            spec:
              ? {{text}}
              : a
              customer: [{{text}}]
              partner: Northwind
              region: AMER
              dataCenters: [{{text}}, {{text}}]
              applications: [{kind: {{text}}, version: {{text}}, nodes: [{name: a, role: publisher, dataCenter: b}]}]
              contacts: [{name: a, party: partner, email: {{text}}, language: "{{text}}", zone: {{text}} }]
            """);

        Assert.Equal(9, file.Problems.Length);
        Assert.All(file.Problems, problem => Assert.InRange(problem.Message.Length + problem.Remedy.Length + problem.Path.Length, 1, 1500));
    }

    [Fact]
    public void Read_KeepsMessagesShort_WhenAnObjectContradictsItself()
    {
        var text = new string('x', 100_000);
        var nodes = string.Join(", ", Enumerable.Range(0, 200).Select(i => $"{{name: n, role: subscriber, dataCenter: no-{i}}}"));
        var file = Read.Text(
            $$"""
            apiVersion: ops.reconciler.dev/v1alpha1
            kind: DedicatedInstance
            metadata: {name: acme}
            spec:
              customer: Acme
              partner: Northwind
              region: AMER
              dataCenters: [&a {{text}}, *a, *a, {{string.Join(", ", Enumerable.Range(0, 13).Select(i => $"dc-{i}"))}}]
              applications: [{{string.Join(", ", Enumerable.Repeat($"{{kind: CUCM, version: 15SU2, nodes: [{nodes}]}}", 32))}}]
            """);

        Assert.Equal(Limits.Problems, file.Problems.Length);
        Assert.All(file.Problems, problem => Assert.InRange(problem.Message.Length + problem.Remedy.Length + problem.Path.Length, 1, 1500));
        Assert.Equal(nameof(DedicatedInstance), Assert.Single(file.Unreadable).Kind);
    }

    [Fact]
    public void Read_RefusesAList_WhenItIsLongerThanTheRecordSays()
    {
        var file = Read.Text(
            $$"""
            apiVersion: ops.reconciler.dev/v1alpha1
            kind: DedicatedInstance
            metadata: {name: acme}
            spec:
              customer: Acme
              partner: Northwind
              region: AMER
              dataCenters: [{{string.Join(", ", Enumerable.Range(0, 17).Select(i => $"dc-{i}"))}}]
              applications: [{kind: CUCM, version: 15SU2, nodes: [{name: n, role: publisher, dataCenter: dc-0}]}]
            """);

        Assert.Equal("'spec.dataCenters' is a list, but has to be a list of at most 16", Assert.Single(file.Problems).Message);
    }

    private static string Laughs(int levels, int width) =>
        "a0: &a0 ha\n" + string.Concat(Enumerable.Range(1, levels).Select(i => $"a{i}: &a{i} {Times(width, $"*a{i - 1}", ", ", "[", "]")}\n"));

    private static string Times(int count, string text, string between, string open, string close) =>
        new StringBuilder(open).AppendJoin(between, Enumerable.Repeat(text, count)).Append(close).ToString();
}
