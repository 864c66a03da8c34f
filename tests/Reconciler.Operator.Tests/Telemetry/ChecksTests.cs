using Reconciler.Operator.Telemetry;

namespace Reconciler.Operator.Tests.Telemetry;

/// <summary>Health as text, in the manner of Kubernetes' own components.</summary>
public sealed class ChecksTests
{
    private static readonly Check Good = new("lease", () => Condition.Good("standing by"));
    private static readonly Check Bad = new("caches", () => Condition.Of("notices: 403 Forbidden"));

    [Fact]
    public void Look_SaysOk_WhenAllIsWell() => Assert.Equal((true, "ok\n"), new Checks("readyz", Good).Look(isVerbose: false));

    [Fact]
    public void Look_TellsEachCheck_WhenAskedTo() => Assert.Equal((true, "[+]lease ok: standing by\nreadyz check passed\n"), new Checks("readyz", Good).Look(isVerbose: true));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Look_SaysWhichCheckFailsAndWhy(bool isVerbose) =>
        Assert.Equal((false, "[+]lease ok: standing by\n[-]caches failed: notices: 403 Forbidden\nreadyz check failed\n"), new Checks("readyz", Good, Bad).Look(isVerbose));

    [Fact]
    public void Pulse_IsQuiet_OnlyWhileWorkMakesNoStep()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var pulse = new Pulse(time);
        pulse.Step();
        time.Advance(TimeSpan.FromHours(1));
        Assert.Null(pulse.QuietFor);

        pulse.Begin();
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(TimeSpan.FromMinutes(2), pulse.QuietFor);

        pulse.Step();
        Assert.Equal(TimeSpan.Zero, pulse.QuietFor);

        pulse.Rest();
        time.Advance(TimeSpan.FromHours(1));
        Assert.Null(pulse.QuietFor);
    }
}
