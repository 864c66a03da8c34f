using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Text;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Engine;
using Reconciler.Engine.Passes;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Operator.Events;
using Reconciler.Operator.Signals;
using Reconciler.Operator.Stores;
using Reconciler.Operator.Telemetry;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator.Hosting;

/// <summary>One pass after another, with what is said about it. A pass that fails is tried again after a wait that grows.</summary>
/// <param name="pass">The pass.</param>
/// <param name="caches">The cluster.</param>
/// <param name="world">What people wrote.</param>
/// <param name="store">What was decided.</param>
/// <param name="options">How a pass differs from the ordinary one.</param>
/// <param name="report">Takes events.</param>
/// <param name="signal">Wakes the next pass after one that failed.</param>
/// <param name="meter">Counts passes.</param>
/// <param name="time">Measures how long a pass takes.</param>
/// <param name="log">Gets what is done.</param>
internal sealed class Passes(
    Pass pass, ClusterCaches caches, ClusterWorld world, ClusterStore store, PlanOptions options, Action<ClusterEvent> report, Signal signal, PassMeter meter, TimeProvider time, ILogger log)
{
    private static readonly Duration Redelivery = Duration.FromMinutes(1);
    private static readonly Duration Blinking = Duration.FromSeconds(30);

    // A server that restarts is back by then; what people write meanwhile is seen late, not never.
    private static readonly TimeSpan LongestBlind = TimeSpan.FromMinutes(2);
    private const int LongestWait = 30;
    private const int MostDoublings = 5;

    private ImmutableDictionary<ObjectRef, string> _unreadable = ImmutableDictionary<ObjectRef, string>.Empty;
    private readonly Backoff _conflicts = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5), Chance.Next);
    private string? _held;
    private bool _isBlind;
    private int _failures;

    /// <summary>One pass.</summary>
    /// <param name="now">The instant.</param>
    /// <param name="stop">Gives up, between two steps.</param>
    /// <returns>When the next one is to be; null: when something changes.</returns>
    public async Task<Instant?> RunAsync(Instant now, CancellationToken stop)
    {
        try
        {
            var begin = time.GetTimestamp();
            var isBlind = IsBlind();
            var result = await MarkedAsync(pass.RunAsync(now, isBlind ? options with { Announce = AnnounceMode.Observe } : options, stop), now, stop);
            var took = time.GetElapsedTime(begin);
            meter.Pass(result, took, Unreadable);
            Tell(result, took);
            if (result.IsCutShort)
            {
                log.CutShort(result.Sent.Length);
                signal.Raise();
            }

            _failures = 0;
            _conflicts.Reset();
            return new[] { result.Plan?.NextWake, store.NextRetry, result.Undelivered.IsEmpty ? null : now + Redelivery, isBlind ? now + Blinking : null }.Min();
        }
        catch (ConflictException conflict)
        {
            meter.Conflict();
            log.Conflicted(conflict.Message);
            signal.RaiseAfter(_conflicts.Next());
            return null;
        }
        catch (EarlierThanLedgerException ahead)
        {
            var news = LedgerEvents.Later(now, ahead);
            report(news);
            Fail($"ChangeTicket {ahead.Ticket}: {news.Message}");
            return ahead.LastPass;
        }
        catch (Exception problem) when (problem is EngineException or ApiException or IOException or UnauthorizedAccessException)
        {
            Fail(problem.Message);
            return null;
        }
    }

    // The server's trouble does not go by the clock of the plan.
    private void Fail(string problem)
    {
        meter.Failure(Unreadable);
        var wait = TimeSpan.FromSeconds(Math.Min(LongestWait, 1 << Math.Min(_failures++, MostDoublings)));
        log.Failed(wait.TotalSeconds, problem);
        signal.RaiseAfter(wait);
    }

    private IEnumerable<ObjectRef> Unreadable => _unreadable.Keys.Concat(store.Unreadable);

    // What somebody withdrew may not have come to us: nobody is told anything by what was true some time ago.
    private bool IsBlind()
    {
        var blind = string.Join("; ", caches.Blind(LongestBlind));
        var was = _isBlind;
        _isBlind = blind.Length > 0;
        if (_isBlind && !was)
        {
            log.Blinded(blind);
        }
        else if (was && !_isBlind)
        {
            log.Seeing();
        }

        return _isBlind;
    }

    // Also where nothing is planned, and where the pass failed: people have to see why.
    private async Task<PassResult> MarkedAsync(Task<PassResult> running, Instant now, CancellationToken stop)
    {
        try
        {
            return await running;
        }
        finally
        {
            await MarkAsync(now, stop);
        }
    }

    private async Task MarkAsync(Instant now, CancellationToken stop)
    {
        foreach (var (subject, problem) in world.Unreadable.Where(each => _unreadable.GetValueOrDefault(each.Key) != each.Value))
        {
            report(new(subject, Reasons.Unreadable, problem));
        }

        _unreadable = world.Unreadable;
        await store.MarkAsync(
            _unreadable.Where(each => world.Seen(each.Key) is not null && IsMarkedHere(each.Key.Kind))
                .Select(each => UnreadableStatus.Of(each.Key, world.Seen(each.Key)!.Generation, each.Value, caches.TicketOf(each.Key)))
                .Concat(LeavingStatus.Of(caches, world.Returning)),
            now,
            stop);
    }

    // The status of a fleet source says how far it came, and only who follows it knows that; a template has none.
    private static bool IsMarkedHere(string kind) => kind != KnownTypes.ConfigMaps.Kind && kind != KnownTypes.Fleets.Kind;

    private void Tell(PassResult result, TimeSpan took)
    {
        if (result.Plan is not { } plan)
        {
            log.Stopped(string.Join("; ", result.Fleet.Problems.Select(problem => $"{problem.Object?.Kind} {problem.Object?.Name}: {problem.Message}").Distinct()));
            return;
        }

        foreach (var problem in result.Undelivered)
        {
            report(NoticeEvents.NotDelivered(problem));
        }

        if (plan.Hold is { } hold && hold.Digest != _held)
        {
            foreach (var news in HoldEvents.Of(plan, hold))
            {
                report(news);
            }
        }

        _held = plan.Hold?.Digest;
        var written = result.Written ?? new(0, 0, 0);
        if (written.Statuses + written.Windows + result.Sent.Length > 0)
        {
            log.Passed(plan.Entries.Length, written.Statuses, written.Windows, result.Sent.Length, (long)took.TotalMilliseconds, plan.NextWake is { } wake ? InstantPattern.General.Format(wake) : "never");
        }
        else
        {
            log.Rested(plan.Entries.Length, (long)took.TotalMilliseconds);
        }
    }
}
