using System.Text.Json;
using System.Text.Json.Nodes;
using Reconciler.Api;
using Reconciler.Core.Inventory;
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
    /// <param name="write">What is to be written.</param>
    /// <param name="declared">What is declared, UTF-8.</param>
    /// <param name="source">Whose it is.</param>
    /// <param name="origin">Where it comes from; null: that is not known, and nobody is named.</param>
    public static PreparedWrite Of(FleetWrite write, byte[] declared, ResourceName source, Provenance? origin)
    {
        var json = JsonNode.Parse(declared)!.AsObject();
        var metadata = json["metadata"]!.AsObject();
        Set("labels", Annotations.Fleet, source.Name);
        Set("labels", Annotations.FleetNamespace, source.Namespace!);
        Set("annotations", Annotations.Applied, write.Wanted.Digest);
        Set("annotations", Annotations.Revision, origin?.Revision);
        Set("annotations", Annotations.Author, origin?.Author);
        return new(write, json.ToUtf8());

        void Set(string field, string key, string? value)
        {
            if (metadata[field] is not JsonObject texts)
            {
                metadata[field] = texts = [];
            }

            texts.Remove(key);
            if (value is not null)
            {
                texts[key] = value;
            }
        }
    }
}

/// <summary>Tries, writes and deletes the objects of a fleet source, several at a time, while this process leads.</summary>
/// <param name="objects">Reads.</param>
/// <param name="caches">The cluster.</param>
/// <param name="writes">Writes.</param>
/// <param name="trials">Tells what has to be tried.</param>
/// <param name="stored">Learns what is written, and what the server made of it.</param>
internal sealed class FleetWriter(ApiObjects objects, ClusterCaches caches, LeaderWrites writes, Trials trials, Intentions stored)
{
    /// <summary>Lets the server try those writes and deletions of which it is not known already that it takes them, and changes nothing.</summary>
    /// <returns>The refusals, each with its object; the first of them ends the trying.</returns>
    public async Task<IReadOnlyList<(ObjectRef Object, ApiException Problem)>> TryAsync(
        IReadOnlyCollection<PreparedWrite> prepared, IReadOnlyCollection<(ObjectRef Object, ObjectHead Head)> gone, CancellationToken stop)
    {
        var refused = new List<(ObjectRef, ApiException)>();
        await LeaderWrites.ForEachAsync(await trials.OfAsync(prepared, caches.TypeOf, stop), (each, token) => TryAsync(each.Reference, () => AgainAsync(each, isTrial: true, token)), stop);
        await LeaderWrites.ForEachAsync(await trials.OfAsync(gone, stop), (each, token) => TryAsync(each.Object, () => writes.TryDeletionAsync(caches.TypeOf(each.Object.Kind), each.Head.Name, token)), stop);
        return refused;

        async ValueTask TryAsync(ObjectRef subject, Func<Task> send)
        {
            if (refused.Count == 0)
            {
                await GuardAsync(subject, refused, send);
            }
        }
    }

    /// <summary>Writes objects.</summary>
    /// <returns>The failures, each with its object; the others are written.</returns>
    public async Task<IReadOnlyList<(ObjectRef Object, ApiException Problem)>> WriteAsync(IReadOnlyCollection<PreparedWrite> prepared, CancellationToken stop)
    {
        var failed = new List<(ObjectRef, ApiException)>();
        await LeaderWrites.ForEachAsync(prepared, async (each, token) => await GuardAsync(each.Reference, failed, () => WriteAsync(each, token)), stop);
        return Learn(failed);
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
        return Learn(failed);
    }

    private List<(ObjectRef Object, ApiException Problem)> Learn(List<(ObjectRef Object, ApiException Problem)> failed)
    {
        if (failed.Any(each => each.Problem is { IsTransient: false, IsConflict: false }))
        {
            trials.Surprise();
        }

        return failed;
    }

    private async Task WriteAsync(PreparedWrite each, CancellationToken stop)
    {
        stored.WriteAgain(each.Reference, each.Write.Wanted.Content);
        var answer = await AgainAsync(each, isTrial: false, stop);
        stored.Stored(each.Reference, each.Write.Wanted.Content, Known.ContentDigest(answer.Json));
        caches.Adopt(caches.TypeOf(each.Reference.Kind), answer);
    }

    // A status may be written between two steps; then the object is looked at once more.
    private async Task<ApiObject> AgainAsync(PreparedWrite each, bool isTrial, CancellationToken stop)
    {
        const int MostAttempts = 3;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await SendAsync(each, isTrial, stop);
            }
            catch (ApiException problem) when (problem.IsConflict && attempt < MostAttempts)
            {
                // Another look.
            }
        }
    }

    // By the rules of server-side apply what others added stays theirs, and together with what is declared it may be refused. But the whole of the
    // object is declared here: where applying does not bring that about, it is put in the place of all that is there.
    private async Task<ApiObject> SendAsync(PreparedWrite each, bool isTrial, CancellationToken stop)
    {
        var (type, name, wanted) = (caches.TypeOf(each.Reference.Kind), KnownTypes.NameOf(each.Reference), each.Write.Wanted);
        try
        {
            var answer = await writes.ApplyAsync(type, name, each.Json, isTrial, stop);
            if (each.Write.Found is null || stored.IsSettled(each.Reference, wanted.Content, Known.ContentDigest(answer.Json)))
            {
                return answer;
            }
        }
        catch (ApiException problem) when (problem.IsInvalid && each.Write.Found is not null)
        {
            // The whole of it may be taken.
        }

        return await objects.FindAsync(type, name, stop) is { } live
            ? await writes.OverwriteAsync(type, name, live.Head.ResourceVersion, PartsOf(each, live), isTrial, stop)
            : await writes.ApplyAsync(type, name, each.Json, isTrial, stop);
    }

    // Labels and annotations of others stay; beside them nothing does, such as the binaryData of a ConfigMap that somebody else made.
    private static List<(string Path, JsonElement Value)> PartsOf(PreparedWrite each, ApiObject live)
    {
        var (wanted, found) = (JsonNode.Parse(each.Json)!.AsObject(), JsonNode.Parse(live.Json.Span)!.AsObject());
        var there = found["metadata"]!;
        var parts = wanted.Select(field => field.Key).Union(found.Select(field => field.Key)).Where(field => field is not ("apiVersion" or "kind" or "metadata" or "status"))
            .Select(field => ($"/{JsonPatch.Step(field)}", wanted[field].ToElement())).ToList();
        foreach (var (field, texts) in wanted["metadata"]!.AsObject().Where(field => field.Value is JsonObject))
        {
            var merged = there[field]?.DeepClone() as JsonObject ?? [];
            foreach (var (key, text) in texts!.AsObject())
            {
                merged[key] = text!.DeepClone();
            }

            // Who is not named now is not to answer for what was there before.
            foreach (var key in Known.Stamps.Where(key => texts[key] is null))
            {
                merged.Remove(key);
            }

            parts.Add(($"/metadata/{field}", merged.ToElement()));
        }

        return parts;
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
