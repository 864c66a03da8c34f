using System.Collections.Immutable;
using Reconciler.Kubernetes.Objects;

namespace Reconciler.Kubernetes.Caching;

/// <summary>
/// What a cache holds, and the rule that makes lists, events and answers to writes agree in any order: of one name the newest resource version
/// counts. An object that is not in a list was gone at the list's version; a deletion is remembered until a list is newer than it.
/// </summary>
internal sealed class CacheStore<T>(Func<ApiObject, T?, T> decode)
    where T : class
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ResourceName, string> _deleted = [];
    private ImmutableDictionary<ResourceName, CachedObject<T>> _objects = ImmutableDictionary<ResourceName, CachedObject<T>>.Empty;
    private string _listed = "";

    /// <summary>Called for each change, in order, before anyone can make the next one.</summary>
    public Action<CacheChange<T>>? Changed { get; set; }

    /// <summary>Called for each change before anyone can read it.</summary>
    public Action<CacheChange<T>>? Changing { get; set; }

    /// <summary>All objects, as they were at one moment.</summary>
    public ImmutableDictionary<ResourceName, CachedObject<T>> Objects => Volatile.Read(ref _objects);

    /// <summary>Takes an object from the server, unless something newer is known.</summary>
    public void Offer(ApiObject found, bool isAdopted = false)
    {
        lock (_lock)
        {
            var head = found.Head;
            var old = _objects.GetValueOrDefault(head.Name);
            if (old is null ? IsGone(head) : ResourceVersions.Compare(head.ResourceVersion, old.Head.ResourceVersion) <= 0)
            {
                return;
            }

            if (old is not null && old.Head.Uid != head.Uid)
            {
                Set(old, null, isAdopted);
                old = null;
            }

            Set(old, Decode(found, old?.Value), isAdopted);
        }
    }

    /// <summary>The object was deleted, or left the selection.</summary>
    public void Remove(ObjectHead last)
    {
        lock (_lock)
        {
            // Who deleted it knows the version before; the event, which may have come first, that of the deletion.
            _deleted[last.Name] = ResourceVersions.Newer(_deleted.GetValueOrDefault(last.Name, ""), last.ResourceVersion);
            if (_objects.GetValueOrDefault(last.Name) is { } old && ResourceVersions.Compare(old.Head.ResourceVersion, last.ResourceVersion) <= 0)
            {
                Set(old, null, isAdopted: false);
            }
        }
    }

    /// <summary>A list is complete: what was not in it, and is not newer than it, is gone.</summary>
    public void EndList(IReadOnlySet<ResourceName> names, string version)
    {
        lock (_lock)
        {
            foreach (var old in _objects.Values.Where(old => !names.Contains(old.Head.Name) && IsAtMost(old.Head.ResourceVersion, version)))
            {
                Set(old, null, isAdopted: false);
            }

            _listed = ResourceVersions.Newer(_listed, version);
            foreach (var name in _deleted.Where(entry => IsAtMost(entry.Value, _listed)).Select(entry => entry.Key).ToList())
            {
                _deleted.Remove(name);
            }
        }
    }

    /// <summary>The server's versions begin anew, after its store came back from a backup: whatever comes next is newer.</summary>
    public void ForgetVersions()
    {
        lock (_lock)
        {
            _deleted.Clear();
            _listed = "";
            Volatile.Write(ref _objects, _objects.ToImmutableDictionary(
                entry => entry.Key,
                entry => entry.Value with { Head = entry.Value.Head with { ResourceVersion = "" } }));
        }
    }

    private static bool IsAtMost(string version, string limit) => ResourceVersions.Compare(version, limit) <= 0;

    private bool IsGone(ObjectHead head) =>
        IsAtMost(head.ResourceVersion, _listed) || (_deleted.TryGetValue(head.Name, out var end) && IsAtMost(head.ResourceVersion, end));

    private CachedObject<T> Decode(ApiObject found, T? former)
    {
        try
        {
            return new(found.Head, decode(found, former), null);
        }
#pragma warning disable CA1031 // Whatever is wrong with one object, the others go on.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            return new(found.Head, null, problem);
        }
    }

    private void Set(CachedObject<T>? before, CachedObject<T>? after, bool isAdopted)
    {
        var change = new CacheChange<T>(before, after, isAdopted);
        Changing?.Invoke(change);
        Volatile.Write(ref _objects, after is null ? _objects.Remove(before!.Head.Name) : _objects.SetItem(after.Head.Name, after));
        Changed?.Invoke(change);
    }
}
