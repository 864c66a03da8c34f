using NodaTime;
using NodaTime.Extensions;
using Reconciler.Api;

namespace Reconciler.Core.Time;

/// <summary>What one yearly rule says of one year.</summary>
internal static class HolidayRules
{
    /// <summary>
    /// The day of a rule in a year, before any shift. Null where the rule does not hold in that year, where the year has no such date
    /// (29 February, a fifth Monday), and for a rule that says in no one form which day it means.
    /// </summary>
    public static LocalDate? DateOf(HolidayRule rule, int year) =>
        year is < 1 or > 9998 || year < rule.From || year > rule.Until ? null : rule switch
        {
            { Easter: { } days, Month: null, Day: null, Weekday: null, Nth: null } => Easter.Sunday(year).PlusDays(days),
            { Month: >= 1 and <= 12 and var month, Day: { } day, Easter: null, Weekday: null, Nth: null } => OnDay(year, month, day),
            { Month: >= 1 and <= 12 and var month, Weekday: { } weekday, Nth: (-1 or (>= 1 and <= 5)) and var nth, Easter: null, Day: null } =>
                NthWeekday(year, month, weekday.ToIsoDayOfWeek(), nth),
            _ => null,
        };

    private static LocalDate? OnDay(int year, int month, int day) =>
        day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month) ? new LocalDate(year, month, day) : null;

    private static LocalDate? NthWeekday(int year, int month, IsoDayOfWeek weekday, int nth)
    {
        var first = new LocalDate(year, month, 1);
        var date = nth < 0
            ? first.With(DateAdjusters.EndOfMonth).With(DateAdjusters.PreviousOrSame(weekday))
            : first.With(DateAdjusters.NextOrSame(weekday)).PlusWeeks(nth - 1);
        return date.Month == month ? date : null;
    }
}
