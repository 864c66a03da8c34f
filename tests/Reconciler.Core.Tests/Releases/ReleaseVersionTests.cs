using CsCheck;
using Reconciler.Core.Releases;

namespace Reconciler.Core.Tests.Releases;

public sealed class ReleaseVersionTests
{
    [Theory]
    [InlineData("14", "14")]
    [InlineData("14SU3", "14SU3")]
    [InlineData("15su2", "15SU2")]
    [InlineData("v15SU2", "15SU2")]
    [InlineData("15.0-SU2", "15SU2")]
    [InlineData("15.0(1)SU2", "15SU2")]
    [InlineData("14 SU4", "14SU4")]
    [InlineData("15SU1a", "15SU1a")]
    [InlineData("12.5(1)SU7a", "12.5(1)SU7a")]
    [InlineData("12.5(1) SU7A", "12.5(1)SU7a")]
    [InlineData("12.5-SU7a", "12.5(1)SU7a")]
    [InlineData("12.5(1)", "12.5(1)")]
    [InlineData("11.5(1a)SU03", "11.5(1a)SU3")]
    [InlineData("14.0.1.13900-155", "14.0.1.13900-155")]
    [InlineData("14.0.1.13900-155.x86_64", "14.0.1.13900-155")]
    [InlineData("15.0.1.01234-2", "15.0.1.01234-2")]
    [InlineData("X14.3.1", "X14.3.1")]
    [InlineData("x14.3", "X14.3")]
    [InlineData("X14.3.0", "X14.3")]
    public void TryParse_ReadsEverySpelling_AndToStringWritesOne(string text, string canonical)
    {
        Assert.True(ReleaseVersion.TryParse(text, out var version));
        Assert.Equal(canonical, version.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("SU2")]
    [InlineData("15-")]
    [InlineData("15SU")]
    [InlineData("15SU0")]
    [InlineData("15SU123")]
    [InlineData("15SU2 ")]
    [InlineData("15SU2\n")]
    [InlineData("115SU2")]
    [InlineData("١٥SU2")] // digits, but not ours
    [InlineData("14.0.1")]
    [InlineData("14.0.1.13900")]
    [InlineData("14.0.1.139000-155")]
    [InlineData("14.0.1.13900-15555")]
    [InlineData("X14")]
    [InlineData("X14.3.1.2")]
    public void TryParse_False_WhenItIsNoVersion(string? text) => Assert.False(ReleaseVersion.TryParse(text, out _));

    [Theory]
    [InlineData("12.5(1)SU7", "12.5(1)SU7a", "14", "14SU1", "14SU2", "14SU3", "14SU4", "15", "15SU1", "15SU1a", "15SU2", "15SU10")]
    [InlineData("14.0.1.10000-20", "14.0.1.11900-132", "14.0.1.11900-133", "14.0.1.14901-1", "15.0.1.10000-32", "15.0.1.12900-234")]
    [InlineData("X12.7.1", "X14.0", "X14.0.7", "X14.3", "X14.3.1", "X15.0")]
    public void CompareTo_OrdersByAge(params string[] oldestFirst)
    {
        var versions = oldestFirst.Select(Parse).ToList();

        Assert.All(versions.Zip(versions.Skip(1)), pair => Assert.True(pair.First < pair.Second && pair.Second > pair.First));
        Assert.Equal(versions, versions.AsEnumerable().Reverse().Order());
    }

    [Fact]
    public void Versions_AreEqual_WhenOnlyTheSpellingDiffers()
    {
        Assert.Equal(Parse("15SU2"), Parse("v15.0(1)-su02"));
        Assert.True(Parse("15SU2") <= Parse("15.0-SU2"));
        Assert.NotEqual(Parse("14.3"), Parse("X14.3"));
    }

    [Theory]
    [InlineData("15SU2", VersionForm.Release)]
    [InlineData("15.0.1.12900-234", VersionForm.Build)]
    [InlineData("X15.0", VersionForm.Expressway)]
    public void Form_TellsHowItIsStated(string text, VersionForm form) => Assert.Equal(form, Parse(text).Form);

    [Fact]
    public void TryParse_ReadsBackWhatToStringWrites() => Text.Sample(text =>
    {
        if (ReleaseVersion.TryParse(text, out var version))
        {
            Assert.Equal(version, Parse(version.ToString()));
            Assert.Equal(version.ToString(), Parse(version.ToString()).ToString());
        }
    }, iter: 20_000);

    [Fact]
    public void TryParse_AnswersAtOnce_WhenTextIsHostile() =>
        Assert.False(ReleaseVersion.TryParse("15" + new string(' ', 1_000_000) + "-", out _));

    private static Gen<string> Text => Gen.OneOf(
        Gen.String[Gen.Char["0123456789.-()SUsuvXxab "], 0, 24],
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 9], Gen.Int[0, 9], Gen.Int[0, 99], Gen.OneOf("", "a", "Z"))
            .Select((major, minor, maintenance, update, letter) => $"{major}.{minor}({maintenance}{letter})SU{update}{letter}"));

    private static ReleaseVersion Parse(string text)
    {
        Assert.True(ReleaseVersion.TryParse(text, out var version), text);
        return version;
    }
}
