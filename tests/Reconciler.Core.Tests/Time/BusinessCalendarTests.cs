using CsCheck;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Time;

namespace Reconciler.Core.Tests.Time;

public sealed class BusinessCalendarTests
{
    [Theory]
    // Thanksgiving:  23 24 25 (26) 27 | 30 1 2 3 4 | 7 [8]
    [InlineData("2026-12-08", 10, "2026-11-23")]
    [InlineData("2026-11-27", 1, "2026-11-25")]
    // Year end:  21 22 23 24 (25) | 28 29 30 31 (1) | 4 5 6 7 8 | [11]
    [InlineData("2027-01-11", 10, "2026-12-24")]
    [InlineData("2027-01-04", 10, "2026-12-17")]
    // From a day that is no business day itself
    [InlineData("2026-12-25", 1, "2026-12-24")]
    [InlineData("2026-12-27", 1, "2026-12-24")]
    // Nothing to count
    [InlineData("2026-12-25", 0, "2026-12-25")]
    public void Before_PassesOverHolidays_InTheUnitedStates(string date, int days, string expected) =>
        Assert.Equal(Given.Date(expected), Calendars.Business(Calendars.UnitedStates).Before(Given.Date(date), days));

    // Golden Week:  21 22 23 24 | 27 28 (29) 30 1 | (4) (5) (6) 7 8 | [11]
    [Fact]
    public void Before_PassesOverGoldenWeek() =>
        Assert.Equal(new LocalDate(2026, 4, 21), Calendars.Business(Calendars.GoldenWeek).Before(new(2026, 5, 11), 10));

    // England:  22 23 24 | (27) (28) 29 30 31 | (3) 4 5 6 7 | [10]
    [Fact]
    public void Before_PassesOverSubstituteDays() =>
        Assert.Equal(new LocalDate(2027, 12, 22), Calendars.Business(Calendars.England).Before(new(2028, 1, 10), 10));

    [Fact]
    public void Before_CountsTheWeekdaysOfThePolicy()
    {
        var sundayToThursday = BusinessCalendar.Of(
            [DayOfWeek.Sunday, DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday], []);

        Assert.Equal(new LocalDate(2026, 12, 10), sundayToThursday.Before(new(2026, 12, 13), 1));
    }

    [Fact]
    public void Before_EndsAtTheFirstDate_WhenThereAreNotSoMany()
    {
        Assert.Equal(new LocalDate(1, 1, 1), BusinessCalendar.Of([], []).Before(new(2026, 12, 13), 1));
        Assert.Equal(new LocalDate(1, 1, 1), Calendars.Business().Before(new(2026, 12, 13), int.MaxValue));
    }

    [Fact]
    public void Before_Throws_WhenCountIsNegative() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Calendars.Business().Before(new(2026, 12, 13), -1));

    [Fact]
    public void HolidayOn_TakesTheFirstCalendarThatListsTheDate()
    {
        var (own, region) = (new HolidayCalendarSpec { Dates = [new() { Date = new(2026, 12, 25), Name = "Plant closed" }] }, Calendars.UnitedStates);

        var calendar = Calendars.Business(own, region);

        Assert.Equal("Plant closed", calendar.HolidayOn(new(2026, 12, 25)));
        Assert.Equal("Thanksgiving", calendar.HolidayOn(new(2026, 11, 26)));
        Assert.Null(calendar.HolidayOn(new(2026, 12, 24)));
    }

    [Fact]
    public void ValidThrough_IsTheLeastOfTheCalendars()
    {
        var (short_, forEver) = (new HolidayCalendarSpec { ValidThrough = new(2026, 12, 31) }, new HolidayCalendarSpec());

        Assert.Equal(new LocalDate(2026, 12, 31), Calendars.Business(Calendars.UnitedStates, forEver, short_).ValidThrough);
        Assert.Null(Calendars.Business(forEver).ValidThrough);
        Assert.Null(Calendars.Business().ValidThrough);
    }

    [Theory]
    [InlineData("2026-12-21", "2026-12-28", 4)]
    [InlineData("2026-12-25", "2026-12-26", 0)]
    [InlineData("2026-12-24", "2026-12-24", 0)]
    [InlineData("2026-12-28", "2026-12-21", 0)]
    [InlineData("2026-01-01", "2027-01-01", 250)] // OPM: 261 weekdays less 11 holidays
    [InlineData("2026-01-01", "2029-01-01", 749)] // 250 + 249 + 250: 2027 has 12 of them, since New Year 2028 is observed on 31 December
    public void Between_CountsBeginAndNotEnd(string from, string to, int expected) =>
        Assert.Equal(expected, Calendars.Business(Calendars.UnitedStates).Between(Given.Date(from), Given.Date(to)));

    [Fact]
    public void Calendar_NeverThrows_AtTheEndsOfTime()
    {
        var calendar = Calendars.Business(Calendars.UnitedStates);

        Assert.Equal(new LocalDate(9999, 12, 30), calendar.Before(LocalDate.MaxIsoValue, 1));
        Assert.True(calendar.IsBusinessDay(new(9999, 12, 30)));
        Assert.Null(calendar.HolidayOn(LocalDate.MinIsoValue));
    }

    [Fact]
    public void Before_IsTheDayThatBetweenCounts() => Gen.Select(Calendar, Date, Gen.Int[1, 400]).Sample((calendar, date, days) =>
    {
        var before = calendar.Before(date, days);
        Assert.True(before < date);
        Assert.True(calendar.IsBusinessDay(before));
        Assert.Equal(days, calendar.Between(before, date));
    });

    [Fact]
    public void Between_IsWhatCountingDayByDayGives() => Gen.Select(Calendar, Date, Gen.Int[0, 900]).Sample((calendar, from, days) =>
        Assert.Equal(
            Enumerable.Range(0, days).Select(from.PlusDays).Count(calendar.IsBusinessDay),
            calendar.Between(from, from.PlusDays(days))));

    [Fact]
    public void BusinessDay_IsAWeekdayWithoutHoliday() => Gen.Select(Calendar, Date).Sample((calendar, date) =>
        Assert.Equal(date.DayOfWeek <= IsoDayOfWeek.Friday && calendar.HolidayOn(date) is null, calendar.IsBusinessDay(date)));

    private static Gen<LocalDate> Date => Gen.Int[0, 40_000].Select(new LocalDate(1970, 1, 1).PlusDays);

    private static Gen<BusinessCalendar> Calendar =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[1, 31], Gen.Enum<HolidayShift>())
            .Select((month, day, shift) => Calendars.Day("Day", month, day, shift))
            .Array[0, 30]
            .Select(rules => Calendars.Business(new HolidayCalendarSpec { Rules = [.. rules] }));
}
