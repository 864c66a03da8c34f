using Cronos;
using NodaTime;

namespace Reconciler.Manifests.Binding;

/// <summary>The checks of text that the core knows best, in one place.</summary>
internal static class Domain
{
    /// <summary>Whether the tz database has the zone.</summary>
    public static bool IsZone(string text) => DateTimeZoneProviders.Tzdb.Ids.Contains(text);

    /// <summary>What to write for something that is no zone.</summary>
    public static string AdviseZone(string text) =>
        Spelling.Nearest(text, DateTimeZoneProviders.Tzdb.Ids) is { } near ? $"did you mean '{near}'?" : "write area and city, as in 'America/New_York'";

    /// <summary>Whether it is a five-field cron expression.</summary>
    public static bool IsCron(string text) => CronExpression.TryParse(text, CronFormat.Standard, out _);

    /// <summary>What to write for something that is no cron expression.</summary>
    public static string AdviseCron(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length switch
    {
        5 => "fields: minute, hour, day of month, month, day of week",
        var count => $"it has {count} fields; write minute, hour, day of month, month, day of week",
    };

    /// <summary>Whether it is a release or build of an application.</summary>
    public static bool IsVersion(string text) => text.Length is > 0 and <= 40 && text.Any(char.IsAsciiDigit);
}
