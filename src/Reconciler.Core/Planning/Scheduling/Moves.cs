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
    /// <summary>Reads the moves of a told change.</summary>
    /// <param name="change">A change that people were told of.</param>
    /// <param name="site">Its site.</param>
    /// <returns>Its start now, and what its moves come to; <see cref="World.Count"/> makes what is taken count for the moves that are read after it.</returns>
    public (Instant Start, MoveVerdict Verdict) Read(Change change, Site site)
    {
        var told = Instant.FromDateTimeOffset(change.Told!.Start);
        var known = change.Ticket?.Spec.Moves ?? [];
        if (change.Window.Moves.IsEmpty && known.IsEmpty)
        {
            return (told, MoveVerdict.None);
        }

        var (start, pending) = (told, (Move?)null);
        var firstSeen = ImmutableArray.CreateBuilder<MoveRecord>();
        foreach (var move in change.Window.Moves)
        {
            var to = site.StartOf(move.To, change.Applications);
            var record = known.FirstOrDefault(record => IsOf(record, move));
            var asked = new AskedMove(change, site, move, record is null ? start : LeftBy(move, change, site) ?? start)
            {
                Spent = Spent(world, change, site) + firstSeen.Count(seen => seen.By == Party.Partner),
                ToldAt = ToldAt(change, site, move),
            };
            if (record is not null)
            {
                // It was taken when it was first seen: only its warnings stay.
                Judge(asked, Severity.Warning);
                NoteBackdated(asked, Instant.FromDateTimeOffset(record.FirstSeenAt));
                if (to is { } remembered && remembered != told && IsOf(known[^1], move))
                {
                    (start, pending) = (remembered, move);
                }

                continue;
            }

            if (Misread(asked, to) is { } why)
            {
                Note(PlanReasons.MoveRefused, Severity.Error, asked, $"the move to {move.To} has no effect: {why}");
            }
            else if (!Judge(asked, Severity.Error))
            {
                NoteBackdated(asked, world.Moment.Now);
                (start, pending) = (to!.Value, move);
                firstSeen.Add(new() { From = move.From, To = move.To, RequestedAt = move.RequestedAt.ToUniversalTime(), By = move.By, FirstSeenAt = world.Moment.Now.ToDateTimeOffset() });
            }
        }

        NoteDropped(change, known);
        return (start, new(pending, firstSeen.ToImmutable()));
    }

    /// <summary>Says of the moves of a change that nobody was told of that they have no effect.</summary>
    /// <param name="change">The change.</param>
    /// <param name="site">Its site.</param>
    public void Refuse(Change change, Site site)
    {
        foreach (var move in change.Window.Moves)
        {
            var asked = new AskedMove(change, site, move, world.Moment.Now);
            if (change.IsEmergency)
            {
                Judge(asked, Severity.Error);
            }
            else
            {
                Note(PlanReasons.MoveRefused, Severity.Warning, asked, $"the move to {move.To} has no effect: {change.Name} was not announced yet", "change the dates that it is planned by instead");
            }
        }
    }

    /// <summary>How often the partner may still move a change; null: not limited.</summary>
    /// <param name="world">The pass.</param>
    /// <param name="change">The change, once every move of the pass was read.</param>
    /// <returns>For an upgrade the rest of the policy's limit, else null.</returns>
    public static int? Left(World world, Change change) =>
        change is { Upgrade: not null, Site: { } site } ? Math.Max(0, world.Policy.Upgrades.PartnerMoves - Spent(world, change, site)) : null;

    private static int Spent(World world, Change change, Site site) => change.Upgrade is { } upgrade ? world.PartnerMoves(site.Key, upgrade.Target) : 0;

    private bool Judge(AskedMove asked, Severity most)
    {
        var refused = false;
        foreach (var rule in RuleTable.OfMove)
        {
            if (rule.OfMove!(asked, world) is { } violation && (violation.Severity ?? rule.Severity) <= most)
            {
                refused |= findings.Report(rule, violation, Subject.Of(asked.Change), asked.Change.Name);
            }
        }

        return refused;
    }

    private string? Misread(AskedMove asked, Instant? to) =>
        asked.Change.IsEmergency ? null
        : asked.Move.From != asked.WindowDate.ToDateOnly() ? $"it leaves {asked.Move.From:yyyy-MM-dd}, but people were told {asked.WindowDate.ToDateOnly():yyyy-MM-dd}"
        : to is null ? $"no window opens on {asked.Move.To}"
        : !world.Moment.Reached(asked.RequestedAt) ? $"requestedAt, {Describe.Utc(asked.RequestedAt)}, lies in the future"
        : null;

    private static Instant? LeftBy(Move move, Change change, Site site) => site.StartOf(new(move.From), change.Applications);

    // The telling of the start that a move leaves: the ledger remembers those of notices, the object those of other means.
    private static Instant? ToldAt(Change change, Site site, Move move)
    {
        bool Speaks(DateTimeOffset start)
        {
            var opening = site.OpeningOf(Instant.FromDateTimeOffset(start), change.Applications);
            return WallClock.Read(opening, change.Region!.Zone).Date.ToDateOnly() == move.From;
        }

        var sent = (change.Ticket?.Spec.Occasions ?? [])
            .Where(occasion => occasion.Kind is NoticeKind.Planned or NoticeKind.Moved && Speaks(occasion.Start))
            .SelectMany(occasion => occasion.Recipients)
            .Min(recipient => recipient.SentAt);
        var claimed = change.Window.Announced.FirstOrDefault(claim => claim.Start is { } start && site.StartOf(start, change.Applications) is { } at && Speaks(at.ToDateTimeOffset()));
        return (sent ?? (Speaks(change.Told!.Start) ? change.Told.At : claimed?.At)) is { } at ? Instant.FromDateTimeOffset(at) : null;
    }

    private void NoteBackdated(AskedMove asked, Instant firstSeen)
    {
        var days = world.Policy.Notice.BackdatedDays;
        if (firstSeen - asked.RequestedAt > Duration.FromDays(days))
        {
            Note(PlanReasons.MoveBackdated, Severity.Warning, asked, $"the move to {asked.Move.To} is said to have been asked for {Describe.Utc(asked.RequestedAt)}, more than {days} days before it was first seen");
        }
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

    private void Note(string reason, Severity severity, AskedMove asked, string message, string remedy = "") =>
        findings.Note(reason, severity, new(asked.Path, message, remedy), Subject.Of(asked.Change), asked.Change.Name);

    private static bool IsOf(MoveRecord record, Move move) =>
        record.From == move.From && record.By == move.By && record.RequestedAt == move.RequestedAt && record.To.ToString() == move.To.ToString();
}
