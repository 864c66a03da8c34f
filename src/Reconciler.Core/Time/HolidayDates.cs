using NodaTime;
using Reconciler.Api;

namespace Reconciler.Core.Time;

/// <summary>The holidays of one calendar in one year.</summary>
internal static class HolidayDates
{
    /// <summary>By date, with names; a holiday that is observed on another day stands on both.</summary>
    public static IEnumerable<KeyValuePair<LocalDate, string>> In(int year, HolidayCalendarSpec calendar)
    {
        var names = new Dictionary<LocalDate, string>();
        foreach (var holiday in calendar.Dates)
        {
            names.TryAdd(LocalDate.FromDateOnly(holiday.Date), holiday.Name);
        }

        var found = Find(year, calendar).OrderBy(found => found.Date).ToList();
        foreach (var holiday in found)
        {
            names.TryAdd(holiday.Date, holiday.Rule.Name);
        }

        // In the order of dates, so that of two on a weekend (25 and 26 December) the earlier takes the earlier free day.
        foreach (var holiday in found)
        {
            names.TryAdd(Observed(holiday.Date, holiday.Rule.Shift, names), holiday.Rule.Name);
        }

        return names.Where(holiday => holiday.Key.Year == year);
    }

    // The neighbours too: 1 January on a Saturday is observed on 31 December.
    private static IEnumerable<Found> Find(int year, HolidayCalendarSpec calendar)
    {
        for (var near = year - 1; near <= year + 1; near++)
        {
            foreach (var rule in calendar.Rules)
            {
                if (HolidayRules.DateOf(rule, near) is { } date)
                {
                    yield return new(rule, date);
                }
            }
        }
    }

    private sealed record Found(HolidayRule Rule, LocalDate Date);

    private static LocalDate Observed(LocalDate date, HolidayShift shift, Dictionary<LocalDate, string> taken) => (shift, date.DayOfWeek) switch
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
