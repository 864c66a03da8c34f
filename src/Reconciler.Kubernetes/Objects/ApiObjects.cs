using System.Collections.Immutable;
using Reconciler.Kubernetes.Connecting;

namespace Reconciler.Kubernetes.Objects;

/// <summary>
/// Reads and writes objects. What fails for a reason that passes (no answer, 429, 5xx) is repeated with growing waits; a 409 goes to the
/// caller. A write whose answer was lost is repeated too: then <c>AlreadyExists</c> or <c>Conflict</c> may speak of our own first attempt, so whoever
/// gets one reads the object before drawing conclusions. Safe for several threads.
/// </summary>
/// <param name="connection">The server.</param>
/// <param name="time">Measures the waits.</param>
/// <param name="chance">Their jitter: a number from 0 up to, but not including, 1.</param>
public sealed class ApiObjects(ApiConnection connection, TimeProvider time, Func<double> chance)
{
    private const string Merge = "application/merge-patch+json";
    private const string Apply = "application/apply-patch+yaml";
    private const string Json = "application/json";

    private readonly Repetition _repetition = new(time, chance);

    /// <summary>The server.</summary>
    public ApiConnection Connection => connection;

    /// <summary>Reads one object.</summary>
    /// <returns>The object; null if there is none.</returns>
    public async Task<ApiObject?> FindAsync(ResourceType type, ResourceName name, CancellationToken stop)
    {
        try
        {
            return await SendAsync(new(HttpMethod.Get, type.PathOf(name)), stop);
        }
        catch (ApiException problem) when (problem.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>Reads a list page by page.</summary>
    /// <returns>All objects, in the server's order: by namespace and name.</returns>
    /// <exception cref="System.Text.Json.JsonException">One of them has no name.</exception>
    public async Task<ImmutableArray<ApiObject>> ListAsync(ResourceType type, Selection selection, CancellationToken stop)
    {
        var objects = new Dictionary<ResourceName, ApiObject>();
        var pages = new ListPages(this, type, selection);
        do
        {
            await pages.NextAsync(Keep, objects.Clear, stop);
        }
        while (!pages.AreComplete);

        return [.. objects.Values.OrderBy(found => found.Head.Name)];

        void Keep(ReadOnlyMemory<byte> json)
        {
            var found = ApiObject.Parse(json.ToArray());
            objects[found.Head.Name] = found;
        }
    }

    /// <summary>Creates an object.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="space">Its namespace; null for a cluster-scoped type.</param>
    /// <param name="json">The object, UTF-8, with name.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <returns>What the server stored.</returns>
    /// <exception cref="ApiException">409 if the name is taken.</exception>
    public Task<ApiObject> CreateAsync(ResourceType type, string? space, ReadOnlyMemory<byte> json, CancellationToken stop) =>
        SendAsync(new(HttpMethod.Post, type.PathOf(space), json, Json), stop);

    /// <summary>Replaces an object, if its <c>metadata.resourceVersion</c> is still the current one.</summary>
    /// <exception cref="ApiException">409 if it is another by now.</exception>
    public Task<ApiObject> ReplaceAsync(ResourceType type, ResourceName name, ReadOnlyMemory<byte> json, CancellationToken stop) =>
        SendAsync(new(HttpMethod.Put, type.PathOf(name), json, Json), stop);

    /// <summary>Replaces the status of an object, if its <c>metadata.resourceVersion</c> is still the current one.</summary>
    /// <exception cref="ApiException">409 if it is another by now.</exception>
    public Task<ApiObject> ReplaceStatusAsync(ResourceType type, ResourceName name, ReadOnlyMemory<byte> json, CancellationToken stop) =>
        SendAsync(new(HttpMethod.Put, type.PathOf(name, "status"), json, Json), stop);

    /// <summary>Changes some fields: a JSON merge patch.</summary>
    public Task<ApiObject> MergeAsync(ResourceType type, ResourceName name, ReadOnlyMemory<byte> patch, CancellationToken stop) =>
        SendAsync(new(HttpMethod.Patch, type.PathOf(name), patch, Merge), stop);

    /// <summary>Server-side apply: makes the fields in <paramref name="json"/> so, and gives up those that we applied before and that are not in it.</summary>
    /// <param name="type">The object's type.</param>
    /// <param name="name">Its name.</param>
    /// <param name="json">The fields, UTF-8, with <c>apiVersion</c>, <c>kind</c> and <c>metadata.name</c>.</param>
    /// <param name="options">Field manager, force, dry run.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <returns>The whole object after it.</returns>
    public Task<ApiObject> ApplyAsync(ResourceType type, ResourceName name, ReadOnlyMemory<byte> json, ApplyOptions options, CancellationToken stop) =>
        SendAsync(new(HttpMethod.Patch, type.PathOf(name) + options.Query, ApplyBody.Of(json), Apply), stop);

    /// <summary>As <see cref="ApplyAsync"/>, of the <c>status</c> subresource.</summary>
    public Task<ApiObject> ApplyStatusAsync(ResourceType type, ResourceName name, ReadOnlyMemory<byte> json, ApplyOptions options, CancellationToken stop) =>
        SendAsync(new(HttpMethod.Patch, type.PathOf(name, "status") + options.Query, ApplyBody.Of(json), Apply), stop);

    /// <summary>Deletes an object; its dependants follow in the background.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="name">Its name.</param>
    /// <param name="preconditions">Which very object; null: whichever has the name.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <returns>False if there was none.</returns>
    /// <exception cref="ApiException">409 if a precondition does not hold.</exception>
    public async Task<bool> DeleteAsync(ResourceType type, ResourceName name, Preconditions? preconditions, CancellationToken stop)
    {
        try
        {
            await AskAsync(new(HttpMethod.Delete, type.PathOf(name), preconditions?.ToDeleteOptions(), preconditions is null ? null : Json), stop);
            return true;
        }
        catch (ApiException problem) when (problem.IsNotFound)
        {
            return false;
        }
    }

    /// <summary>Sends any request, repeated like the others.</summary>
    /// <returns>The body.</returns>
    public Task<byte[]> AskAsync(ApiRequest request, CancellationToken stop) => _repetition.RunAsync(() => connection.AskAsync(request, stop), stop);

    /// <summary>Opens a watch. Only a server that says when to come back is asked again.</summary>
    internal Task<Stream> WatchAsync(ApiRequest request, CancellationToken stop) => _repetition.RunAsync(() => connection.OpenAsync(request, stop), stop, attempts: 1);

    /// <summary>Reads one page of a list, again from its beginning where the answer breaks off.</summary>
    internal Task<PageEnd> ReadPageAsync(ApiRequest request, Action begin, Action<ReadOnlyMemory<byte>> take, CancellationToken stop) => _repetition.RunAsync(() =>
    {
        begin();
        return connection.ReadAsync(request, async (body, limit) =>
        {
            using var reader = new ListReader(body, take);
            return await reader.ReadAsync(limit);
        }, stop);
    }, stop);

    private async Task<ApiObject> SendAsync(ApiRequest request, CancellationToken stop) => ApiObject.Parse(await AskAsync(request, stop));
}
