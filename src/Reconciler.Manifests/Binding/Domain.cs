using NodaTime;
using Reconciler.Core.Releases;
using Reconciler.Core.Time;

namespace Reconciler.Manifests.Binding;

/// <summary>The checks of text that the core knows best, in one place.</summary>
internal static class Domain
{
    // After 28 years dates fall on the same weekdays again, 29 February too.
    private static readonly LocalDateTime Cycle = new(2000, 1, 1, 0, 0);

    /// <summary>Whether the tz database has the zone.</summary>
    public static bool IsZone(string text) => IanaZones.TryGet(text) is not null;

    /// <summary>What to write for something that is no zone.</summary>
    public static string AdviseZone(string text) =>
        Spelling.Nearest(text, DateTimeZoneProviders.Tzdb.Ids) is { } near ? $"did you mean '{near}'?" : "write area and city, as in 'America/New_York'";

    /// <summary>Whether it is a five-field cron expression that names a time which ever comes: 30 February does not.</summary>
    public static bool IsCron(string text) => CronSchedule.IsValid(text, out _) && CronSchedule.Between(text, Cycle, Cycle.PlusYears(28)).Any();

    /// <summary>What is wrong with something that is no cron expression.</summary>
    public static string AdviseCron(string text) => CronSchedule.IsValid(text, out var problem)
        ? "it names a day that never comes"
        : problem.Replace("The given cron expression has an invalid format. ", "", StringComparison.Ordinal);

    /// <summary>Whether it is a release or build of an application.</summary>
    public static bool IsVersion(string text) => ReleaseVersion.TryParse(text, out _);
}
