using CsCheck;
using NodaTime;
using Reconciler.Core.Time;

namespace Reconciler.Core.Tests.Time;

public sealed class WallClockTests
{
    // New York, 8 March 2026: 01:59 EST, then 03:00 EDT. 1 November: 01:00 to 02:00 EDT, then once more in EST.
    [Theory]
    [InlineData("2026-03-08 01:59", "2026-03-08 06:59", Mapping.Exact)]
    [InlineData("2026-03-08 02:00", "2026-03-08 07:00", Mapping.Skipped)]
    [InlineData("2026-03-08 02:59", "2026-03-08 07:00", Mapping.Skipped)]
    [InlineData("2026-03-08 03:00", "2026-03-08 07:00", Mapping.Exact)]
    [InlineData("2026-11-01 00:59", "2026-11-01 04:59", Mapping.Exact)]
    [InlineData("2026-11-01 01:00", "2026-11-01 05:00", Mapping.Repeated)]
    [InlineData("2026-11-01 01:59", "2026-11-01 05:59", Mapping.Repeated)]
    [InlineData("2026-11-01 02:00", "2026-11-01 07:00", Mapping.Exact)]
    public void Map_GivesFirstInstantAfterGapAndEarlierOfTwo(string local, string utc, Mapping mapping) =>
        Assert.Equal(new Mapped(Given.Utc(utc), mapping), WallClock.Map(Given.Clock(local), Given.Zone(Given.NewYork)));

    [Theory]
    [InlineData("2026-06-15", Given.Sydney, "2026-06-14 14:00")]
    [InlineData("2026-04-24", "Africa/Cairo", "2026-04-23 22:00")] // midnight is skipped: the date begins at 01:00
    [InlineData("2011-12-30", "Pacific/Apia", "2011-12-30 10:00")] // the whole date is skipped
    public void StartOf_IsTheFirstInstantOfTheDate(string date, string zone, string utc) =>
        Assert.Equal(Given.Utc(utc), WallClock.StartOf(Given.Date(date), Given.Zone(zone)));

    [Fact]
    public void Read_StaysInsideTheCalendar_WhenInstantDoesNot()
    {
        Assert.Equal(1, WallClock.Read(Instant.MinValue, Given.Zone("Pacific/Kiritimati")).Year);
        Assert.Equal(9999, WallClock.Read(Instant.MaxValue, Given.Zone("Pacific/Kiritimati")).Year);
    }

    [Fact]
    public void Map_UndoesRead_UnlessTheClockRepeats() =>
        Gen.Select(Gen.OneOf(DateTimeZoneProviders.Tzdb.Ids.ToArray()), Gen.Long[-2_000_000_000, 4_000_000_000]).Sample((id, seconds) =>
        {
            var (zone, instant) = (Given.Zone(id), Instant.FromUnixTimeSeconds(seconds));
            var mapped = WallClock.Map(WallClock.Read(instant, zone).LocalDateTime, zone);
            Assert.True(mapped.Mapping == Mapping.Repeated ? mapped.Instant <= instant : mapped == new Mapped(instant, Mapping.Exact));
        });

    [Fact]
    public void Map_NeverGoesBack_WhenTheClockGoesOn() =>
        Gen.Select(Gen.OneOf(DateTimeZoneProviders.Tzdb.Ids.ToArray()), Gen.Long[-2_000_000_000, 4_000_000_000], Gen.Int[0, 100_000])
            .Sample((id, seconds, later) =>
            {
                var (zone, local) = (Given.Zone(id), Instant.FromUnixTimeSeconds(seconds).InUtc().LocalDateTime);
                Assert.True(WallClock.Map(local, zone).Instant <= WallClock.Map(local.PlusSeconds(later), zone).Instant);
            });
}
