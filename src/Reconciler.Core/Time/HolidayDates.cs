using NodaTime;
using Reconciler.Api;

namespace Reconciler.Core.Time;

/// <summary>The holidays of one calendar in one year.</summary>
internal static class HolidayDates
{
    /// <summary>By date, with names; a holiday that is observed on another day stands on both.</summary>
    public static IEnumerable<KeyValuePair<LocalDate, string>> In(int year, HolidayCalendarSpec calendar)
    {
        // The neighbours too: 1 January on a Saturday is observed on 31 December.
        var rules = Enumerable.Range(year - 1, 3)
            .SelectMany(near => calendar.Rules.Select(rule => (Rule: rule, Date: HolidayRules.DateOf(rule, near))))
            .Where(found => found.Date is not null)
            .Select(found => (found.Rule, Date: found.Date!.Value))
            .OrderBy(found => found.Date)
            .ToList();

        var names = new SortedDictionary<LocalDate, string>();
        foreach (var (date, name) in calendar.Dates.Select(holiday => (LocalDate.FromDateOnly(holiday.Date), holiday.Name))
            .Concat(rules.Select(found => (found.Date, found.Rule.Name))))
        {
            names.TryAdd(date, name);
        }

        // In the order of dates, so that of two on a weekend (25 and 26 December) the earlier takes the earlier free day.
        foreach (var (rule, date) in rules)
        {
            names.TryAdd(Observed(date, rule.Shift, names), rule.Name);
        }

        return names.Where(holiday => holiday.Key.Year == year);
    }

    private static LocalDate Observed(LocalDate date, HolidayShift shift, SortedDictionary<LocalDate, string> taken) => (shift, date.DayOfWeek) switch
    {
        (HolidayShift.Nearest, IsoDayOfWeek.Saturday) => date.PlusDays(-1),
        (HolidayShift.Nearest, IsoDayOfWeek.Sunday) => date.PlusDays(1),
        (HolidayShift.Next, IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday) => FirstAfter(date, day => !taken.ContainsKey(day) && !IsWeekend(day)),
        (HolidayShift.SundayNext, IsoDayOfWeek.Sunday) => FirstAfter(date, day => !taken.ContainsKey(day)),
        _ => date,
    };

    private static LocalDate FirstAfter(LocalDate date, Func<LocalDate, bool> isFree)
    {
        do
        {
            date = date.PlusDays(1);
        }
        while (!isFree(date));

        return date;
    }

    private static bool IsWeekend(LocalDate date) => date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday;
}
