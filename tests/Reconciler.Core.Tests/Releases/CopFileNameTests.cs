using Reconciler.Core.Releases;

namespace Reconciler.Core.Tests.Releases;

public sealed class CopFileNameTests
{
    [Theory]
    [InlineData("ciscocm.V15FCS_CSCwi82830-lbm_C0211-1.cop.sha512", false, "CSCwi82830", "15")]
    [InlineData("ciscocm.V14SU3_CSCwh12345_C0200-1.cop.sha512", false, "CSCwh12345", "14SU3")]
    [InlineData("ciscocm.V12.5.1SU7a_CSCwb11111.cop.sgn", false, "CSCwb11111", "12.5(1)SU7a")]
    [InlineData("ciscocm.CSCwp27755_D0247-1.cop.sha512", false, "CSCwp27755", null)]
    [InlineData("ciscocm.imp15_upgrade_v1.0.k4.cop.sha512", false, null, null)]
    [InlineData("ciscocm.enable-sha512sum-2021-signing-key-v1.0.cop.sgn", false, null, null)]
    [InlineData("ciscocm-slm-migration.k3.cop.sgn", false, null, null)]
    [InlineData("ciscocm.cer_preUpgradeCheck-X.k4.cop.sha512", false, null, null)]
    [InlineData("ciscocm.free_common_space_v1.4.cop", false, null, null)]
    [InlineData("cmterm-8845_65-sip.14-4-1-0001-36.k4.cop.sha512", true, null, null)]
    public void TryParse_ReadsWhatTheNameSays(string text, bool isForDevices, string? defect, string? release)
    {
        Assert.True(CopFileName.TryParse(text, out var name));
        Assert.Equal((isForDevices, defect, release), (name.IsForDevices, name.Defect, name.Release?.ToString()));
        Assert.Equal(text, name.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ciscocm.cop")]
    [InlineData("ciscocm.fix.cop.zip")]
    [InlineData("ciscocm.fix.cop.sha512\n")]
    [InlineData("ciscocm.fix.tar")]
    [InlineData("Ciscocm.fix.cop")]
    [InlineData("ciscoxx.fix.cop")]
    [InlineData("ciscocm.fix me.cop")]
    [InlineData("ciscocm../../etc/passwd.cop")]
    [InlineData("cop/ciscocm.fix.cop")]
    public void TryParse_False_WhenItIsNoCopFile(string? text)
    {
        Assert.False(CopFileName.TryParse(text, out var name));
        Assert.Null(name);
    }

    [Fact]
    public void TryParse_AnswersAtOnce_WhenTextIsHostile() =>
        Assert.False(CopFileName.TryParse("ciscocm." + string.Concat(Enumerable.Repeat(".k4.cop", 1_000_000)) + "!", out _));

    [Fact]
    public void Names_AreEqual_WhenTextsAre()
    {
        Assert.True(CopFileName.TryParse("ciscocm.fix.cop", out var one) & CopFileName.TryParse("ciscocm.fix.cop", out var other));
        Assert.Equal(one, other);
    }

    [Theory]
    [InlineData("ciscocm.imp15_upgrade_v1.0.k4.cop.sha512", "imp")]
    [InlineData("ciscocm.cer_preUpgradeCheck-X.k4.cop.sha512", "cer")]
    [InlineData("ciscocm-slm-migration.k3.cop.sgn", null)]
    [InlineData("ciscocm.important-fix.cop.sgn", null)]
    public void Mark_IsWhatTheNameBeginsWith_WhenADigitOrALineFollows(string text, string? expected)
    {
        Assert.True(CopFileName.TryParse(text, out var name));
        Assert.Equal(expected, name.Mark);
    }
}
