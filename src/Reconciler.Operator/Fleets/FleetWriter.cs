using System.Text.Json;
using System.Text.Json.Nodes;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Git.History;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Objects;
using Reconciler.Operator.Stores;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator.Fleets;

/// <summary>An object as it is sent to the server.</summary>
/// <param name="Write">What is declared, and what is there.</param>
/// <param name="Json">UTF-8.</param>
internal sealed record PreparedWrite(FleetWrite Write, byte[] Json)
{
    /// <summary>The object.</summary>
    public ObjectRef Reference => Write.Wanted.Reference;

    /// <summary>Adds what says whose it is and where it comes from.</summary>
    public static PreparedWrite Of(FleetWrite write, JsonObject json, ResourceName source, CommitDetails? lastChange)
    {
        var metadata = json["metadata"]!.AsObject();
        Set("labels", Annotations.Fleet, source.Name);
        Set("labels", Annotations.FleetNamespace, source.Namespace!);
        Set("annotations", Annotations.Applied, write.Wanted.Digest);
        if (lastChange is not null)
        {
            Set("annotations", Annotations.Revision, lastChange.Id);
            Set("annotations", Annotations.Author, lastChange.Author.Name);
        }

        return new(write, JsonSerializer.SerializeToUtf8Bytes(json));

        void Set(string field, string key, string value)
        {
            if (metadata[field] is not JsonObject texts)
            {
                metadata[field] = texts = [];
            }

            texts[key] = value;
        }
    }
}

/// <summary>Tries, writes and deletes the objects of a fleet source, several at a time, while this process leads.</summary>
/// <param name="caches">The cluster.</param>
/// <param name="writes">Writes.</param>
/// <param name="stored">Learns what the server made of what was written.</param>
internal sealed class FleetWriter(ClusterCaches caches, LeaderWrites writes, Intentions stored)
{
    /// <summary>Lets the server try objects, and changes nothing.</summary>
    /// <returns>The refusals, each with its object; the first of them ends the trying.</returns>
    public async Task<IReadOnlyList<(ObjectRef Object, ApiException Problem)>> TryAsync(IReadOnlyCollection<PreparedWrite> prepared, CancellationToken stop)
    {
        var refused = new List<(ObjectRef, ApiException)>();
        await LeaderWrites.ForEachAsync(prepared, async (each, token) =>
        {
            try
            {
                if (refused.Count == 0)
                {
                    await writes.ApplyAsync(caches.TypeOf(each.Reference.Kind), KnownTypes.NameOf(each.Reference), each.Json, isTrial: true, token);
                }
            }
            catch (ApiException problem)
            {
                lock (refused)
                {
                    refused.Add((each.Reference, problem));
                }
            }
        }, stop);
        return refused;
    }

    /// <summary>Writes objects.</summary>
    /// <returns>The failures, each with its object; the others are written.</returns>
    public async Task<IReadOnlyList<(ObjectRef Object, ApiException Problem)>> WriteAsync(IReadOnlyCollection<PreparedWrite> prepared, CancellationToken stop)
    {
        var failed = new List<(ObjectRef, ApiException)>();
        await LeaderWrites.ForEachAsync(prepared, async (each, token) => await GuardAsync(each.Reference, failed, () => WriteAsync(each, token)), stop);
        return failed;
    }

    /// <summary>Deletes objects, if they are still those that were meant.</summary>
    /// <returns>The failures, each with its object; the others are gone.</returns>
    public async Task<IReadOnlyList<(ObjectRef Object, ApiException Problem)>> DeleteAsync(IReadOnlyCollection<(ObjectRef Object, ObjectHead Head)> gone, CancellationToken stop)
    {
        var failed = new List<(ObjectRef, ApiException)>();
        await LeaderWrites.ForEachAsync(gone, async (each, token) => await GuardAsync(each.Object, failed, async () =>
        {
            await writes.DeleteAsync(caches.TypeOf(each.Object.Kind), each.Head.Name, new(each.Head.Uid), token);
            caches.AdoptDeletion(each.Object.Kind, each.Head);
        }), stop);
        return failed;
    }

    // A status may be written between the two steps; then the object is looked at once more.
    private async Task WriteAsync(PreparedWrite each, CancellationToken stop)
    {
        const int MostAttempts = 3;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await WriteOnceAsync(each, stop);
                return;
            }
            catch (ApiException problem) when (problem.IsConflict && attempt < MostAttempts)
            {
                // Another look.
            }
        }
    }

    private async Task WriteOnceAsync(PreparedWrite each, CancellationToken stop)
    {
        var (type, name, wanted) = (caches.TypeOf(each.Reference.Kind), KnownTypes.NameOf(each.Reference), each.Write.Wanted);
        var answer = await writes.ApplyAsync(type, name, each.Json, isTrial: false, stop);

        // What others added to it is theirs by the rules of server-side apply, but the whole of it is declared here.
        if (Known.ContentDigest(answer.Json) != wanted.Content && each.Write.Found is not null)
        {
            using var json = JsonDocument.Parse(each.Json);
            using var found = JsonDocument.Parse(answer.Json);
            answer = await writes.PatchAsync(type, name, null, answer.Head.ResourceVersion,
                [.. json.RootElement.EnumerateObject().Where(field => field.Name is not ("apiVersion" or "kind" or "metadata")).Select(field => ($"/{JsonPatch.Step(field.Name)}", field.Value))], stop);
        }

        stored.Stored(each.Reference, wanted.Content, Known.ContentDigest(answer.Json));
        caches.Adopt(type, answer);
    }

    private static async Task GuardAsync(ObjectRef subject, List<(ObjectRef, ApiException)> failed, Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (ApiException problem)
        {
            lock (failed)
            {
                failed.Add((subject, problem));
            }
        }
    }
}
