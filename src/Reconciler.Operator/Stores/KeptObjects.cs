using System.Collections.Concurrent;
using System.Text.Json;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Kubernetes.Caching;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Objects;
using Reconciler.Manifests;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator.Stores;

/// <summary>
/// Tickets, or notices, as a pass sees them: as they were when it began, and its own writes since. A write says which version it was decided on;
/// when somebody else wrote meanwhile the pass ends.
/// </summary>
/// <typeparam name="T">The kind.</typeparam>
/// <param name="cache">The objects in the cluster.</param>
/// <param name="writes">Writes.</param>
/// <param name="own">Learns what is about to be written.</param>
/// <param name="statusOf">The status of an object; null: none.</param>
internal sealed class KeptObjects<T>(ResourceCache<Kept<T>> cache, LeaderWrites writes, OwnWrites own, Func<T, object?> statusOf)
    where T : Resource
{
    private ConcurrentDictionary<ObjectKey, Kept<T>> _known = new();

    /// <summary>Everything that is known, by key.</summary>
    public IReadOnlyDictionary<ObjectKey, Kept<T>> All => _known;

    /// <summary>Objects that can not be read, with the reason.</summary>
    public IReadOnlyDictionary<ObjectKey, string> Broken { get; private set; } = new Dictionary<ObjectKey, string>();

    /// <summary>Objects that are gone but for finalizers of others, with what people may do: nothing of that name can be written before they are.</summary>
    public IReadOnlyDictionary<ObjectKey, string> Leaving { get; private set; } = new Dictionary<ObjectKey, string>();

    /// <summary>Begins a pass.</summary>
    public void Begin()
    {
        var all = cache.Read().Values.ToLookup(each => each.Head.DeletedAt is null);
        Leaving = all[false].ToDictionary(each => KnownTypes.KeyOf(each.Head.Name), each => Held(each.Head));
        foreach (var key in Leaving.Keys)
        {
            // Also where we deleted it: that it is gone at last is news to whoever waits for the name.
            own.Specs.Forget(new(cache.Type.Kind, key.Namespace, key.Name), 0);
        }

        var found = all[true].ToArray();
        _known = new(found.Where(each => each.Value is not null).Select(each => KeyValuePair.Create(KnownTypes.KeyOf(each.Head.Name), each.Value!)));
        Broken = found.Where(each => each.Value is null).ToDictionary(each => KnownTypes.KeyOf(each.Head.Name), each => each.Problem?.Message ?? "");
    }

    /// <summary>Finds one.</summary>
    public T? Find(ObjectKey key) => _known.GetValueOrDefault(key)?.Value;

    /// <summary>Whether exactly this record was read or written before.</summary>
    public bool IsKnown(T value) => ReferenceEquals(Find(KeyOf(value)), value);

    /// <summary>Makes the object in the cluster equal to this one, specification first, then status.</summary>
    /// <exception cref="ConflictException">It is another than the one that was decided on.</exception>
    /// <exception cref="ApiException">The server refused it.</exception>
    public async Task SaveAsync(T value, CancellationToken stop)
    {
        var (key, type) = (KeyOf(value), cache.Type);
        var (name, reference) = (KnownTypes.NameOf(key), new ObjectRef(type.Kind, key.Namespace, key.Name));
        using var wanted = JsonDocument.Parse(ManifestJson.Write(value));
        var spec = wanted.RootElement.GetProperty("spec");
        var specDigest = JsonDigest.Of(spec);
        var kept = _known.GetValueOrDefault(key);
        try
        {
            if (kept is null || !own.Specs.IsSettled(reference, specDigest, kept.Spec))
            {
                own.Specs.Write(reference, specDigest);
                kept = Adopt(key, value, kept is null
                    ? await writes.CreateAsync(type, name, ManifestJson.Write(value), stop)
                    : await writes.PatchAsync(type, name, null, kept.Version, [("/spec", spec)], stop));
                own.Specs.Stored(reference, specDigest, kept.Spec);
            }

            if (statusOf(value) is not null && wanted.RootElement.GetProperty("status") is var status
                && JsonDigest.Of(status) is var statusDigest && !own.Statuses.IsSettled(reference, statusDigest, kept.Status))
            {
                own.Statuses.Write(reference, statusDigest);
                kept = Adopt(key, value, await writes.PatchAsync(type, name, "status", kept.Version, [("/status", status)], stop));
                own.Statuses.Stored(reference, statusDigest, kept.Status);
            }

            _known[key] = kept with { Value = value };
        }
        catch (ApiException problem) when (problem.IsConflict || (problem.IsNotFound && kept is not null))
        {
            throw new ConflictException($"{type.Kind} {key} was changed by somebody else: {problem.Detail}", problem);
        }
    }

    /// <summary>Deletes an object.</summary>
    /// <exception cref="ConflictException">It is another than the one that was decided on.</exception>
    public async Task DeleteAsync(ObjectKey key, CancellationToken stop)
    {
        if (!_known.TryGetValue(key, out var kept))
        {
            return;
        }

        var (name, type) = (KnownTypes.NameOf(key), cache.Type);
        try
        {
            await own.Specs.DeleteAsync(new(type.Kind, key.Namespace, key.Name), () => writes.DeleteAsync(type, name, new(kept.Uid, kept.Version), stop));
            cache.AdoptDeletion(new() { Name = name, Uid = kept.Uid, ResourceVersion = kept.Version });
            _known.TryRemove(key, out _);
        }
        catch (ApiException problem) when (problem.IsConflict)
        {
            throw new ConflictException($"{type.Kind} {key} was changed by somebody else: {problem.Detail}", problem);
        }
    }

    private Kept<T> Adopt(ObjectKey key, T value, ApiObject answer)
    {
        cache.Adopt(answer);
        return _known[key] = Kept<T>.Read(cache.Type, answer) with { Value = value };
    }

    private string Held(ObjectHead head)
    {
        var finalizers = string.Join(", ", head.Finalizers);
        return $"{cache.Type.Kind} {head.Name} is being deleted, and {(finalizers.Length == 0 ? "is not gone yet" : $"the finalizers {finalizers} still hold it: let those who set them end their work, or take them off 'metadata.finalizers'")}";
    }

    private static ObjectKey KeyOf(T value) => new(value.Metadata.Namespace ?? ApiGroup.DefaultNamespace, value.Metadata.Name);
}
