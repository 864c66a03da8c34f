using NodaTime;
using Reconciler.Core.Time;

namespace Reconciler.Core.Tests.Time;

/// <summary>Counting business days on, as response targets do (policy, section 8).</summary>
public sealed class BusinessDaysAfterTests
{
    private static readonly BusinessCalendar Weekdays = BusinessCalendar.Of(Given.MondayToFriday, []);

    [Theory]
    [InlineData("2026-12-01 16:00", 1, "2026-12-02 16:00")] // Tuesday
    [InlineData("2026-12-04 16:00", 1, "2026-12-07 16:00")] // Friday
    [InlineData("2026-12-05 16:00", 1, "2026-12-07 16:00")] // Saturday
    [InlineData("2026-12-31 16:00", 1, "2027-01-01 16:00")] // year's end
    [InlineData("2026-10-29 12:00", 3, "2026-11-03 12:00")] // clocks go back on 1 November
    [InlineData("2026-12-04 16:00", 0, "2026-12-04 16:00")]
    public void BusinessDaysAfter_KeepsTheClockTime(string from, int days, string due) =>
        Assert.Equal(Given.At(due, Given.NewYork), LeadTime.BusinessDaysAfter(Given.At(from, Given.NewYork), Given.Zone(Given.NewYork), days, Weekdays));

    [Fact]
    public void After_IsTheInverseOfBefore_OnBusinessDays() => CsCheck.Check.Sample(
        CsCheck.Gen.Select(CsCheck.Gen.Int[0, 20000], CsCheck.Gen.Int[1, 600]),
        (offset, days) =>
        {
            var date = new LocalDate(2000, 1, 1).PlusDays(offset);
            var after = Weekdays.After(date, days);
            return Weekdays.IsBusinessDay(after) && Weekdays.Between(date.PlusDays(1), after.PlusDays(1)) == days;
        });

    [Fact]
    public void After_Ends_WhereThereAreNoBusinessDays() =>
        Assert.Equal(new(9998, 12, 31), BusinessCalendar.Of([], []).After(new(2026, 12, 1), 1));
}
