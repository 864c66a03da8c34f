using System.Text.Json;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Objects;
using Reconciler.Manifests;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator.Stores;

/// <summary>Writes to the cluster, each only while this process leads.</summary>
/// <param name="objects">The server.</param>
/// <param name="isHeld">Whether this process leads.</param>
internal sealed class LeaderWrites(ApiObjects objects, Func<bool> isHeld)
{
    /// <summary>How many writes are under way at the same time, at most.</summary>
    public const int AtOnce = 16;

    private const string Json = "application/json";

    // Said with each write: what a server takes from the name of the program may be lost on the way.
    private const string AsOurs = $"?fieldManager={Known.Manager}";

    // Nobody reads a warning: what the server made of a status is seen in its answer.
    private static readonly ApplyOptions Ours = new(Known.Manager, Warns: false);

    /// <summary>Creates an object.</summary>
    /// <exception cref="ApiException">409: the name is taken.</exception>
    public async Task<ApiObject> CreateAsync(ResourceType type, ResourceName name, ReadOnlyMemory<byte> json, CancellationToken stop)
    {
        RequireLease();
        return ApiObject.Parse(await objects.AskAsync(new(HttpMethod.Post, type.PathOf(name.Namespace) + AsOurs, json, Json), stop));
    }

    /// <summary>Changes parts of an object.</summary>
    /// <exception cref="ApiException">409: it is another than the one that was decided on.</exception>
    public Task<ApiObject> PatchAsync(
        ResourceType type, ResourceName name, string? subresource, string version, IReadOnlyCollection<(string Path, JsonElement Value)> parts, CancellationToken stop) =>
        PatchAsync(type.PathOf(name, subresource) + AsOurs, version, parts, stop);

    /// <summary>
    /// Makes a status so, by server-side apply. By its rules what others own stays there, also what we co-owned and want no more: where applying
    /// leaves such fields, the whole of the status is put in their place.
    /// </summary>
    /// <param name="type">The object's type.</param>
    /// <param name="name">Its name.</param>
    /// <param name="json">The object with the status, UTF-8.</param>
    /// <param name="digest">Digest of that status.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>The object after it, and the digest of its status.</returns>
    /// <exception cref="ApiException">409: somebody wrote meanwhile.</exception>
    public async Task<(ApiObject Answer, UInt128 Stored)> ApplyStatusAsync(ResourceType type, ResourceName name, ReadOnlyMemory<byte> json, UInt128 digest, CancellationToken stop)
    {
        RequireLease();
        var answer = await objects.ApplyStatusAsync(type, name, json, Ours, stop);
        var stored = JsonDigest.Of(answer.Json, "status");
        if (stored == digest || AppliedStatus.Correction(json, answer.Json, stored) is not { } status)
        {
            return (answer, stored);
        }

        answer = await PatchAsync(type, name, "status", answer.Head.ResourceVersion, [("/status", status)], stop);
        return (answer, JsonDigest.Of(answer.Json, "status"));
    }

    /// <summary>Makes an object what a repository declares, by server-side apply.</summary>
    public Task<ApiObject> ApplyAsync(ResourceType type, ResourceName name, ReadOnlyMemory<byte> json, bool isTrial, CancellationToken stop)
    {
        RequireLease();
        return objects.ApplyAsync(type, name, json, new(Known.FleetManager, Force: true, DryRun: isTrial), stop);
    }

    /// <summary>Puts what a repository declares in the place of what parts of an object say, whoever owns them.</summary>
    /// <exception cref="ApiException">409: it is another than the one that was looked at.</exception>
    public Task<ApiObject> OverwriteAsync(
        ResourceType type, ResourceName name, string version, IReadOnlyCollection<(string Path, JsonElement Value)> parts, bool isTrial, CancellationToken stop) =>
        PatchAsync($"{type.PathOf(name)}?fieldManager={Known.FleetManager}{(isTrial ? "&dryRun=All" : "")}", version, parts, stop);

    /// <summary>Deletes an object, if it is still the one that was decided on.</summary>
    public Task<bool> DeleteAsync(ResourceType type, ResourceName name, Preconditions conditions, CancellationToken stop)
    {
        RequireLease();
        return objects.DeleteAsync(type, name, conditions, stop);
    }

    /// <summary>Lets the server try to delete an object, and changes nothing. One that is gone already is taken for deleted.</summary>
    public async Task TryDeletionAsync(ResourceType type, ResourceName name, CancellationToken stop)
    {
        RequireLease();
        try
        {
            await objects.AskAsync(new(HttpMethod.Delete, $"{type.PathOf(name)}?dryRun=All"), stop);
        }
        catch (ApiException problem) when (problem.IsNotFound)
        {
            // Which is what was asked for.
        }
    }

    /// <summary>Does something for each of many, several at a time.</summary>
    public static Task ForEachAsync<T>(IEnumerable<T> items, Func<T, CancellationToken, ValueTask> action, CancellationToken stop) =>
        Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, action);

    private async Task<ApiObject> PatchAsync(string path, string version, IReadOnlyCollection<(string Path, JsonElement Value)> parts, CancellationToken stop)
    {
        RequireLease();
        return ApiObject.Parse(await objects.AskAsync(new(HttpMethod.Patch, path, JsonPatch.Of(version, parts), JsonPatch.MediaType), stop));
    }

    private void RequireLease()
    {
        if (!isHeld())
        {
            throw new LeadershipLostException();
        }
    }
}
