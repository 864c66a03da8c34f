using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;

namespace Reconciler.Core.Time;

/// <summary>The business days and holidays of one year, counted once so that questions are look-ups.</summary>
internal sealed class BusinessYear
{
    // How many business days of the year lie before its n-th day.
    private readonly int[] _countBefore = new int[368];

    private BusinessYear(List<LocalDate> days, Dictionary<LocalDate, string> holidays)
    {
        Days = [.. days];
        Holidays = holidays;
        foreach (var day in Days)
        {
            _countBefore[day.DayOfYear + 1] = 1;
        }

        for (var day = 1; day < _countBefore.Length; day++)
        {
            _countBefore[day] += _countBefore[day - 1];
        }
    }

    /// <summary>Business days in order.</summary>
    public LocalDate[] Days { get; }

    /// <summary>Names of the holidays, weekends included.</summary>
    public IReadOnlyDictionary<LocalDate, string> Holidays { get; }

    public static BusinessYear Of(int year, ImmutableArray<IsoDayOfWeek> weekdays, ImmutableArray<HolidayCalendarSpec> calendars)
    {
        var holidays = new Dictionary<LocalDate, string>();
        foreach (var (date, name) in calendars.SelectMany(calendar => HolidayDates.In(year, calendar)))
        {
            holidays.TryAdd(date, name);
        }

        var (first, length) = (new LocalDate(year, 1, 1), CalendarSystem.Iso.GetDaysInYear(year));
        var days = new List<LocalDate>(length);
        for (var i = 0; i < length; i++)
        {
            var day = first.PlusDays(i);
            if (weekdays.Contains(day.DayOfWeek) && !holidays.ContainsKey(day))
            {
                days.Add(day);
            }
        }

        return new(days, holidays);
    }

    public bool IsBusinessDay(LocalDate date) => _countBefore[date.DayOfYear + 1] > _countBefore[date.DayOfYear];

    public int CountBefore(LocalDate date) => _countBefore[date.DayOfYear];
}
