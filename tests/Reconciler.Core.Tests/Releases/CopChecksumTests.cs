using Reconciler.Core.Releases;

namespace Reconciler.Core.Tests.Releases;

public sealed class CopChecksumTests
{
    [Theory]
    [InlineData("sha512:", 128)]
    [InlineData("sha256:", 64)]
    public void Flaw_IsNone_WhenAsManyDigitsFollowAsTheAlgorithmHas(string prefix, int digits)
    {
        Assert.Null(CopChecksum.Flaw(prefix + new string('a', digits)));
        Assert.Null(CopChecksum.Flaw(prefix + new string('F', digits)));
    }

    [Theory]
    [InlineData("sha512:", 127, "it has 127 digits, and sha512 has 128")]
    [InlineData("sha512:", 129, "it has 129 digits, and sha512 has 128")]
    [InlineData("sha256:", 128, "it has 128 digits, and sha256 has 64")]
    [InlineData("sha512:", 0, "it has 0 digits, and sha512 has 128")]
    [InlineData("md5:", 32, "it begins with no algorithm")]
    [InlineData("SHA512:", 128, "it begins with no algorithm")]
    [InlineData("", 128, "it begins with no algorithm")]
    public void Flaw_SaysWhatIsWrong(string prefix, int digits, string expected) =>
        Assert.Equal(expected, CopChecksum.Flaw(prefix + new string('0', digits)));

    [Fact]
    public void Flaw_NamesTheLetter_WhenOneIsNoDigit() =>
        Assert.Equal("'g' is no hexadecimal digit", CopChecksum.Flaw("sha256:" + new string('0', 63) + "g"));
}
