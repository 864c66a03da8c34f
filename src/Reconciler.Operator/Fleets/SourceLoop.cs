using Reconciler.Api;
using Reconciler.Engine.Watching;
using Reconciler.Git;
using Reconciler.Git.Fetching;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Objects;
using Reconciler.Operator.Hosting;
using Reconciler.Operator.Signals;
using Reconciler.Operator.Stores;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator.Fleets;

/// <summary>
/// Follows one repository: when its interval has passed, when people ask, when its fleet source is changed, and when somebody else changed what it
/// applied. What fails is tried again after a wait that grows. A fetch that takes long holds nothing of this up.
/// </summary>
/// <param name="site">What all fleet sources share.</param>
/// <param name="name">The fleet source.</param>
/// <param name="folder">Full path of the folder for its repository.</param>
internal sealed class SourceLoop(FleetSite site, ResourceName name, string folder) : IDisposable
{
    private const string Algorithm = "sha1:";

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    // Nobody is told anything before the first look: who has nothing to look with waits no longer than this for a server that hangs.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(2);

    private readonly GitMirror _mirror = new(folder, site.Clocks.Time);
    private readonly HeardFetch _fetching = new(site, name);
    private readonly TreeReader _reader = new(name.Namespace!);
    private readonly Backoff _failures = new(FirstWait, LongestWait, Chance.Next);
    private readonly DriftPace _drifts = new(site.Clocks.Time, Chance.Next);
    private readonly Countdown _fetch = new(site.Clocks.Time);
    private readonly Countdown _silence = new(site.Clocks.Time);
    private readonly CancellationTokenSource _end = new();
    private Task _work = Task.CompletedTask;
    private WantedTree? _good;
    private (long Generation, string? Asked, string? Released, long Question)? _answered;

    /// <summary>Raised where something may be to be done.</summary>
    public Signal Signal { get; } = new(site.Clocks.Time);

    /// <summary>Follows it until stopped, or until this process leads no more.</summary>
    public void Start(CancellationToken stop) => _work = Task.Run(async () =>
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, _end.Token);
        await RunAsync(either.Token);
    }, CancellationToken.None);

    /// <summary>Stops it, and waits for that.</summary>
    public async Task EndAsync()
    {
        await _end.CancelAsync();
        await _work;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Signal.Dispose();
        _end.Dispose();
    }

    private async Task RunAsync(CancellationToken stop)
    {
        _silence.Set(LongestSilence);
        var sync = new FleetSync(site, name, _mirror);
        sync.Begin(site.Caches.Fleets.Read().GetValueOrDefault(name)?.Value?.Status ?? new());
        try
        {
            while (true)
            {
                var question = site.Claims.QuestionOf(name);
                var wait = await TryAsync(sync, stop);
                site.Claims.Answer(name, question);
                await Signal.HeardAsync(wait, site.Clocks.Time, stop);
            }
        }
        catch (Exception end) when (IsEnd(end, stop))
        {
            // Whoever leads next goes on from the status.
        }
    }

    // Also of a source that is suspended, or whose repository is out of reach, others know what it declares.
    private void Recall(FleetSync sync, CancellationToken stop)
    {
        if (site.Claims.IsKnown(name) || site.Caches.Fleets.Read().GetValueOrDefault(name)?.Value?.Source is not { } source)
        {
            return;
        }

        if ((Find(sync.Status.LastAttemptedRevision, place: null) ?? Find(sync.Status.LastAppliedRevision, sync.Status.LastAppliedFrom)) is { } tree)
        {
            site.Claims.Declare(name, tree);
        }

        WantedTree? Find(string? shown, FleetPlace? place) => shown is null ? null : TryFind(shown, place, source, stop);
    }

    // The status itself may be what can not be written: whatever was to be said is said after the wait.
    private async Task<TimeSpan> TryAsync(FleetSync sync, CancellationToken stop)
    {
        try
        {
            Recall(sync, stop);
            return await StepAsync(sync, stop);
        }
        catch (Exception problem) when (!IsEnd(problem, stop))
        {
            site.Log.SyncFailed(name.ToString(), $"{problem.GetType().Name}: {problem.Message}");
            site.Motion.Pause(name);
            _fetch.Set(_failures.Next());
            if (problem is not ApiException)
            {
                await SayAsync(sync, problem, stop);
            }

            return _fetch.Left;
        }
    }

    // Nobody expected it. One source must neither fall silent nor end the process.
    private async Task SayAsync(FleetSync sync, Exception problem, CancellationToken stop)
    {
        try
        {
            var reason = problem is IOException or UnauthorizedAccessException ? nameof(FetchFailure.StorageFailed) : FleetReasons.Unexpected;
            var generation = site.Caches.Fleets.Read().GetValueOrDefault(name)?.Head.Generation ?? sync.Status.ObservedGeneration;
            sync.Asked = _answered?.Asked ?? sync.Asked;
            await sync.FailAsync(new(reason, $"{problem.GetType().Name}: {problem.Message}", problem), entry: null, generation, stop);
        }
        catch (Exception other) when (!IsEnd(other, stop))
        {
            site.Log.SyncFailed(name.ToString(), $"the status can not be written: {other.Message}");
        }
    }

    private static bool IsEnd(Exception problem, CancellationToken stop) => problem is LeadershipLostException || (problem is OperationCanceledException && stop.IsCancellationRequested);

    private async Task<TimeSpan> StepAsync(FleetSync sync, CancellationToken stop)
    {
        if (site.Caches.Fleets.Read().GetValueOrDefault(name) is not { Value: { } found, Head: { DeletedAt: null } head })
        {
            return Rest(sync);
        }

        if (found.Source is not { } source)
        {
            await sync.UnreadableAsync(found.Problem, head, stop);
            return Rest(sync);
        }

        if (source.Spec.Suspend)
        {
            await sync.SaveAsync(sync.Status.Suspended(head.Generation, sync.Now), stop);
            return Rest(sync);
        }

        var rest = _drifts.Left;
        var asked = (head.Generation, head.Annotations[Annotations.RequestedAt], head.Annotations[Annotations.Release], site.Claims.QuestionOf(name));
        if (_answered != asked || _fetch.Left == TimeSpan.Zero)
        {
            _answered = asked;
            if (await SyncAsync(sync, source, head, stop) is not { } next)
            {
                _answered = null;
                return await StepAsync(sync, stop);
            }

            _fetch.Set(next);
        }
        else if (rest == TimeSpan.Zero)
        {
            rest = await RestoreAsync(sync, source, head, stop);
        }

        return rest > TimeSpan.Zero && rest < _fetch.Left ? rest : _fetch.Left;
    }

    // Until people change something.
    private TimeSpan Rest(FleetSync sync)
    {
        _answered = null;
        Looked(sync);
        return Timeout.InfiniteTimeSpan;
    }

    private async Task<TimeSpan> RestoreAsync(FleetSync sync, FleetSource source, ObjectHead head, CancellationToken stop)
    {
        var isSaid = await sync.SayAgainAsync(stop);
        var isPutBack = sync.Status.Applying is null && await PutBackAsync(sync, source, head, stop);
        if (!isSaid && !isPutBack)
        {
            return TimeSpan.Zero;
        }

        _drifts.Rest();
        return _drifts.Left;
    }

    // The fetch takes long: what was applied is held meanwhile, by the copy on the volume; and by that who begins to lead has looked.
    private async Task<TimeSpan> HoldAsync(FleetSync sync, FleetSource source, ObjectHead head, CancellationToken stop)
    {
        if (_drifts.Left is var rest && rest > TimeSpan.Zero)
        {
            return rest;
        }

        _good ??= Applied(sync, source, stop);
        try
        {
            var next = _good is null ? await BreakSilenceAsync(sync, head, stop) : await RestoreAsync(sync, source, head, stop);
            return next > TimeSpan.Zero ? next : _fetch.Left > TimeSpan.Zero ? _fetch.Left : Timeout.InfiniteTimeSpan;
        }
        catch (ApiException problem) when (!Failures.IsOne(problem))
        {
            site.Log.SyncFailed(name.ToString(), problem.Message);
            site.Motion.Pause(name);
            _drifts.Rest();
            return _drifts.Left;
        }
    }

    private async Task<TimeSpan> BreakSilenceAsync(FleetSync sync, ObjectHead head, CancellationToken stop)
    {
        if (_silence.Left == TimeSpan.Zero && Looked(sync))
        {
            await sync.FailAsync(new(FleetReasons.AwaitingServer, "the server has not given the repository yet, and there is no copy of it from before: what others changed while no operator ran is not known, and people are told by what the cluster says"), entry: null, head.Generation, stop);
        }

        return _silence.Left;
    }

    // Null: people want something else by now.
    private async Task<TimeSpan?> SyncAsync(FleetSync sync, FleetSource source, ObjectHead head, CancellationToken stop)
    {
        var (revision, tree, begin) = ((Revision?)null, (WantedTree?)null, 0L);
        var missing = Missing();
        try
        {
            if (await _fetching.RunAsync(end => site.Fetcher.FetchAsync(_mirror, source.Spec, name.Namespace!, end), Signal, head, () => HoldAsync(sync, source, head, stop), stop) is not { } fetched)
            {
                return null;
            }

            (revision, begin, sync.Asked) = (fetched.Revision, site.Clocks.Time.GetTimestamp(), _answered?.Asked);
            tree = Read(PlaceOf(source), revision, stop);
            site.Claims.Declare(name, tree);
            site.Claims.Answer(name, _answered?.Question ?? 0);
            await sync.ApplyAsync(source, tree, () => Applied(sync, source, stop), head, begin, isNewest: true, stop);
            _good = tree.WithoutTexts();
            _failures.Reset();
            Settle(missing);
            return source.Spec.Interval;
        }
        catch (Exception problem) when (Failures.IsOne(problem))
        {
            sync.Asked = _answered?.Asked;
            var failure = OwnObject.Explain(KnownTypes.ReferenceOf(KnownTypes.Fleets, name), Failures.Of(problem), _good ??= Applied(sync, source, stop), tree, PlaceOf(source));
            var entry = Failures.EntryOf(sync, revision, tree, failure, begin);
            await CompleteAsync(sync, source, head, revision, stop);
            await sync.FailAsync(failure, entry, head.Generation, stop);
            if (failure.Reason is FleetReasons.ApplyFailed or FleetReasons.RequestRefused)
            {
                SettleIfRefused(sync, missing, failure);
            }
            else
            {
                // The last good state is held all the same, and what others did to it while nobody led raised nothing.
                Signal.Raise();
            }

            // While the cluster is between two revisions nobody is told anything: that must not last for an interval.
            return failure.NeedsPerson && sync.Status.Applying is null ? source.Spec.Interval : _failures.Next();
        }
    }

    // A revision was cut short, and the newer one is no good: the cluster must not stay between two.
    private async Task CompleteAsync(FleetSync sync, FleetSource source, ObjectHead head, Revision? refused, CancellationToken stop)
    {
        try
        {
            var begin = site.Clocks.Time.GetTimestamp();
            if (sync.Status.Applying is { } cut && TryFind(cut, sync.Status.ApplyingFrom, source, stop) is { } tree && (tree.Revision.Id, tree.Place) != (refused?.Id, PlaceOf(source)) && (sync.Status.ApplyingDigest ?? tree.Digest) == tree.Digest)
            {
                await sync.ApplyAsync(source, tree, () => Applied(sync, source, stop), head, begin, isNewest: false, stop);
                _good = tree.WithoutTexts();
            }
        }
        catch (Exception problem) when (Failures.IsOne(problem))
        {
            site.Log.SyncFailed(name.ToString(), $"{sync.Status.Applying} can not be completed: {problem.Message}");
        }
    }

    private async Task<bool> PutBackAsync(FleetSync sync, FleetSource source, ObjectHead head, CancellationToken stop)
    {
        var missing = Missing();
        try
        {
            _good ??= Applied(sync, source, stop);
            var isPutBack = _good is not null && await sync.PutBackAsync(_good, head, stop);
            if (_good is not null || Directory.Exists(folder) || sync.Status.IsStalled())
            {
                Settle(missing);
            }

            // Also where there is nothing to look with: a repository that is out of reach must not silence everything for ever.
            Looked(sync);
            return isPutBack;
        }
        catch (Exception problem) when (Failures.IsOne(problem))
        {
            var failure = Failures.Of(problem);
            await sync.FailAsync(failure, entry: null, head.Generation, stop);
            SettleIfRefused(sync, missing, failure);
            _fetch.Set(_failures.Next());
            return false;
        }
    }

    // What the cluster is held to; null: the mirror has it no more.
    private WantedTree? Applied(FleetSync sync, FleetSource source, CancellationToken stop) => _good
        ?? (sync.Status.LastAppliedRevision is { } applied && TryFind(applied, sync.Status.LastAppliedFrom, source, stop) is { } tree && sync.Status.DigestOf(applied) == tree.Digest ? tree.WithoutTexts() : null);

    private KeyValuePair<Missing, long>[] Missing() => [.. site.Motion.Missing.Where(each => each.Key.Source == name)];

    private void SettleIfRefused(FleetSync sync, KeyValuePair<Missing, long>[] missing, SyncException failure)
    {
        if (failure.NeedsPerson || failure.InnerException is ApiException { IsTransient: false, IsConflict: false })
        {
            Settle(missing);
            Looked(sync);
        }

        site.Motion.Pause(name);
    }

    // What others did while nobody led is known, unless a revision is applied in part.
    private bool Looked(FleetSync sync)
    {
        if (sync.Status.Applying is not null || !site.Motion.End(name))
        {
            return false;
        }

        site.Changed.Raise();
        return true;
    }

    // What is declared and being deleted can be put back only once it is gone; until then it is missing.
    private void Settle(KeyValuePair<Missing, long>[] missing)
    {
        if (site.Motion.Settle(missing.Where(each => _good?.Objects.ContainsKey(each.Key.Object) is false || site.Caches.Find(each.Key.Object) is not { Head.DeletedAt: not null })))
        {
            site.Changed.Raise();
        }
    }

    // A revision that was fetched before, from where it was read then; null: the mirror has it no more.
    private WantedTree? TryFind(string shown, FleetPlace? place, FleetSource source, CancellationToken stop)
    {
        var at = shown.LastIndexOf(Algorithm, StringComparison.Ordinal);
        if (at < 0 || !Directory.Exists(folder))
        {
            return null;
        }

        try
        {
            using var repository = _mirror.Open();
            return Read(place ?? PlaceOf(source), repository.Find(shown[(at + Algorithm.Length)..]) is var found && at > 0 ? found with { Name = shown[..(at - 1)] } : found, stop);
        }
        catch (Exception problem) when (problem is SyncException or GitException)
        {
            return null;
        }
    }

    private WantedTree Read(FleetPlace place, Revision revision, CancellationToken stop)
    {
        using var repository = _mirror.Open();
        return _reader.Read(repository, revision, place.Path, place.TargetNamespace, stop);
    }

    private FleetPlace PlaceOf(FleetSource source) => new() { Path = source.Spec.Path, TargetNamespace = FleetSite.SpaceOf(source, name) };
}
