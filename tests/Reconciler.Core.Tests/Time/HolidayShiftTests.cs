using NodaTime;
using Reconciler.Api;

namespace Reconciler.Core.Tests.Time;

/// <summary>A holiday on a weekend stands on its own day and on the one on which it is observed.</summary>
public sealed class HolidayShiftTests
{
    [Theory]
    [InlineData(HolidayShift.None, "2026-07-04")] // Saturday
    [InlineData(HolidayShift.Nearest, "2026-07-03", "2026-07-04")]
    [InlineData(HolidayShift.Next, "2026-07-04", "2026-07-06")]
    [InlineData(HolidayShift.SundayNext, "2026-07-04")]
    [InlineData(HolidayShift.None, "2027-07-04")] // Sunday
    [InlineData(HolidayShift.Nearest, "2027-07-04", "2027-07-05")]
    [InlineData(HolidayShift.Next, "2027-07-04", "2027-07-05")]
    [InlineData(HolidayShift.SundayNext, "2027-07-04", "2027-07-05")]
    [InlineData(HolidayShift.Nearest, "2028-07-04")] // Tuesday
    public void Shift_MovesAWeekendOnly(HolidayShift shift, params string[] expected) =>
        Assert.Equal(expected.Select(Given.Date), HolidaysOf(Given.Date(expected[0]).Year, new() { Rules = [Calendars.Day("Day", 7, 4, shift)] }));

    // Sat 25  Sun 26  Mon 27  Tue 28          2027: Christmas is observed on Monday, Boxing Day on Tuesday
    // Sun 25  Mon 26  Tue 27                  2022: Monday is Boxing Day already, so Christmas is observed on Tuesday
    // Fri 25  Sat 26  Sun 27  Mon 28          2026
    [Theory]
    [InlineData("2027-12-27", "Christmas")]
    [InlineData("2027-12-28", "Boxing")]
    [InlineData("2022-12-26", "Boxing")]
    [InlineData("2022-12-27", "Christmas")]
    [InlineData("2026-12-28", "Boxing")]
    [InlineData("2026-12-29", null)]
    public void Next_TakesTheNextFreeWeekday_EarlierHolidaysFirst(string date, string? expected) =>
        Assert.Equal(expected, Calendars.Business(Calendars.England).HolidayOn(Given.Date(date)));

    // Sun 3 May, Mon 4 and Tue 5 are holidays: the Sunday is made up for on Wednesday.
    [Fact]
    public void SundayNext_PassesOverOtherHolidays()
    {
        var calendar = Calendars.Business(Calendars.GoldenWeek);

        Assert.Equal("Constitution", calendar.HolidayOn(new(2026, 5, 6)));
        Assert.True(calendar.IsBusinessDay(new(2026, 5, 7)));
    }

    [Fact]
    public void SundayNext_PassesOverDatesOfTheCalendar()
    {
        var calendar = new HolidayCalendarSpec
        {
            Dates = [new() { Date = new(2026, 5, 4), Name = "Jubilee" }],
            Rules = [Calendars.Day("Sunday", 5, 3, HolidayShift.SundayNext)],
        };

        Assert.Equal("Sunday", Calendars.Business(calendar).HolidayOn(new(2026, 5, 5)));
    }

    // 1 January 2028 is a Saturday.
    [Fact]
    public void Nearest_ReachesIntoTheYearBefore()
    {
        var calendar = Calendars.Business(Calendars.UnitedStates);

        Assert.Equal("New Year", calendar.HolidayOn(new(2027, 12, 31)));
        Assert.False(calendar.IsBusinessDay(new(2027, 12, 31)));
        Assert.True(calendar.IsBusinessDay(new(2028, 1, 3)));
    }

    // 31 December 2028 is a Sunday, 1 January 2029 a holiday.
    [Fact]
    public void Next_ReachesIntoTheYearAfter()
    {
        var calendar = new HolidayCalendarSpec
        {
            Rules = [Calendars.Day("Silvester", 12, 31, HolidayShift.Next), Calendars.Day("Neujahr", 1, 1)],
        };

        Assert.Equal("Silvester", Calendars.Business(calendar).HolidayOn(new(2029, 1, 2)));
    }

    [Fact]
    public void Shift_HoldsOnlyInTheYearsOfTheRule()
    {
        var lastIn2027 = Calendars.Business(new HolidayCalendarSpec { Rules = [Calendars.Day("Day", 1, 1, HolidayShift.Nearest) with { Until = 2027 }] });

        Assert.Null(lastIn2027.HolidayOn(new(2027, 12, 31)));
    }

    private static IEnumerable<LocalDate> HolidaysOf(int year, HolidayCalendarSpec calendar)
    {
        var business = Calendars.Business(calendar);
        return Enumerable.Range(0, 365).Select(new LocalDate(year, 1, 1).PlusDays).Where(date => business.HolidayOn(date) is not null);
    }
}
