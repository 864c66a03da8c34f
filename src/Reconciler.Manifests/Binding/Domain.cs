using NodaTime;
using Reconciler.Core.Releases;
using Reconciler.Core.Time;

namespace Reconciler.Manifests.Binding;

/// <summary>The checks of text that the core knows best, in one place.</summary>
internal static class Domain
{
    /// <summary>Whether the tz database has the zone.</summary>
    public static bool IsZone(string text) => IanaZones.TryGet(text) is not null;

    /// <summary>What to write for something that is no zone.</summary>
    public static string AdviseZone(string text) =>
        Spelling.Nearest(text, DateTimeZoneProviders.Tzdb.Ids) is { } near ? $"did you mean '{near}'?" : "write area and city, as in 'America/New_York'";

    /// <summary>Whether it is a five-field cron expression.</summary>
    public static bool IsCron(string text) => CronSchedule.IsValid(text, out _);

    /// <summary>What is wrong with something that is no cron expression.</summary>
    public static string AdviseCron(string text) => CronSchedule.IsValid(text, out var problem) ? "" : problem;

    /// <summary>Whether it is a release or build of an application.</summary>
    public static bool IsVersion(string text) => ReleaseVersion.TryParse(text, out _);
}
