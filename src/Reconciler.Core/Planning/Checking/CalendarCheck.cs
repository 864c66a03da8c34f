using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Reconciler.Core.Planning.Scheduling;
using Reconciler.Core.Policy;
using Reconciler.Core.Time;

namespace Reconciler.Core.Planning.Checking;

/// <summary>Warns where lead times were counted with a holiday calendar past the last date that it speaks of.</summary>
internal static class CalendarCheck
{
    /// <summary>Reports the calendars that were read too far.</summary>
    public static void Run(World world, ImmutableArray<Decision> decisions, Findings findings)
    {
        foreach (var (through, read) in ReadPast(decisions))
        {
            foreach (var calendar in world.Snapshot.Calendars.Where(calendar => calendar.Value.Spec.ValidThrough == through.ToDateOnly()))
            {
                findings.Note(
                    PlanReasons.CalendarExpired,
                    Severity.Warning,
                    new("spec.validThrough", $"calendar {calendar.Key.Name} speaks of dates through {Date(through)}, and was read for a window of {Date(read)}", "add the holidays of the next years and raise validThrough"),
                    Subject.Of(calendar));
            }
        }
    }

    private static IEnumerable<(LocalDate Through, LocalDate Read)> ReadPast(ImmutableArray<Decision> decisions)
    {
        var latest = new Dictionary<BusinessCalendar, Instant>(ReferenceEqualityComparer.Instance);
        foreach (var decision in decisions)
        {
            if (decision is { Placement: { } placement, State: Api.EntryState.Scheduled or Api.EntryState.Announced } && !placement.Change.IsEmergency)
            {
                var known = latest.GetValueOrDefault(placement.Site.Calendar, Instant.MinValue);
                latest[placement.Site.Calendar] = Instant.Max(known, placement.Start);
            }
        }

        return latest
            .Where(pair => pair.Key.ValidThrough is { } through && pair.Value > through.PlusDays(1).AtMidnight().InUtc().ToInstant())
            .Select(pair => (Through: pair.Key.ValidThrough!.Value, Read: pair.Value.InUtc().Date))
            .GroupBy(pair => pair.Through)
            .Select(group => (group.Key, group.Max(pair => pair.Read)));
    }

    private static string Date(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}
