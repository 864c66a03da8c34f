using CsCheck;
using Reconciler.Core.Policy;

namespace Reconciler.Core.Tests.Policy;

/// <summary>How a waiver is spelt: <c>RULE until=DATE by=NAME reason=…</c>, one a line, the reason last.</summary>
public sealed class WaiverTests
{
    [Theory]
    [InlineData("WIN005 until=2027-01-31 by=jane reason=agreed", "agreed")]
    [InlineData("WIN005 by=jane until=2027-01-31 reason=agreed", "agreed")]
    [InlineData("  WIN005   until=2027-01-31  by=jane   reason=  agreed on the phone  ", "agreed on the phone")]
    [InlineData("WIN005 until=2027-01-31 by=jane reason=until=never by=joe reason=none", "until=never by=joe reason=none")]
    [InlineData("WIN005 until=2027-01-31 by=jane reason=客户同意", "客户同意")]
    public void Parse_ReadsAWaiver(string line, string reason)
    {
        var (waivers, problems) = Waiver.Parse(line);

        Assert.Equal([new("WIN005", new(2027, 1, 31), "jane", reason)], waivers);
        Assert.Empty(problems);
    }

    [Theory]
    [InlineData("WIN005", "it has no until=DATE")]
    [InlineData("WIN005 by=jane reason=x", "it has no until=DATE")]
    [InlineData("WIN005 UNTIL=2027-01-31 by=jane reason=x", "it has no until=DATE")]
    [InlineData("WIN005 until =2027-01-31 by=jane reason=x", "it has no until=DATE")]
    [InlineData("WIN005 reason=x until=2027-01-31 by=jane", "it has no until=DATE")]
    [InlineData("WIN005 until= by=jane reason=x", "until= is no date such as 2027-01-31")]
    [InlineData("WIN005 until=31.01.2027 by=jane reason=x", "until=31.01.2027 is no date such as 2027-01-31")]
    [InlineData("WIN005 until=2027-1-31 by=jane reason=x", "until=2027-1-31 is no date such as 2027-01-31")]
    [InlineData("WIN005 until=2027-02-29 by=jane reason=x", "until=2027-02-29 is no date such as 2027-01-31")]
    [InlineData("WIN005 until=2027-01-31T12:00:00Z by=jane reason=x", "until=2027-01-31T12:00:00Z is no date such as 2027-01-31")]
    [InlineData("WIN005 until=2027-01-31, by=jane, reason=x", "until=2027-01-31, is no date such as 2027-01-31")]
    [InlineData("WIN005 until=9999-12-31 by=jane reason=x", "until=9999-12-31 is no end: years from 1900 to 2399 are known")]
    [InlineData("WIN005 until=2027-01-31 reason=x", "it has no by=NAME")]
    [InlineData("WIN005 until=2027-01-31 by= reason=x", "it has no by=NAME")]
    [InlineData("WIN005 until=2027-01-31 by=jane", "it has no reason=…, which comes last")]
    [InlineData("WIN005 until=2027-01-31 by=jane reason=", "it has no reason=…, which comes last")]
    [InlineData("WIN005 until=2027-01-31 by=jane reason = x", "it has no reason=…, which comes last")]
    [InlineData("WIN005 until=2027-01-31 by=Jane Doe reason=x", "'Doe' is none of until=, by=, reason=")]
    [InlineData("WIN005 WIN003 until=2027-01-31 by=jane reason=x", "'WIN003' is none of until=, by=, reason=")]
    [InlineData("WIN005 until=2027-01-31 until=2027-02-28 by=jane reason=x", "until= is given twice")]
    [InlineData("WIN005 until=2027-01-31 by=jane by=joe reason=x", "by= is given twice")]
    [InlineData("until=2027-01-31 by=jane reason=x", "it begins with no rule id such as WIN005")]
    [InlineData("by=jane WIN005 until=2027-01-31 reason=x", "it begins with no rule id such as WIN005")]
    [InlineData("win005 until=2027-01-31 by=jane reason=x", "it begins with no rule id such as WIN005")]
    [InlineData("WIN005: until=2027-01-31 by=jane reason=x", "it begins with no rule id such as WIN005")]
    [InlineData("- WIN005 until=2027-01-31 by=jane reason=x", "it begins with no rule id such as WIN005")]
    [InlineData("all until=2027-01-31 by=jane reason=x", "it begins with no rule id such as WIN005")]
    [InlineData("reason=x", "it begins with no rule id such as WIN005")]
    public void Parse_SaysWhyALineIsNoWaiver(string line, string why)
    {
        var (waivers, problems) = Waiver.Parse(line);

        Assert.Empty(waivers);
        Assert.Equal([$"waiver '{line}' is not read: {why}"], problems);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t\r\n ")]
    public void Parse_HasNeitherWaiverNorProblem_WhenNothingIsWritten(string text)
    {
        var (waivers, problems) = Waiver.Parse(text);

        Assert.Empty(waivers);
        Assert.Empty(problems);
    }

    [Fact]
    public void Parse_ReadsEveryLineByItself()
    {
        var (waivers, problems) = Waiver.Parse("WIN005 until=2027-01-31 by=jane reason=a\r\n\nWIN003\nNOT002 until=2027-02-28 by=joe reason=b\n");

        Assert.Equal(["WIN005", "NOT002"], waivers.Select(waiver => waiver.Rule));
        Assert.Equal(["waiver 'WIN003' is not read: it has no until=DATE"], problems);
    }

    [Fact]
    public void Parse_NeverThrows() => Check.Sample(
        Gen.OneOf("WIN005", "until=", "until=2027-01-31", "by=", "by=jane", "reason=", "reason=x", " ", " ", " ", "\n", "=", "\t", "é", "\0").Array[0, 12].Select(string.Concat),
        text =>
        {
            var (waivers, problems) = Waiver.Parse(text);
            return waivers.Length + problems.Length == text.Split('\n').Count(line => !string.IsNullOrWhiteSpace(line));
        });
}
