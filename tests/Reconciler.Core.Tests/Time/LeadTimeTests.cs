using CsCheck;
using NodaTime;
using Reconciler.Core.Time;

namespace Reconciler.Core.Tests.Time;

public sealed class LeadTimeTests
{
    private static readonly DateTimeZone NewYork = Given.Zone(Given.NewYork);

    [Theory]
    [InlineData("2026-12-15 21:00", "Tue 2026-12-01 21:00 EST")]
    [InlineData("2027-01-11 21:00", "Thu 2026-12-24 21:00 EST")]
    [InlineData("2027-01-04 21:00", "Thu 2026-12-17 21:00 EST")]
    [InlineData("2026-12-08 21:00", "Mon 2026-11-23 21:00 EST")] // over Thanksgiving
    [InlineData("2026-03-10 21:00", "Tue 2026-02-24 21:00 EST")] // over the start of summer time: an hour less than 14 days
    [InlineData("2026-11-05 21:00", "Thu 2026-10-22 21:00 EDT")] // over its end: an hour more
    public void BusinessDaysBefore_KeepsTheClockTimeOfTheOpening(string opening, string expected) =>
        Assert.Equal(expected, Describe.Local(TenBusinessDays(Given.At(opening, Given.NewYork)), NewYork));

    [Theory]
    [InlineData("2026-12-15 21:00", 10, "Sat 2026-12-05 21:00 EST")]
    [InlineData("2026-12-15 21:00", 7, "Tue 2026-12-08 21:00 EST")]
    [InlineData("2026-03-18 02:30", 10, "Sun 2026-03-08 03:00 EDT")] // no 02:30 that night
    [InlineData("2026-11-11 01:30", 10, "Sun 2026-11-01 01:30 EDT")] // two of them: the earlier
    public void DaysBefore_KeepsTheClockTimeOfTheOpening(string opening, int days, string expected) =>
        Assert.Equal(expected, Describe.Local(LeadTime.DaysBefore(Given.At(opening, Given.NewYork), NewYork, days), NewYork));

    // 01:30 EST, the second of that night: no days before it must not be the first.
    [Fact]
    public void Before_IsTheOpening_WhenNoDaysAreNeeded()
    {
        var opening = Given.Utc("2026-11-01 06:30");

        Assert.Equal(opening, LeadTime.DaysBefore(opening, NewYork, 0));
        Assert.Equal(opening, LeadTime.BusinessDaysBefore(opening, NewYork, 0, Calendars.Business()));
    }

    [Fact]
    public void BusinessDaysBefore_IsNeverShorterThanTheSameCalendarDays() =>
        Gen.Select(Gen.Int[0, 4000], Gen.Int[0, 60]).Sample((evening, days) =>
        {
            var opening = new LocalDate(2024, 1, 1).PlusDays(evening).At(new(21, 0)).InZoneStrictly(NewYork).ToInstant();
            var deadline = LeadTime.BusinessDaysBefore(opening, NewYork, days, Calendars.Business(Calendars.UnitedStates));
            Assert.True(deadline <= LeadTime.DaysBefore(opening, NewYork, days));
        });

    private static Instant TenBusinessDays(Instant opening) =>
        LeadTime.BusinessDaysBefore(opening, NewYork, 10, Calendars.Business(Calendars.UnitedStates));
}
