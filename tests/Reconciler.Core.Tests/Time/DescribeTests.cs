using NodaTime;
using Reconciler.Core.Time;

namespace Reconciler.Core.Tests.Time;

public sealed class DescribeTests
{
    [Theory]
    [InlineData("2026-12-16 02:00", Given.NewYork, "Tue 2026-12-15 21:00 EST")]
    [InlineData("2026-07-01 19:00", Given.Berlin, "Wed 2026-07-01 21:00 CEST")]
    [InlineData("2026-07-01 12:00", Given.Tokyo, "Wed 2026-07-01 21:00 JST")]
    [InlineData("2026-07-01 12:00", "Asia/Dubai", "Wed 2026-07-01 16:00 +04")]
    public void Local_NamesDayTimeAndZone(string utc, string zone, string expected) =>
        Assert.Equal(expected, Describe.Local(Given.Utc(utc), Given.Zone(zone)));

    // 01:30 comes twice: only the name of the hour tells the two apart.
    [Fact]
    public void Local_TellsRepeatedHoursApart()
    {
        var first = Given.Utc("2026-11-01 05:30");

        Assert.Equal("Sun 2026-11-01 01:30 EDT", Describe.Local(first, Given.Zone(Given.NewYork)));
        Assert.Equal("Sun 2026-11-01 01:30 EST", Describe.Local(first + Duration.FromHours(1), Given.Zone(Given.NewYork)));
    }

    [Fact]
    public void Utc_NamesTheMinuteThatHasBegun() =>
        Assert.Equal("Tue 2026-12-01 09:00 UTC", Describe.Utc(Given.Utc("2026-12-01 09:00") + Duration.FromSeconds(59)));

    [Fact]
    public void Local_NeverThrows_FarOutsideTheCalendar()
    {
        Assert.EndsWith("UTC", Describe.Utc(Instant.MinValue), StringComparison.Ordinal);
        Assert.EndsWith("UTC", Describe.Utc(Instant.MaxValue), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("04:30:00", "4h30m")]
    [InlineData("7.00:00:00", "7d")]
    [InlineData("1.12:00:00", "1d12h")]
    [InlineData("00:10:00", "10m")]
    [InlineData("00:00:45.9", "45s")]
    [InlineData("00:00:00", "0s")]
    [InlineData("-01:30:00", "-1h30m")]
    public void Duration_IsWrittenAsInYaml(string duration, string expected) =>
        Assert.Equal(expected, Describe.Duration(TimeSpan.Parse(duration, System.Globalization.CultureInfo.InvariantCulture)));
}
