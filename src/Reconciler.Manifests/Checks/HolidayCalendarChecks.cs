using Reconciler.Api;

namespace Reconciler.Manifests.Checks;

/// <summary>Checks of one holiday calendar.</summary>
internal static class HolidayCalendarChecks
{
    private const string Forms = "write exactly one of: month and day; month, weekday and nth; easter";

    /// <summary>Runs them.</summary>
    public static void Run(HolidayCalendarSpec spec, Report report)
    {
        foreach (var (index, rule) in spec.Rules.Index())
        {
            Run(rule, $"spec.rules[{index}]", report);
        }
    }

    private static void Run(HolidayRule rule, string path, Report report)
    {
        var given = (rule.Month is not null, rule.Day is not null, rule.Weekday is not null, rule.Nth is not null, rule.Easter is not null);
        if (given is not ((true, true, false, false, false) or (true, false, true, true, false) or (false, false, false, false, true)))
        {
            report(ReadProblems.Contradiction, path, $"'{path}' says in no clear form on which day '{rule.Name}' falls", Forms);
        }

        if (rule.Nth == 0)
        {
            report(ReadProblems.OutOfRange, path + ".nth", $"'{path}.nth' is 0, but has to be 1 to 5, or -1 for the last", "");
        }

        const int LeapYear = 2024;
        if (rule is { Month: { } month, Day: { } day } && day > DateTime.DaysInMonth(LeapYear, month))
        {
            report(ReadProblems.BadDate, path + ".day", $"'{path}.day' is {day}, but month {month} never has so many days", "");
        }

        if (rule is { From: { } from, Until: { } until } && until < from)
        {
            report(ReadProblems.Contradiction, path + ".until", $"'{path}.until' is {until}, before 'from', {from}", "swap or mend them");
        }
    }
}
