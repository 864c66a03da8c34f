using System.Text;

namespace Reconciler.Manifests.Tests;

/// <summary>Files that are no plain UTF-8 text with LF: these can not be kept as files in Git.</summary>
public sealed class EncodingTests
{
    private const string Calendar = "apiVersion: ops.reconciler.dev/v1alpha1\nkind: HolidayCalendar\nmetadata: {name: us}\nspec: {title: US, titel: ü}\n";
    private const string UnknownField = "fleet.yaml:4:19-4:24 UnknownField: unknown field 'spec.titel' of HolidayCalendar";

    [Fact]
    public void Read_FindsTheSamePlaces_WithByteOrderMarkAndWithAnyLineEnd()
    {
        Assert.Equal([UnknownField], Problems(Encoding.UTF8.GetBytes(Calendar)));
        Assert.Equal([UnknownField], Problems([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Calendar)]));
        Assert.Equal([UnknownField], Problems(Encoding.UTF8.GetBytes(Calendar.Replace("\n", "\r\n", StringComparison.Ordinal))));
        Assert.Equal([UnknownField], Problems(Encoding.UTF8.GetBytes(Calendar.Replace("\n", "\r", StringComparison.Ordinal))));
        Assert.Equal([UnknownField], Problems(Encoding.UTF8.GetBytes(Calendar.Replace("spec: {", "spec: !!map {", StringComparison.Ordinal))).Select(text => text.Replace("4:25-4:30", "4:19-4:24", StringComparison.Ordinal)));
    }

    [Fact]
    public void LineOf_ShowsTheLine_WithByteOrderMarkAndWithAnyLineEnd()
    {
        var wanted = Calendar.Split('\n')[3];
        Assert.All(["\n", "\r\n", "\r"], lineEnd =>
        {
            byte[] bytes = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Calendar.Replace("\n", lineEnd, StringComparison.Ordinal))];
            Assert.Equal(wanted, FleetAssembler.Assemble([Read.Bytes(bytes)]).LineOf("fleet.yaml", 4));
        });
    }

    [Theory]
    [InlineData("utf-16", "fleet.yaml BadEncoding: the file is UTF-16 text, but has to be UTF-8 = save it as UTF-8")]
    [InlineData("utf-16BE", "fleet.yaml BadEncoding: the file is UTF-16 text, but has to be UTF-8 = save it as UTF-8")]
    [InlineData("iso-8859-1", "fleet.yaml:4:26-4:27 BadEncoding: byte 0xFC at offset 108 is not UTF-8 = save the file as UTF-8")]
    public void Read_SaysHowToSaveTheFile_WhenItIsOfAnotherEncoding(string encoding, string problem)
    {
        var encoder = Encoding.GetEncoding(encoding);

        Assert.Equal([problem], Problems([.. encoder.Preamble, .. encoder.GetBytes(Calendar)], withRemedy: true));
    }

    [Theory]
    [InlineData("a: \0", "1:4-1:5 BadEncoding: the file holds a NUL byte: it is binary, not text = keep binary files out of the fleet's folder")]
    [InlineData("a: b\n\u0007", "2:1-2:2 BadEncoding: the control character U+0007 is not allowed in YAML = delete it")]
    [InlineData("a: b\r\n c\u001B[31m", "2:3-2:4 BadEncoding: the control character U+001B is not allowed in YAML = delete it")]
    [InlineData("a: \u0085", "1:4-1:5 BadEncoding: the character U+0085 ends a line for some readers of YAML, and not for others = delete it")]
    [InlineData("a: x\u2028", "1:5-1:6 BadEncoding: the character U+2028 ends a line for some readers of YAML, and not for others = delete it")]
    [InlineData("a: x\uFEFF", "1:5-1:6 BadEncoding: a byte order mark stands in the middle of the file = delete it")]
    [InlineData("a: \u007F", "1:4-1:5 BadEncoding: the control character U+007F is not allowed in YAML = delete it")]
    [InlineData("a: \uFFFE", "1:4-1:5 BadEncoding: the control character U+FFFE is not allowed in YAML = delete it")]
    public void Read_NamesTheCharacter_WhenItIsNoText(string text, string problem) =>
        Assert.Equal(["fleet.yaml:" + problem], Problems(Encoding.UTF8.GetBytes(text), withRemedy: true));

    [Fact]
    public void Read_NamesTheByte_WhenUtf8IsBroken() => Assert.Equal(
        ["fleet.yaml:2:1-2:2 BadEncoding: byte 0xC3 at offset 2 is not UTF-8 = save the file as UTF-8"], Problems([(byte)'a', (byte)'\n', 0xC3, 0x28], withRemedy: true));

    private static IEnumerable<string> Problems(byte[] bytes, bool withRemedy = false) => Read.Bytes(bytes).Problems.Select(problem =>
        $"{problem.File}{(problem.Span.Line == 0 ? "" : $":{problem.Span.Line}:{problem.Span.Column}-{problem.Span.EndLine}:{problem.Span.EndColumn}")} {problem.Rule}: {problem.Message}{(withRemedy ? $" = {problem.Remedy}" : "")}");
}
