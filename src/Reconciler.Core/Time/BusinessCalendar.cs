using System.Collections.Concurrent;
using System.Collections.Immutable;
using NodaTime;
using NodaTime.Extensions;
using Reconciler.Api;

namespace Reconciler.Core.Time;

/// <summary>
/// Business days: the weekdays of the policy that no calendar lists. Immutable to the outside and thread-safe; years are worked out once,
/// when first asked for, and every question after that is a look-up.
/// </summary>
public sealed class BusinessCalendar
{
    private static readonly LocalDate Earliest = new(1, 1, 1);
    private static readonly LocalDate Latest = new(9998, 12, 31);

    private readonly ConcurrentDictionary<int, BusinessYear> _years = new();
    private readonly ImmutableArray<IsoDayOfWeek> _weekdays;
    private readonly ImmutableArray<HolidayCalendarSpec> _calendars;

    private BusinessCalendar(ImmutableArray<IsoDayOfWeek> weekdays, ImmutableArray<HolidayCalendarSpec> calendars)
    {
        _weekdays = weekdays;
        _calendars = calendars;
        ValidThrough = calendars.Min(calendar => calendar.ValidThrough) is { } date ? LocalDate.FromDateOnly(date) : null;
    }

    /// <summary>The last date that all calendars speak of; null where none has an end. Later answers miss holidays.</summary>
    public LocalDate? ValidThrough { get; }

    /// <summary>Puts weekdays and calendars together.</summary>
    /// <param name="weekdays">Weekdays of the policy.</param>
    /// <param name="calendars">Holiday calendars; where several list a date, the first names it.</param>
    /// <returns>The business days.</returns>
    public static BusinessCalendar Of(IEnumerable<DayOfWeek> weekdays, IEnumerable<HolidayCalendarSpec> calendars) =>
        new([.. weekdays.Select(day => day.ToIsoDayOfWeek())], [.. calendars]);

    /// <summary>Whether a date is a business day.</summary>
    /// <param name="date">A date.</param>
    /// <returns>True if it is.</returns>
    public bool IsBusinessDay(LocalDate date) => In(date.Year).IsBusinessDay(date);

    /// <summary>What is celebrated on a date.</summary>
    /// <param name="date">A date.</param>
    /// <returns>The name of the holiday, also on a weekend; null where there is none.</returns>
    public string? HolidayOn(LocalDate date) => In(date.Year).Holidays.GetValueOrDefault(date);

    /// <summary>Counts business days back.</summary>
    /// <param name="date">The date to count from; not counted itself.</param>
    /// <param name="businessDays">How many; not negative.</param>
    /// <returns>The n-th business day before the date; the date itself for 0; 1 January of the year 1 where there are not so many.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="businessDays"/> is negative.</exception>
    public LocalDate Before(LocalDate date, int businessDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(businessDays);
        if (businessDays == 0)
        {
            return date;
        }

        var year = date.Year;
        var earlier = In(year).CountBefore(date);
        while (earlier < businessDays)
        {
            if (year <= Earliest.Year || _weekdays.IsEmpty)
            {
                return Earliest;
            }

            businessDays -= earlier;
            earlier = In(--year).Days.Length;
        }

        return In(year).Days[earlier - businessDays];
    }

    /// <summary>Counts business days on.</summary>
    /// <param name="date">The date to count from; not counted itself.</param>
    /// <param name="businessDays">How many; not negative.</param>
    /// <returns>The n-th business day after the date; the date itself for 0; 31 December 9998 where there are not so many.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="businessDays"/> is negative.</exception>
    public LocalDate After(LocalDate date, int businessDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(businessDays);
        if (businessDays == 0 || date >= Latest)
        {
            return date;
        }

        var index = In(date.Year).CountBefore(date) + (IsBusinessDay(date) ? 1 : 0) + businessDays - 1;
        for (var year = date.Year; year <= Latest.Year && !_weekdays.IsEmpty; year++)
        {
            var days = In(year).Days;
            if (index < days.Length)
            {
                return days[index];
            }

            index -= days.Length;
        }

        return Latest;
    }

    /// <summary>Counts business days in a span.</summary>
    /// <param name="from">First date, included.</param>
    /// <param name="to">End, not included.</param>
    /// <returns>How many; 0 where the end is not after the begin.</returns>
    public int Between(LocalDate from, LocalDate to)
    {
        if (to <= from)
        {
            return 0;
        }

        var count = In(to.Year).CountBefore(to) - In(from.Year).CountBefore(from);
        for (var year = from.Year; year < to.Year; year++)
        {
            count += In(year).Days.Length;
        }

        return count;
    }

    private BusinessYear In(int year) =>
        _years.GetOrAdd(year, static (year, self) => BusinessYear.Of(year, self._weekdays, self._calendars), this);
}
