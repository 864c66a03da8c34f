using NodaTime;
using NodaTime.Extensions;
using Reconciler.Api;

namespace Reconciler.Core.Time;

/// <summary>What one yearly rule says of one year.</summary>
public static class HolidayRules
{
    /// <summary>The day of a rule in a year, before any shift.</summary>
    /// <param name="rule">A rule.</param>
    /// <param name="year">A year from 1 to 9998.</param>
    /// <returns>
    /// The date; null where the rule does not hold in that year, where the year has no such date (29 February, a fifth Monday), and for
    /// a rule that <see cref="ProblemOf"/> objects to.
    /// </returns>
    public static LocalDate? DateOf(HolidayRule rule, int year)
    {
        if (year is < 1 or > 9998 || year < rule.From || year > rule.Until || ProblemOf(rule) is not null)
        {
            return null;
        }

        return rule switch
        {
            { Easter: { } days } => Easter.Sunday(year).PlusDays(days),
            { Weekday: { } weekday } => NthWeekday(year, rule.Month!.Value, weekday.ToIsoDayOfWeek(), rule.Nth!.Value),
            _ => OnDay(year, rule.Month!.Value, rule.Day!.Value),
        };
    }

    /// <summary>What is wrong with a rule as a whole; the ranges of its single fields are checked where it is read.</summary>
    /// <param name="rule">A rule.</param>
    /// <returns>A sentence without its full stop, or null when nothing is.</returns>
    public static string? ProblemOf(HolidayRule rule) => rule switch
    {
        null => "there is no rule",
        { Easter: not null, Month: null, Day: null, Weekday: null, Nth: null } => null,
        { Month: >= 1 and <= 12, Day: not null, Easter: null, Weekday: null, Nth: null } => null,
        { Month: >= 1 and <= 12, Weekday: not null, Nth: -1 or (>= 1 and <= 5), Easter: null, Day: null } => null,
        _ => "a rule has exactly one of: month and day; month, weekday and nth (1 to 5, or -1 for the last); easter",
    };

    private static LocalDate? OnDay(int year, int month, int day) =>
        day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month) ? new LocalDate(year, month, day) : null;

    private static LocalDate? NthWeekday(int year, int month, IsoDayOfWeek weekday, int nth)
    {
        var date = nth < 0
            ? new LocalDate(year, month, 1).With(DateAdjusters.EndOfMonth).With(DateAdjusters.PreviousOrSame(weekday))
            : new LocalDate(year, month, 1).With(DateAdjusters.NextOrSame(weekday)).PlusWeeks(nth - 1);
        return date.Month == month ? date : null;
    }
}
