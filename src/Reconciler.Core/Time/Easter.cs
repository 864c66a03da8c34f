using NodaTime;

namespace Reconciler.Core.Time;

/// <summary>Easter of the western churches.</summary>
internal static class Easter
{
    /// <summary>Easter Sunday: the Sunday after the ecclesiastical full moon of spring (the Gregorian computus of Meeus, Jones and Butcher).</summary>
    public static LocalDate Sunday(int year)
    {
        var golden = year % 19;
        var (century, ofCentury) = (year / 100, year % 100);
        var moonShift = (century - ((century + 8) / 25) + 1) / 3;
        var epact = ((19 * golden) + century - (century / 4) - moonShift + 15) % 30;
        var toSunday = (32 + (2 * (century % 4)) + (2 * (ofCentury / 4)) - epact - (ofCentury % 4)) % 7;
        var exception = (golden + (11 * epact) + (22 * toSunday)) / 451;
        var day = epact + toSunday - (7 * exception) + 114;
        return new(year, day / 31, (day % 31) + 1);
    }
}
