using System.Collections.Immutable;
using NodaTime.Extensions;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Git;
using Reconciler.Git.Fetching;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Objects;
using Reconciler.Operator.Events;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator.Fleets;

/// <summary>
/// Brings the cluster in line with a revision: compares, lets the server try what differs, says in the cluster that it begins, writes, deletes, and
/// says that it is done. Whatever ends it in between leaves what the next one goes on from.
/// </summary>
/// <param name="site">What all fleet sources share.</param>
/// <param name="name">The fleet source.</param>
/// <param name="mirror">The copy of its repository.</param>
internal sealed class FleetSync(FleetSite site, ResourceName name, GitMirror mirror)
{
    private const int MostLookedAt = 20;

    // A fetch of another source ends within its own time; what takes longer is an apply that is stuck.
    private static readonly TimeSpan LongestQuestion = TimeSpan.FromSeconds(90);

    private readonly ObjectRef _subject = KnownTypes.ReferenceOf(KnownTypes.Fleets, name);
    private readonly Preparation _preparation = new(name, mirror, site.Clocks.Time);
    private readonly Lingering _lingering = new();

    // Of the revision that is looked at: what was done so far.
    private (int Applied, int Unchanged, int Pruned) _done;

    /// <summary>The status as it was last written.</summary>
    public FleetSourceStatus Status { get; private set; } = new();

    /// <summary>Now, in whole seconds.</summary>
    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds(site.Clocks.Clock.GetUtcNow().ToUnixTimeSeconds());

    /// <summary>The value of <see cref="Annotations.RequestedAt"/> that is being answered.</summary>
    public string? Asked { get; set; }

    /// <summary>Begins from the status in the cluster.</summary>
    public void Begin(FleetSourceStatus status) => (Status, Asked) = (status, status.LastHandledRequestedAt);

    /// <summary>Writes another status.</summary>
    /// <returns>Whether the cluster had another.</returns>
    public async Task<bool> SaveAsync(FleetSourceStatus after, CancellationToken stop)
    {
        var isWritten = await site.Statuses.WriteAsync(name, after, stop);
        Status = after;
        return isWritten;
    }

    /// <summary>Says once more what was said, should somebody else have changed it.</summary>
    /// <returns>Whether somebody had.</returns>
    public async Task<bool> SayAgainAsync(CancellationToken stop) => !Status.Conditions.IsEmpty && await SaveAsync(Status, stop);

    /// <summary>Applies a revision.</summary>
    /// <param name="source">The fleet source.</param>
    /// <param name="tree">What the revision declares.</param>
    /// <param name="before">What the last revision that was applied declares; gives null where that is not to be had.</param>
    /// <param name="head">The head of the fleet source.</param>
    /// <param name="begin">Timestamp of the end of its fetch.</param>
    /// <param name="isNewest">Whether it is what was asked for; else it is an older one that was cut short, and more is to be said.</param>
    /// <param name="stop">Gives up, between two writes.</param>
    /// <exception cref="SyncException">It was refused, or could not be finished. The status does not say so yet.</exception>
    public async Task ApplyAsync(FleetSource source, WantedTree tree, Func<WantedTree?> before, ObjectHead head, long begin, bool isNewest, CancellationToken stop)
    {
        var isSame = Status.LastAppliedRevision == tree.Name && Status.Applying is null && Status.DigestOf(tree.Name) == tree.Digest;
        site.Claims.Contest(name);
        _done = default;
        var changes = await SettledAsync(() => FleetChanges.Of(name, tree, isSame, source.Spec.Prune, before, site.Caches, site.Own.Applied, site.Claims), stop);
        changes = isNewest ? changes : OwnObject.Spare(_subject, changes, Status);
        _done.Unchanged = changes.Unchanged;
        var released = Check(tree, changes, head.Annotations[Annotations.Release]);
        var drift = await WriteAsync(tree, before, changes, released, RemovedBy(before, tree, changes), isSame, head.Generation, stop);
        var isNews = !isSame || !changes.Prunes.IsEmpty;
        var entry = isNews ? Entry(tree.Revision, tree, FleetResult.Applied, begin) : null;
        if (!isSame)
        {
            // What the status says is applied must be there to be put back from.
            mirror.Keep(tree.Revision);
        }

        await EndAsync((isNewest ? Status.Applied(tree, entry, head.Generation, Now) with { LastHandledRequestedAt = Asked } : Status.Completed(tree, entry)).WithDrift([.. drift, .. Linger(changes)]), stop);
        if (isNews)
        {
            Report(Reasons.RevisionApplied, $"applied {tree.Name}: {changes.Writes.Length} objects written, {changes.Prunes.Length} deleted, {changes.Unchanged} as they were{(changes.HandedOver == 0 ? "" : $", {changes.HandedOver} left to other fleet sources that declare them")}");
        }
    }

    /// <summary>Puts back what others changed since a revision was applied. What else the status says stays as it is.</summary>
    /// <returns>Whether anything was put back.</returns>
    /// <exception cref="SyncException">It could not be finished.</exception>
    public async Task<bool> PutBackAsync(WantedTree tree, ObjectHead head, CancellationToken stop)
    {
        var before = Status;
        var changes = OwnObject.Spare(_subject, FleetChanges.Of(name, tree, isApplied: true, prunes: false, () => tree, site.Caches, site.Own.Applied, site.Claims), Status);
        if (changes.Writes.IsEmpty)
        {
            if (Linger(changes) is { Length: > 0 } lingering)
            {
                await SaveAsync(before.WithDrift(lingering), stop);
            }

            return false;
        }

        var drift = await WriteAsync(tree, () => tree, changes, released: null, Status.Removed, isDrift: true, head.Generation, stop);
        await EndAsync(before.WithDrift([.. drift, .. Linger(changes)]), stop);
        return true;
    }

    /// <summary>What became of a revision.</summary>
    /// <param name="revision">The revision.</param>
    /// <param name="tree">What it declares; null: it can not be read.</param>
    /// <param name="result">What became of it.</param>
    /// <param name="begin">Timestamp of the end of its fetch.</param>
    public FleetRevision Entry(Revision revision, WantedTree? tree, FleetResult result, long begin)
    {
        var done = tree is null ? default : _done;
        return new()
        {
            Revision = WantedTree.NameOf(revision),
            Author = revision.Author,
            Result = result,
            At = Now,
            Digest = tree?.Digest,
            Milliseconds = (long)site.Clocks.Time.GetElapsedTime(begin).TotalMilliseconds,
            Applied = done.Applied,
            Unchanged = done.Unchanged,
            Pruned = done.Pruned,
        };
    }

    /// <summary>Says that something is wrong.</summary>
    public async Task FailAsync(SyncException problem, FleetRevision? entry, long generation, CancellationToken stop)
    {
        var before = Status.Conditions.FirstOrDefault(condition => condition.Type == ConditionTypes.Ready);
        await SaveAsync(Status.Failed(problem, entry, generation, Now) with { LastHandledRequestedAt = Asked }, stop);
        var after = Status.Conditions.First(condition => condition.Type == ConditionTypes.Ready);
        if (before is null || before.Reason != after.Reason || before.Message != after.Message)
        {
            var reason = FleetReasons.EventOf(problem.Reason, isOfRevision: entry is not null);
            Report(reason, reason == problem.Reason ? after.Message : $"{problem.Reason}: {after.Message}");
        }
    }

    /// <summary>Says that what people wrote can not be read. Nothing else of the status is lost; the event comes from the pass, as of every kind.</summary>
    public Task UnreadableAsync(string problem, ObjectHead head, CancellationToken stop) =>
        SaveAsync(Status.Failed(new(Reasons.Unreadable, problem) { NeedsPerson = true }, entry: null, head.Generation, Now) with { LastHandledRequestedAt = head.Annotations[Annotations.RequestedAt] ?? Status.LastHandledRequestedAt }, stop);

    private IEnumerable<ObjectRef[]> ToldOf(IReadOnlySet<ObjectRef> objects) => Announcements.Among(objects, site.Caches, Now.ToInstant());

    private string? Check(WantedTree tree, FleetChanges changes, string? released)
    {
        if (!changes.Contested.IsEmpty)
        {
            var (wanted, owner) = changes.Contested[0];
            throw new SyncException(FleetReasons.Refused, $"{_preparation.PlaceOf(tree, wanted, "metadata.name")}: {TextOf(wanted.Reference)} is applied by FleetSource {owner} already: declare it in one of the two repositories only") { NeedsPerson = true };
        }

        site.Claims.Settle(name);
        if (site.Namespace is { } only && tree.Objects.Values.FirstOrDefault(wanted => wanted.Reference.Namespace.Length > 0 && wanted.Reference.Namespace != only) is { } outside)
        {
            throw new SyncException(FleetReasons.Refused, $"{_preparation.PlaceOf(tree, outside, "metadata.namespace")}: {TextOf(outside.Reference)} is in another namespace than '{only}', the only one that this operator looks at") { NeedsPerson = true };
        }

        if (tree.Objects.IsEmpty && changes.Held == 0 && Status is not { LastAppliedRevision: not null, Objects: 0 })
        {
            throw new SyncException(FleetReasons.PathNotFound, $"{tree.Name} has no manifests at the path: mend 'spec.path', or commit some") { NeedsPerson = true };
        }

        return PruneGate.Pass(name, Status, tree, changes, objects => ToldOf(objects).Count(), site.MostCancellations(), released);
    }

    // What people were told of may have moved to a repository that was not looked at since: it is not called off before that is known.
    private async Task<FleetChanges> SettledAsync(Func<FleetChanges> compare, CancellationToken stop)
    {
        var changes = compare();
        var others = site.Caches.Fleets.Read().Keys.Where(other => other != name).ToArray();
        if (others.Length == 0 || !ToldOf(changes.Prunes.Select(each => each.Object).ToHashSet()).Any())
        {
            return changes;
        }

        return await site.Claims.AskAsync(name, others, LongestQuestion, site.Clocks.Time, stop) is { } silent
            ? throw new SyncException(FleetReasons.AwaitingOthers, $"what people were told of is declared here no more, and FleetSource {silent} has not said yet whether it is declared there: see what that one waits for, or delete it") { IsOfRevision = false }
            : compare();
    }

    // What an earlier revision took away stays named until its tickets are cancelled: those of people's own deletions must not name it.
    private ImmutableArray<FleetRemoval> RemovedBy(Func<WantedTree?> before, WantedTree tree, FleetChanges changes)
    {
        var gone = changes.Prunes.Select(each => each.Object).ToHashSet();
        var known = Removals.In(Status).Where(each => !tree.Objects.ContainsKey(each.Key) && !gone.Contains(each.Key)).ToArray();
        var told = ToldOf(gone.Union(known.Select(each => each.Key)).ToHashSet()).SelectMany(each => each).ToHashSet();
        gone.IntersectWith(told);
        return Removals.Of([.. known.Where(each => told.Contains(each.Key)), .. _preparation.RemovedBy(gone.Count == 0 ? null : before(), tree, gone)]);
    }

    private async Task EndAsync(FleetSourceStatus after, CancellationToken stop)
    {
        await SaveAsync(after, stop);
        site.Motion.End(name);
        site.Changed.Raise();
    }

    private async Task<IReadOnlyList<FleetDrift>> WriteAsync(WantedTree tree, Func<WantedTree?> before, FleetChanges changes, string? released, ImmutableArray<FleetRemoval> removed, bool isDrift, long generation, CancellationToken stop)
    {
        if (changes.IsEmpty)
        {
            return [];
        }

        var prepared = _preparation.Of(tree, before, changes);
        await RequireTemplatesAsync(tree, changes, stop);
        if (await site.Writer.TryAsync(prepared, changes.Prunes, stop) is { Count: > 0 } refused)
        {
            throw Refusal(tree, refused[0].Object, refused[0].Problem, isDrift);
        }

        // In this order: what the status does not say, nobody would end after a crash.
        await SaveAsync(Status.Applying(tree, changes, released, removed, generation, Now), stop);
        site.Motion.Begin(name, isWriting: true);
        try
        {
            var drift = await LookAsync(prepared, stop);
            var failed = await site.Writer.WriteAsync(prepared, stop);
            _done.Applied = prepared.Count - failed.Count;
            if (failed.Count == 0)
            {
                failed = await site.Writer.DeleteAsync(changes.Prunes, stop);
                _done.Pruned = changes.Prunes.Length - failed.Count;
            }

            return failed.Count == 0 ? drift : throw Failure(tree, failed, isDrift);
        }
        finally
        {
            site.Motion.Pause(name);
        }
    }

    // The cache has templates only. A ConfigMap of the same name that is none belongs to somebody else.
    private async Task RequireTemplatesAsync(WantedTree tree, FleetChanges changes, CancellationToken stop)
    {
        foreach (var wanted in changes.Writes.Where(write => write is { Found: null, Wanted.Reference.Kind: "ConfigMap" }).Select(write => write.Wanted))
        {
            if (await site.Objects.FindAsync(KnownTypes.ConfigMaps, KnownTypes.NameOf(wanted.Reference), stop) is { } other && other.Head.Labels[Annotations.Template] is null)
            {
                throw new SyncException(FleetReasons.Refused, $"{_preparation.PlaceOf(tree, wanted, "metadata.name")}: {TextOf(wanted.Reference)} is in the cluster already, without the label '{Annotations.Template}', so it is somebody else's: choose another name") { NeedsPerson = true };
            }
        }
    }

    private async Task<IReadOnlyList<FleetDrift>> LookAsync(IReadOnlyCollection<PreparedWrite> prepared, CancellationToken stop)
    {
        var drift = new List<FleetDrift>();
        var all = prepared.Where(each => each.Write.IsDrift).ToArray();
        foreach (var each in all.Take(MostLookedAt))
        {
            var live = await site.Objects.FindAsync(site.Caches.TypeOf(each.Reference.Kind), KnownTypes.NameOf(each.Reference), stop);
            var found = DriftReport.Of(each, live, Now);
            drift.Add(found);
            site.Report(new(each.Reference, Reasons.DriftPutBack, $"{found.What}: changed by {found.By ?? "somebody"}, put back as FleetSource {name} declares it"));
            Report(Reasons.DriftPutBack, $"{found.Object}: {found.What}: changed by {found.By ?? "somebody"}, put back");
        }

        if (all.Length > MostLookedAt)
        {
            Report(Reasons.DriftPutBack, $"and {all.Length - MostLookedAt} more: changed by somebody, put back");
        }

        return drift;
    }

    private FleetDrift[] Linger(FleetChanges changes)
    {
        var news = _lingering.News(changes.Leaving, Status.Drift, Now);
        foreach (var (subject, drift) in news.Take(MostLookedAt))
        {
            site.Report(new(subject, Reasons.DriftHeld, drift.What));
            Report(Reasons.DriftHeld, $"{drift.Object}: {drift.What}");
        }

        if (news.Count > MostLookedAt)
        {
            Report(Reasons.DriftHeld, $"and {news.Count - MostLookedAt} more: being deleted, and put back once they are gone");
        }

        return [.. news.Select(each => each.Drift)];
    }

    // What was written in part, now or before, is no revision that was refused whole: it is tried again soon.
    private SyncException Refusal(WantedTree tree, ObjectRef subject, ApiException problem, bool isDrift) => problem switch
    {
        { IsTransient: true } or { IsConflict: true } => new(FleetReasons.ApplyFailed, $"the server can not tell yet: {TextOf(subject)}: {problem.Detail}", problem) { IsOfRevision = Status.Applying == tree.Name },
        _ when isDrift => new(FleetReasons.ApplyFailed, $"what others changed can not be put back: {TextOf(tree, subject, problem)}", problem) { IsOfRevision = false },
        _ when Status.Applying == tree.Name => new(FleetReasons.ApplyFailed, TextOf(tree, subject, problem), problem),
        _ => new(FleetReasons.Refused, TextOf(tree, subject, problem), problem) { NeedsPerson = true },
    };

    private SyncException Failure(WantedTree tree, IReadOnlyList<(ObjectRef Object, ApiException Problem)> failed, bool isDrift)
    {
        var (subject, problem) = failed[0];
        var first = problem.IsTransient ? $"{TextOf(subject)}: {problem.Detail}" : TextOf(tree, subject, problem);
        return new(FleetReasons.ApplyFailed, failed.Count == 1 ? first : $"{failed.Count} objects can not be written or deleted, such as {first}", problem) { IsOfRevision = !isDrift };
    }

    private void Report(string reason, string message) => site.Report(new(_subject, reason, message));

    private string TextOf(WantedTree tree, ObjectRef subject, ApiException problem) => tree.Objects.ContainsKey(subject)
        ? _preparation.TextOf(tree, subject, problem)
        : $"{TextOf(subject)}, which is declared no more, can not be deleted: {problem.Detail}";

    private static string TextOf(ObjectRef reference) => $"{reference.Kind} {new ObjectKey(reference.Namespace, reference.Name)}";
}
