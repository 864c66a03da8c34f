using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Planning.Announcing;
using Reconciler.Core.Planning.Scheduling;
using Reconciler.Core.Policy;

namespace Reconciler.Core.Planning.Summarising;

/// <summary>
/// What comes next of a change, by itself or by somebody's hand, in a few words for tables. It speaks of instants and never of the time
/// until then, so it stays as it is until something happens.
/// </summary>
/// <param name="world">The pass.</param>
/// <param name="errors">What stands against changes.</param>
internal sealed class Outlook(World world, EntryErrors errors)
{
    private readonly NoticeList _notices = new(world);

    /// <summary>What comes next; empty where nothing does.</summary>
    /// <param name="decision">What was decided of the change.</param>
    /// <param name="isHeld">Whether the safety gate holds its notices.</param>
    public string Of(Decision decision, bool isHeld) => decision switch
    {
        { State: EntryState.Blocked, Change.OccurrenceClock: not null } => "this occurrence is skipped",
        { State: EntryState.Blocked } => Remedy(decision),
        { State: EntryState.Scheduled or EntryState.Announced } when isHeld => "release its notices, or take the change back",
        { State: EntryState.Scheduled, Change.IsUpload: true } => "upload the file and record it",
        { State: EntryState.Announced, Change.Site: null } => "put its instance right, or cancel it",
        { State: EntryState.InProgress, Change.Site: null } => "put its instance right",
        { State: EntryState.Announced, IsCompliant: false } => "move, waive or cancel it",
        { State: EntryState.Announced, IsEdited: true } => "put its start back, or add a move",
        { State: EntryState.Scheduled or EntryState.Announced } when errors.Of(decision.Change) is { } error => Mend(error.Rule),
        { State: EntryState.Scheduled or EntryState.Announced, Placement: { } placement } => Notice(decision, placement) ?? At("starts ", placement.Start, placement),
        { State: EntryState.InProgress, Placement: { } placement } => At("ends ", placement.End, placement),
        { Reason: PlanReasons.OutcomeMissing } => "record how it ended",
        _ => "",
    };

    private string? Notice(Decision decision, Placement placement) =>
        world.Observes ? null
        : decision.Moves.Pending is not null ? "notice of the move"
        : _notices.Next(decision, placement) is { } next ? next.Kind switch
        {
            NoticeKind.Planned => At("notice ", next.At, placement),
            NoticeKind.Reminder => At("reminder ", next.At, placement),
            _ => null,
        }
        : world.NoticeDeadline(placement.Change, placement.Site, placement.Opening) is { } deadline ? At("notice by ", deadline, placement)
        : "notice at once";

    private string At(string before, Instant instant, Placement placement) => world.Texts.At(before, instant, placement.Region.Zone);

    private static string Remedy(Decision decision) => decision.Reason switch
    {
        PlanReasons.NoSlot => "give it more time, or less to do",
        PlanReasons.WaveHeld => "bring the wave before it to its end",
        var reason => RuleTable.Find(reason) is { OfPlacement: not null } && decision.Change.Window.Start is not null ? Mend(reason, "declare another start") : Mend(reason),
    };

    private static string Mend(string reason, string how = "mend it") => RuleTable.Find(reason) is { Waivable: true } ? $"{how}, or waive {reason}" : how;
}
