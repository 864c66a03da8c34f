using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Policy;
using Reconciler.Core.Policy.Rules;
using Reconciler.Core.Time;

namespace Reconciler.Core.Planning.Scheduling;

/// <summary>Places changes that nobody was told of: at the start that people declared, or at the first feasible one.</summary>
/// <param name="world">The pass.</param>
/// <param name="findings">Where broken rules are reported.</param>
internal sealed class OpenChanges(World world, Findings findings)
{
    private readonly SlotSearch _search = new(world, findings);

    /// <summary>Gives a change a start, or says why it has none.</summary>
    /// <param name="change">The change.</param>
    /// <param name="site">Its site.</param>
    /// <param name="notBefore">First instant after the soak of earlier waves; null: none stands before it.</param>
    /// <param name="after">The wave it comes after, for the message.</param>
    /// <returns>The decision.</returns>
    public Decision Place(Change change, Site site, Instant? notBefore, string? after)
    {
        if (change.Window.Start is { } declared)
        {
            return AtDeclared(change, site, declared);
        }

        if (change is { IsEmergency: true, Window: { Category: not ChangeCategory.Cop, Emergency.Timing: EmergencyTiming.AtOnce } })
        {
            return AtOnce(change, site);
        }

        if (_search.Find(change, site, notBefore) is { } span)
        {
            Judge(new(change, span, site));
            return Scheduled(change, span, Why(change, site, span, after));
        }

        var tally = new Tally();
        _ = _search.Find(change, site, notBefore, tally);
        return NoSlot(change, site, tally.ToString());
    }

    /// <summary>Asks every placement rule about a place and reports what it says.</summary>
    /// <param name="placement">The place.</param>
    /// <returns>The first unwaived error, in a few words; null: none stands against it.</returns>
    public (string Rule, string Why)? Judge(Placement placement) => Judge(placement, violation => violation);

    /// <summary>Asks every placement rule about the place that a move asks for.</summary>
    /// <param name="placement">The place.</param>
    /// <param name="move">The move.</param>
    /// <returns>True where no unwaived error stands against it.</returns>
    public bool JudgeMove(Placement placement, Move move) => Judge(placement, violation => violation with
    {
        Path = $"{AskedMove.PathOf(placement.Change, move)}.to",
        Message = $"the move {violation.Message}",
    }) is null;

    private (string Rule, string Why)? Judge(Placement placement, Func<Violation, Violation> reword)
    {
        var first = ((string, string)?)null;
        foreach (var rule in RuleTable.OfPlacement)
        {
            if (rule.OfPlacement!(placement, world) is { } obstacle)
            {
                var violation = rule.Describe!(placement, obstacle, world);
                violation = reword(violation with { Severity = violation.Severity ?? obstacle.Severity });
                if (findings.Report(rule, violation, Subject.Of(placement.Change), placement.Change.Name, MostOf(placement.Change)))
                {
                    first ??= (rule.Id, violation.Short ?? violation.Message);
                }
            }
        }

        return first;
    }

    private Decision AtDeclared(Change change, Site site, DateOrInstant declared)
    {
        if (site.StartOf(declared, change.Applications) is not { } start)
        {
            findings.Report(Win001.Rule, new(change.StartPath, $"no window of {change.Region!.Name} opens on {declared}", Nearest(Free(change), site, site.EndOf(declared, change.Applications))), Subject.Of(change), change.Name);
            return Blocked(change, Win001.Rule.Id, $"no window opens on {declared}");
        }

        var placement = new Placement(change, new(start, start + change.Duration), site);
        var broken = Judge(placement, violation => violation.Remedy.Length > 0 ? violation : violation with { Remedy = Nearest(Free(change), site, start) });
        return broken is var (rule, why) ? Blocked(change, rule, why) : Scheduled(change, placement.Span, "as declared");
    }

    // The next quarter-hour of the clock, so that the plan is the same until then.
    private Decision AtOnce(Change change, Site site)
    {
        var step = (long)world.Policy.Scheduling.Step.TotalSeconds;
        var seconds = world.Moment.Now.ToUnixTimeSeconds();
        var start = Instant.FromUnixTimeSeconds((seconds + step - 1) / step * step);
        _ = world.Moment.Passed(start);
        var placement = new Placement(change, new(start, start + change.Duration), site);
        Judge(placement);
        return Scheduled(change, placement.Span, "emergency, at once");
    }

    private Decision NoSlot(Change change, Site site, string why)
    {
        if (change.Certificate is not null)
        {
            findings.Report(Crt002.Rule, Crt002.NoSlot(change, site, world, why), Subject.Of(change), change.Name);
            return Blocked(change, Crt002.Rule.Id, "no window left for the renewal");
        }

        var until = change.Window.Latest is { } latest ? $"before {Describe.Local(site.EndOf(latest, change.Applications), change.Region!.Zone)}" : $"within {Describe.Duration(world.Policy.Scheduling.Horizon)}";
        findings.Note(PlanReasons.NoSlot, Severity.Error, new(change.StartPath, $"{change.Name} finds no place {until}: {why}", $"{Nearest(change with { Window = change.Window with { Latest = null } }, site, null)}; give it that time, or less to do"), Subject.Of(change), change.Name);
        return Blocked(change, PlanReasons.NoSlot, why);
    }

    // A blocked occurrence of a schedule is skipped, not refused.
    private static Severity MostOf(Change change) => change.OccurrenceClock is null ? Severity.Error : Severity.Warning;

    private static Change Free(Change change) => change with { Window = change.Window with { Start = null, Earliest = null, Latest = null } };

    private string Nearest(Change change, Site site, Instant? notBefore) =>
        change.OccurrenceClock is not null ? "this occurrence is skipped"
        : _search.Find(change, site, notBefore) is { } span
            ? $"the earliest compliant {(span.Start == site.OpeningOf(span.Start, change.Applications) ? "window opens" : "start is")} {Describe.Local(span.Start, change.Region!.Zone)}"
            : $"no compliant window opens within {Describe.Duration(world.Policy.Scheduling.Horizon)}";

    private static string Why(Change change, Site site, Interval span, string? after) =>
        change.Certificate is { } certificate ? $"{Words.Count(Crt001.DaysBefore(span.Start, certificate, change.Region!.Zone), "day")} before expiry"
        : after is not null ? $"after wave {after}"
        : "first free place";

    private static Decision Scheduled(Change change, Interval span, string message) =>
        new() { Change = change, Span = span, State = EntryState.Scheduled, Reason = PlanReasons.HasStart, Message = message };

    private static Decision Blocked(Change change, string reason, string message) =>
        new() { Change = change, State = EntryState.Blocked, Reason = reason, Message = message, IsCompliant = false };
}
