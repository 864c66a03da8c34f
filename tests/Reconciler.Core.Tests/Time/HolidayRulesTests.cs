using CsCheck;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Time;

namespace Reconciler.Core.Tests.Time;

public sealed class HolidayRulesTests
{
    [Theory]
    [InlineData(11, DayOfWeek.Thursday, 4, "2026-11-26")]
    [InlineData(1, DayOfWeek.Monday, 3, "2027-01-18")]
    [InlineData(5, DayOfWeek.Monday, -1, "2026-05-25")]
    [InlineData(8, DayOfWeek.Monday, -1, "2026-08-31")]
    [InlineData(2, DayOfWeek.Sunday, 4, "2026-02-22")]
    [InlineData(3, DayOfWeek.Sunday, 1, "2026-03-01")]
    [InlineData(3, DayOfWeek.Sunday, 5, "2026-03-29")]
    public void DateOf_IsTheNthWeekday(int month, DayOfWeek weekday, int nth, string expected) =>
        Assert.Equal(
            Given.Date(expected),
            HolidayRules.DateOf(new() { Name = "day", Month = month, Weekday = weekday, Nth = nth }, Given.Date(expected).Year));

    [Theory]
    [InlineData(2, 29, 2027)]
    [InlineData(2, 30, 2028)]
    [InlineData(4, 31, 2026)]
    public void DateOf_Null_WhenMonthIsTooShort(int month, int day, int year) =>
        Assert.Null(HolidayRules.DateOf(new() { Name = "day", Month = month, Day = day }, year));

    [Fact]
    public void DateOf_29February_InLeapYears() =>
        Assert.Equal(new LocalDate(2028, 2, 29), HolidayRules.DateOf(new() { Name = "leap", Month = 2, Day = 29 }, 2028));

    [Fact]
    public void DateOf_Null_WhenMonthHasNoFifth() =>
        Assert.Null(HolidayRules.DateOf(new() { Name = "fifth", Month = 2, Weekday = DayOfWeek.Monday, Nth = 5 }, 2026));

    // Tables of the Book of Common Prayer and of the Astronomisches Rechen-Institut agree on these.
    [Theory]
    [InlineData("1961-04-02")]
    [InlineData("2000-04-23")]
    [InlineData("2008-03-23")]
    [InlineData("2019-04-21")]
    [InlineData("2024-03-31")]
    [InlineData("2025-04-20")]
    [InlineData("2026-04-05")]
    [InlineData("2027-03-28")]
    [InlineData("2028-04-16")]
    [InlineData("2029-04-01")]
    [InlineData("2030-04-21")]
    [InlineData("2038-04-25")]
    [InlineData("2285-03-22")]
    public void DateOf_IsEasterSunday(string expected) =>
        Assert.Equal(Given.Date(expected), HolidayRules.DateOf(new() { Name = "Easter", Easter = 0 }, Given.Date(expected).Year));

    [Theory]
    [InlineData(-2, "2026-04-03")] // Good Friday
    [InlineData(1, "2026-04-06")]
    [InlineData(39, "2026-05-14")] // Ascension
    [InlineData(-100, "2025-12-26")]
    public void DateOf_CountsDaysFromEaster(int days, string expected) =>
        Assert.Equal(Given.Date(expected), HolidayRules.DateOf(new() { Name = "day", Easter = days }, 2026));

    [Fact]
    public void Easter_IsASundayFrom22MarchTo25April() => Gen.Int[1583, 9998].Sample(year =>
    {
        var easter = HolidayRules.DateOf(new() { Name = "Easter", Easter = 0 }, year)!.Value;
        Assert.Equal(IsoDayOfWeek.Sunday, easter.DayOfWeek);
        Assert.InRange(easter, new(year, 3, 22), new(year, 4, 25));
    });

    [Theory]
    [InlineData(2020, false)]
    [InlineData(2021, true)]
    [InlineData(2023, true)]
    [InlineData(2024, false)]
    public void DateOf_HoldsFromFirstYearToLast(int year, bool holds) =>
        Assert.Equal(holds, HolidayRules.DateOf(new() { Name = "short-lived", Month = 6, Day = 19, From = 2021, Until = 2023 }, year) is not null);

    public static TheoryData<HolidayRule> Senseless =>
    [
        new HolidayRule { Name = "nothing" },
        new HolidayRule { Name = "month only", Month = 1 },
        new HolidayRule { Name = "weekday without nth", Month = 1, Weekday = DayOfWeek.Monday },
        new HolidayRule { Name = "nth without weekday", Month = 1, Nth = 1 },
        new HolidayRule { Name = "no month", Day = 1 },
        new HolidayRule { Name = "zeroth", Month = 1, Weekday = DayOfWeek.Monday, Nth = 0 },
        new HolidayRule { Name = "thirteenth month", Month = 13, Day = 1 },
        new HolidayRule { Name = "two ways", Month = 1, Day = 1, Weekday = DayOfWeek.Monday, Nth = 1 },
        new HolidayRule { Name = "easter too", Month = 1, Day = 1, Easter = 0 },
    ];

    [Theory, MemberData(nameof(Senseless))]
    public void DateOf_Null_WhenRuleHasAProblem(HolidayRule rule)
    {
        Assert.NotNull(HolidayRules.ProblemOf(rule));
        Assert.Null(HolidayRules.DateOf(rule, 2026));
    }
}
