using NodaTime;
using NodaTime.Text;
using Reconciler.Api;
using Reconciler.Core.Time;

namespace Reconciler.Core.Tests.Time;

/// <summary>Words of these tests: zones by id, times as people write them, the grids of the policy.</summary>
internal static class Given
{
    public const string NewYork = "America/New_York";
    public const string Berlin = "Europe/Berlin";
    public const string Sydney = "Australia/Sydney";
    public const string Tokyo = "Asia/Tokyo";

    private static readonly LocalDateTimePattern Minute = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    public static readonly DayOfWeek[] MondayToFriday =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    public static DateTimeZone Zone(string id) => IanaZones.TryGet(id)!;

    public static LocalDateTime Clock(string text) => Minute.Parse(text).Value;

    public static LocalDate Date(string text) => LocalDatePattern.Iso.Parse(text).Value;

    public static Instant Utc(string text) => Clock(text).InUtc().ToInstant();

    public static Instant At(string local, string zone) => Clock(local).InZoneStrictly(Zone(zone)).ToInstant();

    /// <summary>The grid of the policy (21:00 to 06:00) in a zone, or with other hours.</summary>
    public static WindowGrid Grid(string zone, string weekday = "0 21 * * 1-5", string weekend = "0 21 * * 0,6", string closes = "06:00") => new()
    {
        Name = "test",
        Zone = zone,
        Weekday = new() { Opens = weekday, Closes = LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(closes).Value.ToTimeOnly() },
        Weekend = new() { Opens = weekend, Closes = LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(closes).Value.ToTimeOnly() },
    };

    public static RegionalWindows Windows(string zone) => new(Grid(zone));

    /// <summary>One window in two words, such as <c>Tue 2026-12-15 21:00 EST to Wed 2026-12-16 06:00 EST</c>.</summary>
    public static string Text(Occurrence? window) =>
        window is null ? "none" : $"{Describe.Local(window.Opens, window.Zone)} to {Describe.Local(window.Closes, window.Zone)}";
}
