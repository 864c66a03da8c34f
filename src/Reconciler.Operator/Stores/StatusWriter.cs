using System.Collections.Concurrent;
using System.Text.Json;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Objects;
using Reconciler.Manifests;
using Reconciler.Operator.Events;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator.Stores;

/// <summary>
/// Makes the statuses in the cluster equal to those of a plan. Only what differs is written; one that can not be written rests for a while, and the
/// others go on. What has no status of its generation comes first: people wait for it. What was written a moment ago waits while other changes do: in a
/// storm of changes each object is written when it comes and when the storm is over, not in every pass between. Of the others only a few are written then.
/// </summary>
/// <param name="caches">The cluster.</param>
/// <param name="writes">Writes.</param>
/// <param name="own">Learns what is about to be written.</param>
/// <param name="retries">What rests.</param>
/// <param name="report">Takes events.</param>
/// <param name="seen">An object as it was when what is wanted was planned; null: it was not there.</param>
/// <param name="othersWait">Whether changes wait that the plan does not know.</param>
internal sealed class StatusWriter(
    ClusterCaches caches, LeaderWrites writes, OwnWrites own, Retries retries, Action<ClusterEvent> report, Func<ObjectRef, ObjectHead?> seen, Func<bool> othersWait)
{
    // A storm that does not end must not leave anybody with an old status, and these few hold up nobody.
    private const int MostInStorm = 50;
    private static readonly Duration Recently = Duration.FromSeconds(30);

    private readonly ConcurrentDictionary<ObjectRef, Instant> _recent = new();
    private Dictionary<ObjectRef, (object Status, UInt128 Digest)> _wanted = [];

    /// <summary>Writes statuses.</summary>
    /// <param name="statuses">Every status that is wanted.</param>
    /// <param name="now">The instant of the pass.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>How many differed and were written.</returns>
    public async Task<int> WriteAsync(IEnumerable<DesiredStatus> statuses, Instant now, CancellationToken stop)
    {
        var wanted = new Dictionary<ObjectRef, (object Status, UInt128 Digest)>(_wanted.Count);
        var (first, rest) = (new List<DesiredStatus>(), new List<DesiredStatus>());
        foreach (var desired in statuses.Where(status => caches.IsOurs(status.Object)))
        {
            (caches.Find(desired.Object)?.Value is { } known && known.Status.Generation == known.Head.Generation ? rest : first).Add(desired);
        }

        var written = 0;

        // People wait for the answer to a change; what the change is about can wait. The others are made while the server takes the first.
        await LeaderWrites.ForEachAsync(Differing(first.OrderBy(desired => desired.Status is not MaintenanceWindowStatus)), WriteAsync, stop);
        var differing = Differing(rest).ToList();
        _wanted = wanted;
        retries.KeepOnly(wanted.ContainsKey);
        foreach (var former in _recent.Where(each => now - each.Value >= Recently))
        {
            _recent.TryRemove(former);
        }

        var inStorm = MostInStorm;
        await LeaderWrites.ForEachAsync(differing, async (status, token) =>
        {
            if (!othersWait() || (!_recent.ContainsKey(status.Desired.Object) && Interlocked.Decrement(ref inStorm) >= 0))
            {
                await WriteAsync(status, token);
            }
        }, stop);
        return written;

        IEnumerable<(DesiredStatus Desired, UInt128 Digest)> Differing(IEnumerable<DesiredStatus> all)
        {
            foreach (var desired in all)
            {
                var digest = DigestOf(desired);
                wanted[desired.Object] = (desired.Status, digest);
                if (caches.Find(desired.Object)?.Value is not { } known || own.Statuses.IsSettled(desired.Object, digest, known.Status.Digest))
                {
                    retries.Done(desired.Object);
                }
                else if (retries.MayTry(desired.Object, now, known.Head.ResourceVersion))
                {
                    yield return (desired, digest);
                }
            }
        }

        async ValueTask WriteAsync((DesiredStatus Desired, UInt128 Digest) status, CancellationToken token)
        {
            if (await TryWriteAsync(status.Desired, status.Digest, now, token))
            {
                _recent[status.Desired.Object] = now;
                Interlocked.Increment(ref written);
            }
        }
    }

    // Most statuses are as in the pass before: records are compared faster than written.
    private UInt128 DigestOf(DesiredStatus desired)
    {
        if (_wanted.TryGetValue(desired.Object, out var before) && ManifestJson.AreSame(before.Status, desired.Status))
        {
            return before.Digest;
        }

        return JsonDigest.Of(ManifestJson.WriteStatus(desired.Object, desired.Status), "status");
    }

    // Deleted and made anew since: what was planned for the former says nothing of it, and a pass that knows it is on its way.
    private bool IsAnother(ObjectRef subject, Known now) => !now.IsGenerated && seen(subject) is { } planned && planned.Uid != now.Head.Uid;

    private async Task<bool> TryWriteAsync(DesiredStatus desired, UInt128 digest, Instant now, CancellationToken stop)
    {
        if (caches.Find(desired.Object)?.Value is not { Status: var before } known || IsAnother(desired.Object, known))
        {
            return false;
        }

        var (type, name) = (caches.TypeOf(desired.Object.Kind), KnownTypes.NameOf(desired.Object));

        // With any other version the server answers 409: the object may have been deleted and made anew, and its uid would not be looked at.
        var version = known.Head.ResourceVersion;
        var json = TransitionTimes.Add(ManifestJson.WriteStatus(desired.Object, desired.Status, version.Length == 0 ? null : version), before, now);
        try
        {
            own.Statuses.Write(desired.Object, digest);
            var (answer, stored) = await writes.ApplyStatusAsync(type, name, json, digest, stop);
            own.Statuses.Stored(desired.Object, digest, stored);
            caches.Adopt(type, answer);
            retries.Done(desired.Object);
        }
        catch (ApiException problem)
        {
            // Of a conflict the next try will know more: somebody wrote just now, or it is another object by now.
            if (!problem.IsNotFound && retries.Failed(desired.Object, now, problem.Message, version) && !problem.IsConflict)
            {
                report(new(desired.Object, Reasons.NotWritten, $"its status can not be written: {problem.Detail}"));
            }

            return false;
        }

        using var document = JsonDocument.Parse(json);
        foreach (var news in StatusEvents.Of(desired.Object, before, document.RootElement.GetProperty("status")))
        {
            report(news);
        }

        return true;
    }
}
