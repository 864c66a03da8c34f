using NodaTime;
using Reconciler.Core.Inventory;
using Reconciler.Core.Policy;
using Reconciler.Core.Policy.Rules;
using Reconciler.Core.Time;

namespace Reconciler.Core.Planning.Scheduling;

/// <summary>
/// Finds the first feasible place of a change: steps of a quarter-hour from the opening of each window whose lead time still stands,
/// so that the whole change fits before the close and no rule objects (design: <i>Choosing a start</i>). A rule that objects says
/// from when on it would not, and the search goes on from there.
/// </summary>
/// <param name="world">The pass.</param>
/// <param name="findings">Knows the waivers.</param>
internal sealed class SlotSearch(World world, Findings findings)
{
    private readonly Dictionary<(RegionalWindows, BusinessCalendar, bool), Instant> _frontiers = [];
    private readonly Duration _step = Duration.FromTimeSpan(world.Policy.Scheduling.Step);
    private readonly Duration _horizon = Duration.FromTimeSpan(world.Policy.Scheduling.Horizon);

    /// <summary>The first feasible place.</summary>
    /// <param name="change">The change; a start that it declares is not looked at.</param>
    /// <param name="site">Its site.</param>
    /// <param name="notBefore">No start before this; null: no bound but the change's own.</param>
    /// <param name="tally">Counts why windows were refused; null: nobody wants to know.</param>
    /// <returns>Null where there is none.</returns>
    public Interval? Find(Change change, Site site, Instant? notBefore = null, Tally? tally = null)
    {
        var (first, second) = site.RegionsOf(change.Applications);
        var lower = Lower(change, site, notBefore);
        Instant? upper = change.Window.Latest is { } latest ? site.EndOf(latest, change.Applications) : null;
        var frontier = Frontier(change, site, first.Windows);
        foreach (var window in From(first.Windows, lower))
        {
            if (upper is { } end ? window.Opens >= end : !world.Moment.Reached(window.Opens - _horizon))
            {
                return null;
            }

            if (window.Kind == WindowKind.Weekend && !world.MayUseWeekends(change))
            {
                tally?.Add(Win002.Rule, "weekend window");
                continue;
            }

            if (window.Opens < frontier)
            {
                tally?.Add(change.IsCallingAffecting ? Not001.Rule : Not002.Rule, "too soon to be told in time");
                continue;
            }

            var room = new Interval(Instant.Max(window.Opens, lower), Instant.Max(Instant.Max(window.Opens, lower), Instant.Min(window.Closes, upper ?? window.Closes)));
            if ((second is null ? In(change, site, window, room, tally) : InShared(change, site, window, room, second.Windows, tally)) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private Interval? InShared(Change change, Site site, Occurrence window, Interval room, RegionalWindows second, Tally? tally)
    {
        foreach (var part in Shared(room, second))
        {
            if (In(change, site, window, part, tally) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private Interval? In(Change change, Site site, Occurrence window, Interval room, Tally? tally)
    {
        if (room.Start + change.Duration > room.End)
        {
            tally?.Add(Win001.Rule, $"less than {Describe.Duration(change.Window.Duration)} left");
        }

        for (var start = Align(room.Start, window.Opens); start + change.Duration <= room.End;)
        {
            var placement = new Placement(change, new(start, start + change.Duration), site);
            if (Objection(placement, tally) is not { } freeFrom)
            {
                // Asked only to be woken: once this start is over, the search gives a later one.
                _ = world.Moment.Passed(start);
                return placement.Span;
            }

            // An answer that is not later than the candidate would turn the search in a circle.
            start = freeFrom >= room.End ? room.End : Align(Instant.Max(freeFrom, start + _step), window.Opens);
        }

        return null;
    }

    private Instant? Objection(Placement placement, Tally? tally)
    {
        foreach (var rule in RuleTable.OfSearch)
        {
            if (rule.OfPlacement!(placement, world) is { Severity: Severity.Error } obstacle
                && (placement.Change.Annotations.Count == 0 || findings.WaiverOf(rule, Subject.Of(placement.Change)) is null))
            {
                tally?.Add(rule, rule.Describe!(placement, obstacle, world).Short ?? rule.Title);
                return obstacle.FreeFrom;
            }
        }

        if (placement.Change.Wave is { Wave.MaxConcurrent: { } limit } wave && world.Timetable.WaveReaches(wave, placement.Span, limit) is { } load)
        {
            tally?.Add(null, $"wave {wave.Wave.Name} runs {limit} at a time");
            return load.Until;
        }

        return null;
    }

    // Deadlines grow with openings: what is too soon for one change is too soon for each with the same clock and calendar.
    private Instant Frontier(Change change, Site site, RegionalWindows windows)
    {
        if (change.IsEmergency || (!change.IsCallingAffecting && findings.WaiverOf(Not002.Rule, Subject.Of(change)) is not null))
        {
            return Instant.MinValue;
        }

        var key = (windows, site.Calendar, change.IsCallingAffecting);
        if (!_frontiers.TryGetValue(key, out var frontier))
        {
            _frontiers[key] = frontier = From(windows, world.Moment.Now)
                .First(window => world.NoticeDeadline(change, site, window.Opens) is not { } deadline || !world.Moment.Passed(deadline - world.Settle))
                .Opens;
        }

        return frontier;
    }

    private Instant Lower(Change change, Site site, Instant? notBefore)
    {
        var earliest = change.Window.Earliest is { } declared ? site.StartOf(declared, change.Applications) : null;
        return Instant.Max(world.Moment.Now, Instant.Max(earliest ?? Instant.MinValue, notBefore ?? Instant.MinValue));
    }

    private Instant Align(Instant instant, Instant opening)
    {
        var steps = Math.Ceiling((instant - opening) / _step);
        return opening + (_step * (long)steps);
    }

    private static IEnumerable<Occurrence> From(RegionalWindows windows, Instant instant) =>
        windows.At(instant) is { } open && open.Opens < instant ? windows.From(instant).Prepend(open) : windows.From(instant);

    private static IEnumerable<Interval> Shared(Interval room, RegionalWindows windows)
    {
        foreach (var window in From(windows, room.Start).TakeWhile(window => window.Opens < room.End))
        {
            var (start, end) = (Instant.Max(room.Start, window.Opens), Instant.Min(room.End, window.Closes));
            if (start < end)
            {
                yield return new(start, end);
            }
        }
    }
}
