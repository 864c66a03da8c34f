using Xunit.Sdk;

namespace Reconciler.Core.Tests.TestKit;

public sealed class GoldenTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a\nb\n", "a\nb\n")]
    [InlineData("a\r\nb\r\n", "a\nb\n")]
    public void FirstDifference_Null_WhenLinesAreEqual(string golden, string actual) => Assert.Null(Golden.FirstDifference(golden, actual));

    [Theory]
    [InlineData("a\nb\nc\n", "a\nx\ny\n", "(2): the text differs first here.\n  golden: \"b\"\n  actual: \"x\"")]
    [InlineData("a\n", "a", "(2): the text differs first here.\n  golden: \"\"\n  actual: (the text ends before this line)")]
    [InlineData("a", "a\nb", "(2): the text differs first here.\n  golden: (the text ends before this line)\n  actual: \"b\"")]
    public void FirstDifference_NamesLine_WhenLinesDiffer(string golden, string actual, string expected) =>
        Assert.Equal(expected, Golden.FirstDifference(golden, actual));

    [Fact]
    public void Match_Passes_WhenFileBesideTestIsEqual() => Golden.Match("sample.golden.txt", "first\nsecond\n");

    [Fact]
    public void Match_NamesFileAndLine_WhenTextDiffers()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable(Golden.UpdateVariable) is "1", "Golden files are being written.");

        var failure = Assert.Throws<FailException>(() => Golden.Match("sample.golden.txt", "first\nother\n"));

        Assert.Contains("tests/Reconciler.Core.Tests/TestKit/sample.golden.txt(2)", failure.Message, StringComparison.Ordinal);
        Assert.Contains("\"other\"", failure.Message, StringComparison.Ordinal);
    }
}
