using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using NodaTime;

namespace Reconciler.Core.Time;

/// <summary>The one way instants and durations look in texts for people.</summary>
public static class Describe
{
    private static readonly ImmutableArray<string> Weekdays = ["", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    /// <summary>An instant on the clock of a zone, to the minute that has begun.</summary>
    /// <param name="instant">The instant.</param>
    /// <param name="zone">The zone.</param>
    /// <returns>Such as <c>Tue 2026-12-15 21:00 EST</c>.</returns>
    public static string Local(Instant instant, DateTimeZone zone)
    {
        var local = WallClock.Read(instant, zone);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Weekdays[(int)local.DayOfWeek]} {local.Year:D4}-{local.Month:D2}-{local.Day:D2} {local.Hour:D2}:{local.Minute:D2} {local.GetZoneInterval().Name}");
    }

    /// <summary>An instant in UTC, to the minute that has begun.</summary>
    /// <param name="instant">The instant.</param>
    /// <returns>Such as <c>Tue 2026-12-01 09:00 UTC</c>.</returns>
    public static string Utc(Instant instant) => Local(instant, DateTimeZone.Utc);

    /// <summary>A duration in days, hours, minutes and seconds, as it is written in YAML.</summary>
    /// <param name="duration">A duration; parts of a second are dropped.</param>
    /// <returns>Such as <c>4h30m</c> or <c>7d</c>; <c>0s</c> for none; with a leading minus where it is negative.</returns>
    public static string Duration(TimeSpan duration)
    {
        var text = new StringBuilder();
        Append(duration.Days, 'd');
        Append(duration.Hours, 'h');
        Append(duration.Minutes, 'm');
        Append(duration.Seconds, 's');
        return text.Length == 0 ? "0s" : duration < TimeSpan.Zero ? $"-{text}" : text.ToString();

        void Append(int count, char unit)
        {
            if (count != 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"{Math.Abs(count)}{unit}");
            }
        }
    }
}
