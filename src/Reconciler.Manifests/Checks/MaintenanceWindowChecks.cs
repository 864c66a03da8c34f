using Reconciler.Api;
using Reconciler.Core.Time;

namespace Reconciler.Manifests.Checks;

/// <summary>Checks of one maintenance window.</summary>
internal static class MaintenanceWindowChecks
{
    // An instance has one window a day. Twice that leaves room for whoever meant something that we do not know; what names each minute by a slip of the hand
    // is 86,400 changes, and would stop everybody's.
    private const int MostStarts = 120;
    private const int Days = 60;

    /// <summary>Runs them.</summary>
    public static void Run(MaintenanceWindowSpec spec, Report report)
    {
        RequireOneTime(spec, report);
        RequireFewStarts(spec.Schedule, report);
        Spans.RequireOrder(spec.Earliest, "earliest", spec.Latest, "latest", report);
        Names.RequireUnique(spec.DataCenters, "spec.dataCenters", "", report);

        var selector = spec.Schedule is null ? Selector.None : Selector.Occurrence;
        RecordSelectors.Require(selector, spec.Moves, "spec.moves", report);
        RecordSelectors.Require(selector, spec.Announced, "spec.announced", report);
        RecordSelectors.Require(selector, spec.Outcomes, "spec.outcomes", report);

        if (spec.Certificate is not null && spec.Category != ChangeCategory.Certificate)
        {
            report(ReadProblems.Contradiction, "spec.certificate", "'spec.certificate' is given, but the category is not certificate", "write 'category: certificate', or remove 'certificate'");
        }
    }

    // What is no cron is said where it is read.
    private static void RequireFewStarts(string? schedule, Report report)
    {
        if (CronSchedule.IsValid(schedule, out _) && CronSchedule.IsDenser(schedule!, MostStarts, Days))
        {
            report(
                ReadProblems.OutOfRange,
                "spec.schedule",
                $"'spec.schedule' is '{schedule}', which gives more than {MostStarts} starts within {Days} days",
                "a window comes once a day at most: name one minute and one hour, as '0 22 * * 2' does for each Tuesday at 22:00");
        }
    }

    private static void RequireOneTime(MaintenanceWindowSpec spec, Report report)
    {
        var given = new List<string>();
        given.AddRange(spec.Start is null ? [] : ["start"]);
        given.AddRange(spec.Earliest is null && spec.Latest is null ? [] : [spec.Earliest is null ? "latest" : "earliest"]);
        given.AddRange(spec.Schedule is null ? [] : ["schedule"]);

        if (given.Count > 1)
        {
            report(ReadProblems.Contradiction, "spec." + given[1], $"'spec.{given[1]}' and 'spec.{given[0]}' exclude each other", "keep exactly one of: start; earliest and latest; schedule");
        }
        else if (given.Count == 0 && spec.Emergency is null)
        {
            report(ReadProblems.MissingField, "spec", "the window says neither when it starts nor between what", "add one of: 'start'; 'earliest' and 'latest'; 'schedule'");
        }
    }
}
