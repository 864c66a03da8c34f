using System.Collections.Immutable;
using System.Runtime.InteropServices;
using NodaTime;
using NodaTime.Extensions;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning.Checking;
using Reconciler.Core.Policy;
using Reconciler.Core.Policy.Rules;

namespace Reconciler.Core.Planning.Scheduling;

/// <summary>
/// Gives every change its place: emergencies first, then what people were told, which stays, then the others in the order of
/// design.md, <i>Choosing a start</i>. What comes later gives way, and gets the finding.
/// </summary>
/// <param name="world">The pass.</param>
/// <param name="findings">Where broken rules are reported.</param>
/// <param name="held">What errors keep out of the schedule.</param>
internal sealed class Scheduler(World world, Findings findings, HeldChanges held)
{
    private readonly Waves _waves = new();
    private readonly Moves _moves = new(world, findings);
    private readonly OpenChanges _open = new(world, findings);

    /// <summary>Decides of every change.</summary>
    /// <param name="changes">In the order of keys.</param>
    /// <returns>One decision for each, in the same order.</returns>
    public ImmutableArray<Decision> Run(ImmutableArray<Change> changes)
    {
        UnreadPlaces.Keep(world);
        var decisions = ImmutableCollectionsMarshal.AsArray(world.Shares.Select(changes, Ended))!;
        foreach (var ended in decisions.OfType<Decision>())
        {
            _waves.Record(ended);
        }

        foreach (var (change, index, _, _) in InOrder(changes, decisions))
        {
            var decision = Decide(change);
            if (decision is { Placement: { } placement, State: not (EntryState.Completed or EntryState.Failed) })
            {
                world.Timetable.Add(placement);
            }

            _waves.Record(decision);
            decisions[index] = decision;
        }

        for (var index = 0; index < decisions.Length; index++)
        {
            decisions[index] = HoldTold(decisions[index]!);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray<Decision>(decisions!);
    }

    // What is decided already needs no turn.
    private Turn[] InOrder(ImmutableArray<Change> changes, Decision?[] decisions)
    {
        var turns = Shares.Join(world.Shares.Each(changes.Length, (from, to) =>
        {
            var waiting = new List<Turn>();
            for (var index = from; index < to; index++)
            {
                if (decisions[index] is null)
                {
                    waiting.Add(TurnOf(changes[index], index));
                }
            }

            return waiting;
        }));
        world.Shares.Sort<Turn>(turns, Turn.Compare);
        return turns;
    }

    private static Turn TurnOf(Change change, int index)
    {
        var phase = change.IsEmergency ? Phase.Emergency : change.Told is not null ? Phase.Told : Phase.Open;
        return new(change, index, phase, phase == Phase.Open ? LatestOf(change) : Instant.MinValue);
    }

    private static Instant LatestOf(Change change) =>
        change.Site is not { } site ? Instant.MaxValue
        : change.Window.Latest is { } latest ? site.EndOf(latest, change.Applications)
        : change.Window.Start is { } start && site.StartOf(start, change.Applications) is { } fixedStart ? fixedStart + change.Duration
        : Instant.MaxValue;

    private Decision Decide(Change change)
    {
        if (change.Outcome is { } early)
        {
            findings.Note(PlanReasons.FutureClaim, Severity.Error, new(change.IsDeclaredWindow ? "spec.outcomes" : change.Path, $"the outcome of {change.Name} is said to be of {Time.Describe.Utc(Instant.FromDateTimeOffset(early.EndedAt))}, which lies in the future", "record it once it has happened"), Subject.Of(change), change.Name);
        }

        return change.Site is not { } site ? Stranded(change)
            : change.IsUpload ? new() { Change = change, State = EntryState.Scheduled, Reason = PlanReasons.AwaitingUpload, Message = "to be uploaded; its outcome ends it" }
            : change.Told is { } told ? Told(change, site, told)
            : Untold(change, site);
    }

    // Those who were told reckon with it until its instance is back, or people take it back. Nothing else is said of it meanwhile.
    private Decision Stranded(Change change)
    {
        if (change is not { Told: { } told, Ticket: { } ticket })
        {
            return Blocked(change, held.Of(change) ?? (Ref001.Rule.Id, $"no instance {change.Window.Instance} in a known region"));
        }

        var span = new Interval(Instant.FromDateTimeOffset(told.Start), Instant.FromDateTimeOffset(told.End));
        if (world.Moment.Reached(span.End))
        {
            return Over(change, span, MoveVerdict.None);
        }

        if (!world.IsUnreadable(ticket))
        {
            world.Timetable.Reserve(change.RegionName, span);
        }

        findings.Report(Ref001.Rule, Ref001.Stranded(change, span.Start, world), Subject.Of(change), change.Name);
        return Standing(change, told, span) with { IsCompliant = false };
    }

    private Decision Untold(Change change, Site site)
    {
        _moves.Refuse(change, site);
        if (held.Of(change) is { } own)
        {
            return Blocked(change, own);
        }

        if (!change.IsEmergency && held.Of(site) is { } ofSite)
        {
            return Blocked(change, ofSite);
        }

        var (notBefore, why, after) = _waves.GateOf(change);
        return why is not null
            ? Blocked(change, (PlanReasons.WaveHeld, why))
            : _open.Place(change, site, notBefore, after);
    }

    private Decision Told(Change change, Site site, ToldStart told)
    {
        var toldSpan = new Interval(Instant.FromDateTimeOffset(told.Start), Instant.FromDateTimeOffset(told.End));
        var (start, verdict) = _moves.Read(change, site);
        var span = start == toldSpan.Start ? toldSpan : new(start, start + change.Duration);
        if (verdict.Pending is { } move)
        {
            world.Remember(change, move);
            if (!_open.JudgeMove(new(change, span, site), move))
            {
                (span, verdict) = (toldSpan, MoveVerdict.None);
                world.Forget(change);
            }
        }

        world.Count(change, verdict.FirstSeen);

        if (world.Moment.Reached(span.End))
        {
            return Over(change, span, verdict);
        }

        var edited = NoteEdited(change, site, toldSpan.Start, span.Start);
        var compliant = verdict.Pending is not null || _open.Judge(new(change, span, site)) is null;
        return Standing(change, told, span) with { Moves = verdict, IsCompliant = compliant, IsEdited = edited };
    }

    private Decision Standing(Change change, ToldStart told, Interval span)
    {
        var running = world.Moment.Reached(span.Start);
        return new()
        {
            Change = change,
            Span = span,
            State = running ? EntryState.InProgress : EntryState.Announced,
            Reason = running ? PlanReasons.Running : PlanReasons.Told,
            Message = running ? "in progress" : world.Texts.ToldBy(told.Via),
        };
    }

    private Decision Over(Change change, Interval span, MoveVerdict verdict)
    {
        findings.Note(PlanReasons.OutcomeMissing, Severity.Warning, new(change.Path, $"{change.Name} ended {Time.Describe.Local(span.End, change.Zone)} and nobody recorded how", "add an entry to outcomes: result, endedAt"), Subject.Of(change), change.Name);
        return new() { Change = change, Span = span, State = EntryState.Completed, Reason = PlanReasons.OutcomeMissing, Message = "outcome missing", Moves = verdict };
    }

    // A recorded end counts from the moment it claims; one in the future is a finding and no end. What has ended stands in nobody's way.
    private Decision? Ended(Change change)
    {
        if (change.Outcome is not { } outcome || !world.Moment.Reached(Instant.FromDateTimeOffset(outcome.EndedAt)))
        {
            return null;
        }

        var end = Instant.FromDateTimeOffset(outcome.EndedAt);
        var start = change.Told is { } told ? Instant.FromDateTimeOffset(told.Start)
            : change.Site is { } site && change.Window.Start is { } declared ? site.StartOf(declared, change.Applications) ?? end - change.Duration
            : end - change.Duration;
        var good = outcome.Result == OutcomeResult.Succeeded;
        var uploaded = change.IsUpload && good ? change.Cop : null;
        var installed = uploaded is null ? null : InstallationOf(uploaded, change.Window.Instance);
        return new()
        {
            Change = change,
            Span = new(Instant.Min(start, end), end),
            State = good ? EntryState.Completed : EntryState.Failed,
            Reason = uploaded is null ? PlanReasons.OutcomeRecorded : installed is null ? PlanReasons.Uploaded : PlanReasons.InstalledByPartner,
            Message = installed is not null ? $"installed by the partner {Time.Describe.Local(Instant.FromDateTimeOffset(installed.At), change.Zone)}"
                : uploaded is not null ? "uploaded; the partner installs it"
                : outcome.Result switch { OutcomeResult.Succeeded => "succeeded", OutcomeResult.Failed => "failed", _ => "rolled back" },
        };
    }

    private CopInstallation? InstallationOf(CopRequestSpec cop, string instance) =>
        cop.Installations.LastOrDefault(installation => installation.Instance == instance && world.Moment.Reached(Instant.FromDateTimeOffset(installation.At)));

    // Moves left are known only once the whole pass has read its moves; a told upgrade behind a held wave waits for a person.
    private Decision HoldTold(Decision decision)
    {
        if (decision is { State: EntryState.Announced, Change.Wave: not null } && _waves.GateOf(decision.Change) is var (notBefore, why, after))
        {
            var message = why ?? (notBefore is { } free && decision.Span!.Value.Start < free ? $"starts before the soak of wave {after} is over" : null);
            if (message is not null)
            {
                findings.Note(PlanReasons.WaveHeld, Severity.Warning, new(decision.Change.Path, $"{decision.Change.Name} was announced, but {message}", "move it, or take it out of the plan: both are a person's to decide"), Subject.Of(decision.Change), decision.Change.Name);
            }
        }

        return decision;
    }

    // A start that people were told once, or that a move gave, may stay written as it was.
    private bool NoteEdited(Change change, Site site, Instant told, Instant moved) =>
        change is { IsDeclaredWindow: true, Window.Start: { } declared }
        && site.StartOf(declared, change.Applications) is { } start
        && start != told
        && start != moved
        && !(change.Ticket?.Spec.Occasions ?? []).Any(occasion => occasion.Start.ToInstant() == start || occasion.PreviousStart?.ToInstant() == start)
        && findings.Report(Rsc003.Rule, Rsc003.Edited(declared, start, told, change.Region!.Zone), Subject.Of(change), change.Name);

    private static Decision Blocked(Change change, (string Rule, string Why) by) =>
        new() { Change = change, State = EntryState.Blocked, Reason = by.Rule, Message = by.Why, IsCompliant = false };
}
