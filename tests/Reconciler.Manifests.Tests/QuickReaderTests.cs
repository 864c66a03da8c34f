using CsCheck;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Tests;

/// <summary>
/// The quick reader either gives up or makes the very nodes that <see cref="Composer"/> makes of the events of YamlDotNet: same texts,
/// same places, same weights. Nothing is asked of it where it gives up, except that it does not do so for what people write.
/// </summary>
public sealed class QuickReaderTests
{
    [Fact]
    public void Read_DoesNotGiveUp_OnTheExamples()
    {
        DocumentText[] documents = [.. Read.Examples.Append(ShippedPolicy.Yaml).SelectMany(DocumentText.Split)];

        var quick = documents.Count(document => QuickReader.Read(document) is not null);

        Assert.InRange(quick, documents.Length * 95 / 100, documents.Length);
    }

    [Fact]
    public void Read_MakesTheSameNodes_OfTheExamples() => Assert.All(Read.Examples.Append(ShippedPolicy.Yaml), RequireSame);

    [Fact]
    public void Read_MakesTheSameNodes_OfMutatedExamples() => Texts.Mutations.Sample(RequireSame, iter: 3_000);

    [Fact]
    public void Read_MakesTheSameNodes_OfLines() => Texts.Lines.Sample(RequireSame, iter: 15_000);

    [Fact]
    public void Read_MakesTheSameNodes_OfPiecesInAnyOrder() => Texts.Soup.Sample(RequireSame, iter: 15_000);

    [Theory]
    [InlineData(" ---\na: 1\n")]
    [InlineData("---\na: 1\n")]
    [InlineData("--- # comment\na: 1\n")]
    [InlineData("---# no comment\na: 1\n")]
    [InlineData("a: b\n# comment\n  c\n")]
    [InlineData("a:\n- b\n c: d\n")]
    [InlineData("a:\n- b\nc: d\n")]
    [InlineData("- a: b\n  c: d\n-  e: f\n")]
    [InlineData("a: [b, c,]\n")]
    [InlineData("a: [b:c, -1, - d]\n")]
    [InlineData("a: {b: , c: d}\n")]
    [InlineData("a: {b: c, }\nd: []\ne: {}\n")]
    [InlineData("a: \"b\": c\n")]
    [InlineData("a: 'it''s'\n")]
    [InlineData("a: 'x' # c\nb: \"y\"# c\n")]
    [InlineData("a: b # c\nd: e# f\n")]
    [InlineData("a:   \n\n  # c\n\n  b: 1\n\n")]
    [InlineData("a:\n  b: 1\n c: 2\n")]
    [InlineData("a: \"two\n  lines\"\n")]
    [InlineData("a: 📞 b\nc: [📞, d]\n")]
    [InlineData("null: 1\ntrue: 2\n3: 4\n")]
    [InlineData("a: - b\n")]
    [InlineData("a: ? b\n")]
    [InlineData("a: b: c\n")]
    [InlineData("a: -\nb: --\nc: ---\n")]
    [InlineData("a:\r\n  b: 1\r\n  c: [d, e]\r\n")]
    [InlineData("a: b\n...\nc: d\n")]
    [InlineData("a")]
    [InlineData("a:")]
    [InlineData("-")]
    [InlineData("- \n- \n")]
    public void Read_MakesTheSameNodes_Of(string text) => RequireSame(text);

    [Fact]
    public void Read_MakesTheSameNodes_AtTheLimits()
    {
        Assert.All(Enumerable.Range(Limits.Depth - 2, 5), depth =>
        {
            RequireSame("a: " + new string('[', depth) + "b" + new string(']', depth));
            RequireSame("a: " + new string('[', depth) + new string(']', depth));
            RequireSame(string.Concat(Enumerable.Repeat("{a: ", depth)) + "b" + new string('}', depth));
            RequireSame(string.Concat(Enumerable.Range(0, depth).Select(level => new string(' ', level) + "a:\n")) + new string(' ', depth) + "b");
            RequireSame(string.Concat(Enumerable.Range(0, depth).Select(level => new string(' ', level) + "a:\n")));
        });
        Assert.All(Enumerable.Range(Limits.ScalarCharacters - 1, 3), length =>
        {
            RequireSame("a: " + new string('b', length));
            RequireSame("a: '" + new string('b', length) + "'");
        });
        Assert.All(Enumerable.Range((Limits.Nodes / 2) - 2, 4), lists => RequireSame(string.Concat(Enumerable.Repeat("- [a]\n", lists))));
    }

    private static void RequireSame(string text)
    {
        foreach (var document in DocumentText.Split(text))
        {
            if (QuickReader.Read(document) is { } quick)
            {
                Assert.Equal(Composed(document), Nodes.Show(quick));
            }
        }
    }

    private static string Composed(DocumentText document)
    {
        var roots = new List<YamlNode>();
        try
        {
            Documents.Compose(document, roots);
        }
        catch (YamlProblem problem)
        {
            return $"{problem.Rule}: {problem.Message} at {problem.Span}";
        }

        return string.Join('\n', roots.Select(Nodes.Show));
    }
}
