using System.Text.Json;
using NodaTime;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Objects;
using Reconciler.Operator.Events;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator.Stores;

/// <summary>
/// Makes the generated windows in the cluster equal to those of a plan. A window of the same name that people made is never touched; one that can not
/// be written rests for a while, and the others go on.
/// </summary>
/// <param name="caches">The cluster.</param>
/// <param name="writes">Writes.</param>
/// <param name="own">Learns what is about to be written.</param>
/// <param name="retries">What rests.</param>
/// <param name="report">Takes events.</param>
internal sealed class WindowWriter(ClusterCaches caches, LeaderWrites writes, OwnWrites own, Retries retries, Action<ClusterEvent> report)
{
    /// <summary>Creates, changes and deletes windows.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>How many were written.</returns>
    public async Task<int> WriteAsync(Plan plan, CancellationToken stop)
    {
        var wanted = GeneratedWindow.Of(plan).ToDictionary(window => window.Reference);
        var unwanted = caches.Windows.Read().Values
            .Where(found => found.Value is { IsGenerated: true } && found.Head.DeletedAt is null)
            .Select(found => (Reference: KnownTypes.ReferenceOf(KnownTypes.Windows, found.Head.Name), found.Head))
            .Where(found => !wanted.ContainsKey(found.Reference) && !GeneratedWindow.IsOfAny(found.Head, plan.Unreadable))
            .ToDictionary(found => found.Reference, found => found.Head);
        retries.KeepOnly(reference => wanted.ContainsKey(reference) || unwanted.ContainsKey(reference));

        var written = 0;
        await LeaderWrites.ForEachAsync(wanted.Values, (window, token) => TryAsync(window.Reference, window.Origin, () => SaveAsync(window, token)), stop);
        await LeaderWrites.ForEachAsync(unwanted, (found, token) => TryAsync(found.Key, found.Key, () => DeleteAsync(found.Key, found.Value, token)), stop);
        return written;

        async ValueTask TryAsync(ObjectRef reference, ObjectRef origin, Func<Task<bool>> write)
        {
            if (retries.MayTry(reference, plan.Now) && await SucceedsAsync(reference, origin, plan.Now, write))
            {
                Interlocked.Increment(ref written);
            }
        }
    }

    /// <summary>The statuses of the windows that are there, each for the generation that it has.</summary>
    /// <param name="plan">The plan.</param>
    public IEnumerable<DesiredStatus> StatusesOf(Plan plan)
    {
        var found = caches.Windows.Read();
        return GeneratedWindow.Of(plan)
            .Select(window => (Window: window, Found: found.GetValueOrDefault(window.Name)))
            .Where(pair => pair is { Found.Value.IsGenerated: true, Window.Window.Status: not null })
            .Select(pair => pair.Window.StatusAt(pair.Found!.Head.Generation));
    }

    private async Task<bool> SucceedsAsync(ObjectRef reference, ObjectRef origin, Instant now, Func<Task<bool>> write)
    {
        try
        {
            var isWritten = await write();
            retries.Done(reference);
            return isWritten;
        }
        catch (ApiException problem)
        {
            // Of a conflict the cache will know in a moment what became of the object.
            if (retries.Failed(reference, now, problem.Message) && !problem.IsConflict && !problem.IsNotFound)
            {
                report(new(origin, Reasons.NotWritten, $"window {reference.Name} can not be written: {problem.Detail}"));
            }

            return false;
        }
    }

    private async Task<bool> SaveAsync(GeneratedWindow window, CancellationToken stop)
    {
        if (caches.Find(window.Origin) is not { } origin)
        {
            return false;
        }

        var json = window.ToJson(caches.TypeOf(window.Origin.Kind), origin.Head);
        var digest = Known.MadeDigest(json);
        switch (caches.Windows.Read().GetValueOrDefault(window.Name))
        {
            case null:
                own.Specs.Write(window.Reference, digest);
                Adopt(window.Reference, digest, await writes.CreateAsync(KnownTypes.Windows, window.Name, json, stop));
                return true;
            case { Value: { IsGenerated: true, Made: var made }, Head: var head }:
                return !own.Specs.IsSettled(window.Reference, digest, made) && await ChangeAsync(window, head, json, digest, stop);
            default:
                report(new(window.Origin, Reasons.NameTaken, $"a window {window.Name} exists already and is not of its making: rename one of the two"));
                return false;
        }
    }

    private async Task<bool> ChangeAsync(GeneratedWindow window, ObjectHead head, byte[] json, UInt128 digest, CancellationToken stop)
    {
        using var document = JsonDocument.Parse(json);
        var (metadata, spec) = (document.RootElement.GetProperty("metadata"), document.RootElement.GetProperty("spec"));
        own.Specs.Write(window.Reference, digest);
        Adopt(window.Reference, digest, await writes.PatchAsync(KnownTypes.Windows, window.Name, null, head.ResourceVersion,
            [
                .. metadata.GetProperty("labels").EnumerateObject().Select(label => ($"/metadata/labels/{JsonPatch.Step(label.Name)}", label.Value)),
                ("/metadata/ownerReferences", metadata.GetProperty("ownerReferences")),
                ("/spec", spec),
            ], stop));
        return true;
    }

    private async Task<bool> DeleteAsync(ObjectRef reference, ObjectHead head, CancellationToken stop)
    {
        var isDeleted = await own.Specs.DeleteAsync(reference, () => writes.DeleteAsync(KnownTypes.Windows, head.Name, new(head.Uid), stop));
        caches.Windows.AdoptDeletion(head);
        return isDeleted;
    }

    private void Adopt(ObjectRef reference, UInt128 digest, ApiObject answer)
    {
        own.Specs.Stored(reference, digest, Known.MadeDigest(answer.Json));
        caches.Windows.Adopt(answer);
    }
}
