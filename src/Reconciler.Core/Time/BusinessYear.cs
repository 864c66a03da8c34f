using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;

namespace Reconciler.Core.Time;

/// <summary>The business days and holidays of one year, counted once so that questions are look-ups.</summary>
internal sealed class BusinessYear
{
    // How many business days of the year lie before its n-th day.
    private readonly int[] _countBefore = new int[368];

    private BusinessYear(IEnumerable<LocalDate> days, FrozenDictionary<LocalDate, string> holidays)
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
    public FrozenDictionary<LocalDate, string> Holidays { get; }

    public static BusinessYear Of(int year, FrozenSet<IsoDayOfWeek> weekdays, ImmutableArray<HolidayCalendarSpec> calendars)
    {
        var holidays = new Dictionary<LocalDate, string>();
        foreach (var (date, name) in calendars.SelectMany(calendar => HolidayDates.In(year, calendar)))
        {
            holidays.TryAdd(date, name);
        }

        var first = new LocalDate(year, 1, 1);
        var days = Enumerable.Range(0, CalendarSystem.Iso.GetDaysInYear(year)).Select(first.PlusDays);
        return new(days.Where(day => weekdays.Contains(day.DayOfWeek) && !holidays.ContainsKey(day)), holidays.ToFrozenDictionary());
    }

    public bool IsBusinessDay(LocalDate date) => _countBefore[date.DayOfYear + 1] > _countBefore[date.DayOfYear];

    public int CountBefore(LocalDate date) => _countBefore[date.DayOfYear];
}
