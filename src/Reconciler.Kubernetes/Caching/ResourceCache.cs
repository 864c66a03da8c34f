using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Objects;

namespace Reconciler.Kubernetes.Caching;

/// <summary>
/// All objects of a type, held in memory and kept as the server has them: a paged list, then a watch that goes on from the last version that it
/// saw; a new list only when the server has forgotten that version. From time to time a slow second list finds what a lost event hid.
/// </summary>
/// <typeparam name="T">What objects are decoded to.</typeparam>
public sealed class ResourceCache<T>
    where T : class
{
    private readonly TaskCompletionSource _synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CacheStore<T> _store;
    private readonly CacheFeed<T> _feed;

    /// <summary>Holds nothing until <see cref="RunAsync"/>.</summary>
    /// <param name="objects">The server.</param>
    /// <param name="type">The type.</param>
    /// <param name="decode">Makes a value of an object; gets the former value of the same object too. Must keep none of the bytes. Whatever it
    /// throws becomes the object's <see cref="CachedObject{T}.Problem"/>.</param>
    /// <param name="options">Which objects, and how often to look.</param>
    /// <param name="time">Measures all waits.</param>
    /// <param name="chance">Their jitter: a number from 0 up to, but not including, 1.</param>
    /// <param name="log">Gets what fails and comes back.</param>
    public ResourceCache(
        ApiObjects objects,
        ResourceType type,
        Func<ApiObject, T?, T> decode,
        CacheOptions options,
        TimeProvider time,
        Func<double> chance,
        ILogger log)
    {
        Type = type;
        _store = new(decode) { Changing = change => Changing?.Invoke(change), Changed = change => Changed?.Invoke(change) };
        _feed = new(objects, type, _store, options, time, chance, log) { Synced = () => _synced.TrySetResult() };
    }

    /// <summary>Called for each change, one after the other, while nobody else can change the cache: be quick, and do not write to the cache in it.
    /// Set it before <see cref="RunAsync"/>.</summary>
    public Action<CacheChange<T>>? Changed { get; set; }

    /// <summary>Called for each change in the same way, but before anybody can read it: for what has to be known of it by whoever reads.</summary>
    public Action<CacheChange<T>>? Changing { get; set; }

    /// <summary>The type.</summary>
    public ResourceType Type { get; }

    /// <summary>Done when the first list is complete.</summary>
    public Task WhenSynced => _synced.Task;

    /// <summary>Why the cache can not follow the server just now; null while it does.</summary>
    public string? Trouble => _feed.Trouble;

    /// <summary>What the server answered where that is why; else null.</summary>
    public ApiException? Refusal => _feed.Refusal;

    /// <summary>For how long it could not follow the server; null while it does.</summary>
    public TimeSpan? TroubleFor => _feed.TroubleFor;

    /// <summary>All objects as they were at one moment. Costs nothing.</summary>
    public ImmutableDictionary<ResourceName, CachedObject<T>> Read() => _store.Objects;

    /// <summary>Takes the server's answer to a write at once, before its event comes; an older event can not undo it.</summary>
    /// <param name="written">The answer; an object of the cache's selection.</param>
    public void Adopt(ApiObject written) => _store.Offer(written, isAdopted: true);

    /// <summary>Takes note of a deletion that the server has confirmed, before its event comes.</summary>
    /// <param name="deleted">The object as it was last known.</param>
    public void AdoptDeletion(ObjectHead deleted) => _store.Remove(deleted);

    /// <summary>Follows the server until stopped. Failures of server and network are waited out, never thrown.</summary>
    /// <param name="stop">Ends it.</param>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await _feed.RunAsync(stop);
            _synced.TrySetCanceled(stop);
        }
        catch (Exception problem)
        {
            // A mistake in the program: nobody may wait for what will not come.
            _synced.TrySetException(problem);
            throw;
        }
    }
}
