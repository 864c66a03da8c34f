using Reconciler.Api;
using Reconciler.Core.Time;

namespace Reconciler.Core.Tests.Time;

/// <summary>Calendars whose dates everybody can look up; the shipped ones are YAML and have tests of their own.</summary>
internal static class Calendars
{
    public static HolidayCalendarSpec UnitedStates { get; } = new()
    {
        ValidThrough = new(2030, 12, 31),
        Rules =
        [
            Day("New Year", 1, 1, HolidayShift.Nearest),
            Weekday("King", 1, DayOfWeek.Monday, 3),
            Weekday("Washington", 2, DayOfWeek.Monday, 3),
            Weekday("Memorial", 5, DayOfWeek.Monday, -1),
            Day("Juneteenth", 6, 19, HolidayShift.Nearest),
            Day("Independence", 7, 4, HolidayShift.Nearest),
            Weekday("Labor", 9, DayOfWeek.Monday, 1),
            Weekday("Columbus", 10, DayOfWeek.Monday, 2),
            Day("Veterans", 11, 11, HolidayShift.Nearest),
            Weekday("Thanksgiving", 11, DayOfWeek.Thursday, 4),
            Day("Christmas", 12, 25, HolidayShift.Nearest),
        ],
    };

    public static HolidayCalendarSpec GoldenWeek { get; } = new()
    {
        Rules =
        [
            Day("Showa", 4, 29, HolidayShift.SundayNext),
            Day("Constitution", 5, 3, HolidayShift.SundayNext),
            Day("Greenery", 5, 4, HolidayShift.SundayNext),
            Day("Children", 5, 5, HolidayShift.SundayNext),
        ],
    };

    public static HolidayCalendarSpec England { get; } = new()
    {
        Rules =
        [
            Day("New Year", 1, 1, HolidayShift.Next),
            Day("Boxing", 12, 26, HolidayShift.Next),
            Day("Christmas", 12, 25, HolidayShift.Next),
        ],
    };

    public static BusinessCalendar Business(params HolidayCalendarSpec[] calendars) => BusinessCalendar.Of(Given.MondayToFriday, calendars);

    public static HolidayRule Day(string name, int month, int day, HolidayShift shift = HolidayShift.None) =>
        new() { Name = name, Month = month, Day = day, Shift = shift };

    private static HolidayRule Weekday(string name, int month, DayOfWeek weekday, int nth) =>
        new() { Name = name, Month = month, Weekday = weekday, Nth = nth };
}
