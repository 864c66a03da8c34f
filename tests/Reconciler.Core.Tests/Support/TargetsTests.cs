using Reconciler.Core.Support;
using Reconciler.Core.Tests.Worlds;

namespace Reconciler.Core.Tests.Support;

/// <summary>Response targets: 15 and 30 minutes by the clock, 1 and 3 business days by the instance's calendar and zone (policy, section 8).</summary>
public sealed class TargetsTests
{
    [Theory]
    [InlineData("S1", "2026-12-01T14:00:00Z", "2026-12-01T14:15:00Z")]
    [InlineData("S2", "2026-12-01T14:00:00Z", "2026-12-01T14:30:00Z")]
    [InlineData("S3", "2026-12-01T14:00:00Z", "2026-12-02T14:00:00Z")]
    [InlineData("S4", "2026-12-01T14:00:00Z", "2026-12-04T14:00:00Z")]
    [InlineData("S1", "2026-12-25T04:59:00Z", "2026-12-25T05:14:00Z")] // a holiday does not stop the clock
    [InlineData("S3", "2026-12-04T14:00:00Z", "2026-12-07T14:00:00Z")] // Friday
    [InlineData("S4", "2026-12-02T14:00:00Z", "2026-12-07T14:00:00Z")] // Wednesday
    [InlineData("S3", "2026-12-05T14:00:00Z", "2026-12-07T14:00:00Z")] // Saturday
    [InlineData("S3", "2026-12-24T14:00:00Z", "2026-12-28T14:00:00Z")] // a holiday, then a weekend
    [InlineData("S3", "2026-12-25T14:00:00Z", "2026-12-28T14:00:00Z")] // on the holiday
    [InlineData("S4", "2026-12-23T14:00:00Z", "2026-12-29T14:00:00Z")] // 24, 28, 29
    [InlineData("S3", "2026-12-05T04:30:00Z", "2026-12-08T04:30:00Z")] // still Friday in New York, so Monday there
    [InlineData("S3", "2026-10-30T16:00:00Z", "2026-11-02T17:00:00Z")] // clocks go back: same clock time, an hour more
    [InlineData("S3", "2027-03-12T17:00:00Z", "2027-03-15T16:00:00Z")] // clocks go forward: an hour less
    public void ResponseDue_IsTheLastInstantOnTime(string severity, string openedAt, string due) =>
        Assert.Equal(Passes.Instant(due), Cases.At(openedAt, severity: severity, openedAt: openedAt).ResponseDue);

    [Fact]
    public void BusinessDays_IsTheInstantItself_WhenThereAreNone()
    {
        var site = Cases.At(Cases.OpenedAt).Site!;

        Assert.Equal(Passes.Instant(Cases.OpenedAt), Targets.BusinessDays(Passes.Instant(Cases.OpenedAt), 0, site));
    }
}
