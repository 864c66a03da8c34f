using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Policy;
using Reconciler.Core.Time;

namespace Reconciler.Core.Planning.Scheduling;

/// <summary>
/// Finds the start that an announced change has now: the <c>to</c> of its last valid move, else the told one. A move that is not
/// valid has no effect and says why (design: <i>Move</i>; policy, sections 2 and 4).
/// </summary>
/// <param name="world">The pass.</param>
/// <param name="findings">Where refused moves are reported.</param>
internal sealed class Moves(World world, Findings findings)
{
    private static readonly Duration LongBefore = Duration.FromDays(3);

    /// <summary>Reads the moves of a told change.</summary>
    /// <param name="change">A change that people were told of.</param>
    /// <param name="site">Its site.</param>
    /// <returns>Its start now, and what its moves come to.</returns>
    public (Instant Start, MoveVerdict Verdict) Read(Change change, Site site)
    {
        var told = Instant.FromDateTimeOffset(change.Told!.Start);
        var known = change.Ticket?.Spec.Moves ?? [];
        var (start, pending) = (told, (Move?)null);
        var firstSeen = ImmutableArray.CreateBuilder<MoveRecord>();
        for (var index = 0; index < change.Window.Moves.Length; index++)
        {
            var move = change.Window.Moves[index];
            var to = site.StartOf(move.To, change.Applications);
            if (known.Any(record => IsOf(record, move)))
            {
                if (to is { } remembered && remembered != told && IsOf(known[^1], move))
                {
                    (start, pending) = (remembered, move);
                }

                continue;
            }

            if (Refusal(change, site, start, move, to, firstSeen.Count) is { } why)
            {
                Note(PlanReasons.MoveRefused, Severity.Error, change, index, $"the move to {move.To} has no effect: {why}");
                continue;
            }

            if (world.Moment.Now - Instant.FromDateTimeOffset(move.RequestedAt) > LongBefore)
            {
                Note(PlanReasons.MoveBackdated, Severity.Warning, change, index, $"the move to {move.To} is said to have been asked for {Describe.Utc(Instant.FromDateTimeOffset(move.RequestedAt))}, more than 3 days before it was first seen");
            }

            (start, pending) = (to!.Value, move);
            firstSeen.Add(new() { From = move.From, To = move.To, RequestedAt = move.RequestedAt.ToUniversalTime(), By = move.By, FirstSeenAt = world.Moment.Now.ToDateTimeOffset() });
        }

        NoteDropped(change, known);
        return (start, new(pending, firstSeen.ToImmutable()));
    }

    /// <summary>How often the partner may still move a change; null: not limited.</summary>
    /// <param name="world">The pass.</param>
    /// <param name="change">The change.</param>
    /// <param name="verdict">What its moves come to in this pass.</param>
    /// <returns>For an upgrade the rest of the policy's limit, else null.</returns>
    public static int? Left(World world, Change change, MoveVerdict verdict) =>
        change.Upgrade is { } upgrade && change.Site is { } site
            ? Math.Max(0, world.Policy.Upgrades.PartnerMoves - world.Ledger.PartnerMoves(site.Key, upgrade.Target) - verdict.FirstSeen.Count(move => move.By == Party.Partner))
            : null;

    private string? Refusal(Change change, Site site, Instant start, Move move, Instant? to, int seen)
    {
        var zone = change.Region!.Zone;
        var opening = site.OpeningOf(start, change.Applications);
        var windowDate = opening.InZone(zone).Date.ToDateOnly();
        var requested = Instant.FromDateTimeOffset(move.RequestedAt);
        return change.IsEmergency ? "an emergency change is not moved"
            : move.From != windowDate ? $"it leaves {move.From:yyyy-MM-dd}, but people were told {windowDate:yyyy-MM-dd}"
            : to is null ? $"no window opens on {move.To}"
            : string.IsNullOrWhiteSpace(move.Reason) ? "it gives no reason"
            : !world.Moment.Reached(requested) ? $"requestedAt, {Describe.Utc(requested)}, lies in the future"
            : move.Confirmed is not { } confirmed ? "the provider has not confirmed the new date"
            : !world.Moment.Reached(Instant.FromDateTimeOffset(confirmed.At)) ? "its confirmation lies in the future"
            : change.Upgrade is not { } upgrade || move.By != Party.Partner ? null
            : world.Ledger.PartnerMoves(site.Key, upgrade.Target) + seen >= world.Policy.Upgrades.PartnerMoves ? $"this upgrade was moved {world.Ledger.PartnerMoves(site.Key, upgrade.Target) + seen} time(s), and may be moved {world.Policy.Upgrades.PartnerMoves}"
            : requested > LeadTime.DaysBefore(opening, zone, world.Policy.Upgrades.MoveNoticeDays) ? $"it was asked for {Describe.Local(requested, zone)}, less than {world.Policy.Upgrades.MoveNoticeDays} days before {Describe.Local(opening, zone)}"
            : null;
    }

    private void NoteDropped(Change change, ImmutableArray<MoveRecord> known)
    {
        foreach (var record in known.Where(record => !change.Window.Moves.Any(move => IsOf(record, move))))
        {
            findings.Note(
                PlanReasons.MoveDropped,
                Severity.Warning,
                new("spec.moves", $"the move of {change.Name} from {record.From:yyyy-MM-dd} to {record.To}, asked for {record.RequestedAt:yyyy-MM-dd}, is no longer declared; it still counts", "declare it again, as it was"),
                Subject.Of(change),
                change.Name);
        }
    }

    private void Note(string reason, Severity severity, Change change, int index, string message) =>
        findings.Note(reason, severity, new(change.IsDeclaredWindow ? $"spec.moves[{index}]" : "spec.moves", message, ""), Subject.Of(change), change.Name);

    private static bool IsOf(MoveRecord record, Move move) =>
        record.From == move.From && record.By == move.By && record.RequestedAt == move.RequestedAt && record.To.ToString() == move.To.ToString();
}
