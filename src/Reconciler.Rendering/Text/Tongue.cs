using System.Globalization;
using NodaTime;

namespace Reconciler.Rendering.Text;

/// <summary>How a language writes dates. Small tables of our own: a machine's culture must not change a notice.</summary>
internal abstract class Tongue
{
    private static readonly Tongue English = new EnglishTongue();
    private static readonly Tongue Chinese = new ChineseTongue();
    private static readonly Tongue Plain = new PlainTongue();

    /// <summary>The tongue of a language tag; ISO dates for one that has no table here.</summary>
    public static Tongue Of(string language) =>
        language.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? English
        : language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese
        : Plain;

    /// <summary>A date with its weekday.</summary>
    public abstract string Date(LocalDate date);

    /// <summary>A date, a time and a zone.</summary>
    public virtual string Point(Instant instant, DateTimeZone zone)
    {
        var local = instant.InZone(zone);
        return $"{Date(local.Date)}{Gap}{Clock(local)} {ZoneOf(local)}";
    }

    /// <summary>From a start to an end; the date is said once where it is the same, the zone once where it is.</summary>
    public virtual string Span(Instant start, Instant end, DateTimeZone zone)
    {
        var (from, to) = (start.InZone(zone), end.InZone(zone));
        var first = ZoneOf(from) == ZoneOf(to) ? "" : $" {ZoneOf(from)}";
        var second = from.Date == to.Date ? Clock(to) : $"{Date(to.Date)}{Gap}{Clock(to)}";
        return $"{Date(from.Date)}{Gap}{Clock(from)}{first} {To} {second} {ZoneOf(to)}";
    }

    /// <summary>The word between a start and an end.</summary>
    protected virtual string To => "–";

    /// <summary>What stands between a date and a time.</summary>
    protected virtual string Gap => " ";

    /// <summary>The zone of a time.</summary>
    protected virtual string ZoneOf(ZonedDateTime local) => Abbreviation(local);

    /// <summary>Hours and minutes.</summary>
    protected static string Clock(ZonedDateTime local) => local.ToString("HH':'mm", CultureInfo.InvariantCulture);

    /// <summary>What the zone calls itself then: EST, CEST, UTC, or an offset.</summary>
    protected static string Abbreviation(ZonedDateTime local) =>
        local.Zone == DateTimeZone.Utc ? "UTC"
        : local.GetZoneInterval().Name is var name && char.IsAsciiLetter(name[0]) ? name
        : $"UTC{name}";

    private sealed class EnglishTongue : Tongue
    {
        private static readonly string[] Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
        private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

        protected override string To => "to";

        public override string Date(LocalDate date) =>
            string.Create(CultureInfo.InvariantCulture, $"{Days[(int)date.DayOfWeek - 1]} {date.Day} {Months[date.Month - 1]} {date.Year}");
    }

    private sealed class ChineseTongue : Tongue
    {
        private static readonly string[] Days = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];

        protected override string To => "至";

        protected override string Gap => "";

        // In China CST is the time of China: the offset tells the others apart.
        protected override string ZoneOf(ZonedDateTime local) =>
            Abbreviation(local) is var name && name.StartsWith("UTC", StringComparison.Ordinal) ? name
            : string.Create(CultureInfo.InvariantCulture, $"{name}（UTC{local.Offset.ToString("+H", CultureInfo.InvariantCulture)}{local.Offset.ToString("':'mm", CultureInfo.InvariantCulture).Replace(":00", "", StringComparison.Ordinal)}）");

        public override string Date(LocalDate date) =>
            string.Create(CultureInfo.InvariantCulture, $"{date.Year}年{date.Month}月{date.Day}日（{Days[(int)date.DayOfWeek - 1]}）");
    }

    private sealed class PlainTongue : Tongue
    {
        public override string Date(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
    }
}
