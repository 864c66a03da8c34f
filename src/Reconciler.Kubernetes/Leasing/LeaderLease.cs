using System.Text.Json;
using Microsoft.Extensions.Logging;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Objects;

namespace Reconciler.Kubernetes.Leasing;

/// <summary>
/// One of several processes leads: whoever holds a Lease object and renews it. Clocks of different machines are never compared: a standby takes
/// the lease when it has seen no change for the lease's duration by its own clock, counted from the last look that did not show the change yet. A
/// renewal that fails is tried again; the holder counts itself out when the time is up, whatever the renewing does.
/// </summary>
/// <param name="objects">The server.</param>
/// <param name="options">Which lease, as whom.</param>
/// <param name="time">Measures all durations.</param>
/// <param name="chance">The jitter: a number from 0 up to, but not including, 1.</param>
/// <param name="log">Gets what changes.</param>
public sealed class LeaderLease(ApiObjects objects, LeaseOptions options, TimeProvider time, Func<double> chance, ILogger log) : IDisposable
{
    private readonly LeaseLog _log = new(log, options);
    private readonly ResourceName _name = new(options.Namespace, options.Name);
    private volatile TaskCompletionSource<LeaseTerm> _gained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile LeaseTerm? _term;
    private volatile LeaseRecord _seen = new();
    private long _seenAt;
    private long _lookedAt = time.GetTimestamp();
    private long _triedAt = time.GetTimestamp();

    /// <summary>Whether we lead at this moment. Ask before each write that only the leader may do.</summary>
    public bool IsHeld => _term is { IsHeld: true };

    /// <summary>Who held the lease when last seen; empty for nobody.</summary>
    public string Holder => _seen.HolderIdentity;

    /// <summary>Why the lease could not be looked at or renewed the last time; null: it could.</summary>
    public string? Trouble { get; private set; } = "not looked at yet";

    /// <summary>How long ago the last try ended, well or not. Where this is much longer than the time between two, whatever keeps the lease is stuck.</summary>
    public TimeSpan QuietFor => time.GetElapsedTime(Interlocked.Read(ref _triedAt));

    /// <summary>Waits until we lead.</summary>
    /// <param name="stop">Ends the waiting.</param>
    /// <returns>The term: over when its <see cref="LeaseTerm.Over"/> says so.</returns>
    public async Task<LeaseTerm> WhenHeldAsync(CancellationToken stop)
    {
        while (true)
        {
            var term = await _gained.Task.WaitAsync(stop);
            if (term.IsHeld)
            {
                return term;
            }

            await Task.Delay(options.RetryEvery, time, stop);
        }
    }

    /// <summary>Tries to get the lease and to keep it; gives it back when stopped, so that a standby need not wait.</summary>
    /// <param name="stop">Ends it.</param>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                var isDone = await TryRoundAsync(stop);
                await Task.Delay(NextRound(isDone), time, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await ReleaseAsync();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _term?.Dispose();

    private async Task<bool> TryRoundAsync(CancellationToken stop)
    {
        var isDone = false;
        // A connection that hangs must leave time for another try.
        using var late = new CancellationTokenSource(options.HeldFor / 2, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        try
        {
            await RoundAsync(limit.Token);
            isDone = true;
            Trouble = null;
        }
        catch (Exception problem) when (problem is ApiException or JsonException || (problem is OperationCanceledException && !stop.IsCancellationRequested))
        {
            Trouble = TextOf(problem);
            _log.Failed(Trouble);
        }

        Interlocked.Exchange(ref _triedAt, time.GetTimestamp());
        if (_term is { IsHeld: false })
        {
            Lose();
        }

        return isDone;
    }

    private async Task RoundAsync(CancellationToken stop)
    {
        if (!IsHeld)
        {
            await LookAsync(stop);
        }

        try
        {
            await TakeAsync(stop);
        }
        catch (ApiException problem) when (problem.IsConflict || problem.IsNotFound)
        {
            // Somebody wrote in between: perhaps our own earlier attempt, whose answer was lost.
            await LookAsync(stop);
            await TakeAsync(stop);
        }
    }

    private async Task LookAsync(CancellationToken stop)
    {
        var begin = time.GetTimestamp();
        var lease = await objects.FindAsync(LeaseRecord.Type, _name, stop);
        var found = lease is { } existing ? LeaseRecord.Read(existing) : new();
        if (found with { Version = _seen.Version } != _seen)
        {
            _seenAt = ChangedAt(found);
        }

        (_seen, _lookedAt) = (found, begin);
    }

    // The change was made after the look before began. But a holder may have made it just now: it must have counted itself out long before we
    // lead, so at most half of what it leaves between the two is counted as gone.
    private long ChangedAt(LeaseRecord found)
    {
        var (now, most) = (time.GetTimestamp(), DurationOf(found) * (1 - (options.HeldFor / options.Duration)) / 2);
        return Math.Max(_lookedAt, now - (long)(most.TotalSeconds * time.TimestampFrequency));
    }

    private async Task TakeAsync(CancellationToken stop)
    {
        if (!IsFree(_seen))
        {
            Lose();
            return;
        }

        var sentAt = LeaseMoment.Now(time);
        var now = LeaseRecord.Instant(sentAt.Clock);
        var isOurs = _seen.HolderIdentity == options.Identity;
        _seen = await WriteAsync(_seen with
        {
            HolderIdentity = options.Identity,
            LeaseDurationSeconds = (int)options.Duration.TotalSeconds,
            AcquireTime = isOurs ? _seen.AcquireTime : now,
            RenewTime = now,
            LeaseTransitions = _seen.LeaseTransitions + (isOurs ? 0 : 1),
        }, stop);
        _seenAt = _lookedAt = sentAt.Timestamp;
        Hold(sentAt);
    }

    private bool IsFree(LeaseRecord lease) =>
        lease.HolderIdentity.Length == 0 || lease.HolderIdentity == options.Identity || LeftOf(lease) <= TimeSpan.Zero;

    private TimeSpan DurationOf(LeaseRecord lease) => lease.LeaseDurationSeconds > 0 ? TimeSpan.FromSeconds(lease.LeaseDurationSeconds) : options.Duration;

    private TimeSpan LeftOf(LeaseRecord lease) => DurationOf(lease) - time.GetElapsedTime(_seenAt);

    // A standby looks again at the very moment at which the lease may be free, and till then so often that it can count from the look before a
    // renewal; a holder whose renewal failed has no time to lose.
    private TimeSpan NextRound(bool isDone)
    {
        var (wait, jitter) = (options.RetryEvery, options.RetryEvery * (chance() / 5));
        return IsHeld ? (wait + jitter) / (isDone ? 1 : 4)
            : LeftOf(_seen) is var left && left > TimeSpan.Zero && left < wait - jitter ? left
            : wait - jitter;
    }

    private async Task<LeaseRecord> WriteAsync(LeaseRecord lease, CancellationToken stop)
    {
        var json = lease.ToJson(options.Namespace, options.Name, options.Annotations);
        return LeaseRecord.Read(lease.Version.Length == 0
            ? await objects.CreateAsync(LeaseRecord.Type, options.Namespace, json, stop)
            : await objects.ReplaceAsync(LeaseRecord.Type, _name, json, stop));
    }

    private void Hold(LeaseMoment sentAt)
    {
        if (_term is { } term && term.TryExtend(sentAt))
        {
            return;
        }

        Lose();
        _term = new(time, options.HeldFor, sentAt);
        _log.Gained();
        _gained.TrySetResult(_term);
    }

    private void Lose()
    {
        if (_term is not null)
        {
            _log.Lost(Holder);
            EndTerm();
        }
    }

    private void EndTerm()
    {
        if (_term is not { } term)
        {
            return;
        }

        _gained = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _term = null;
        term.End();
        term.Dispose();
    }

    private async Task ReleaseAsync()
    {
        EndTerm();
        using var late = new CancellationTokenSource(options.HeldFor / 2, time);
        try
        {
            bool isDone;
            do
            {
                isDone = await TryGiveBackAsync(late.Token);
            }
            while (!isDone);
        }
        catch (Exception problem) when (problem is ApiException or JsonException or OperationCanceledException)
        {
            _log.Failed(TextOf(problem));
        }
    }

    private static string TextOf(Exception problem) => problem is OperationCanceledException ? "no answer in time" : problem.Message;

    // False: somebody wrote in between, perhaps a renewal of our own that was cut short here and arrived there all the same.
    private async Task<bool> TryGiveBackAsync(CancellationToken stop)
    {
        await LookAsync(stop);
        if (_seen.HolderIdentity != options.Identity)
        {
            return true;
        }

        try
        {
            await WriteAsync(_seen with { HolderIdentity = "", LeaseDurationSeconds = 1, RenewTime = LeaseRecord.Instant(time.GetUtcNow()) }, stop);
        }
        catch (ApiException problem) when (problem.IsConflict)
        {
            return false;
        }

        _log.Released();
        return true;
    }
}
