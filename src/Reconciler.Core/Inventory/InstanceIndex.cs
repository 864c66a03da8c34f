using System.Collections.Concurrent;
using Reconciler.Api;

namespace Reconciler.Core.Inventory;

/// <summary>Instances by key, and by what selectors ask most: region, customer and partner.</summary>
public sealed class InstanceIndex
{
    private readonly Dictionary<ObjectKey, Declared<DedicatedInstance>> _byKey;
    private readonly ConcurrentDictionary<string, ILookup<(string Namespace, string? Value), Declared<DedicatedInstance>>> _byField = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Declared<DedicatedInstance>>> _byNamespace = new(StringComparer.Ordinal);

    /// <summary>Indexes instances.</summary>
    /// <param name="instances">In the order of keys.</param>
    public InstanceIndex(IReadOnlyCollection<Declared<DedicatedInstance>> instances)
    {
        ArgumentNullException.ThrowIfNull(instances);
        _byKey = new(instances.Count);
        foreach (var instance in instances)
        {
            _byKey[instance.Key] = instance;
            (_byNamespace.TryGetValue(instance.Key.Namespace, out var list) ? list : _byNamespace[instance.Key.Namespace] = []).Add(instance);
        }
    }

    /// <summary>An instance.</summary>
    /// <param name="key">Namespace and name.</param>
    /// <returns>Null where there is none.</returns>
    public Declared<DedicatedInstance>? Find(ObjectKey key) => _byKey.GetValueOrDefault(key);

    /// <summary>Instances of a namespace.</summary>
    /// <param name="ns">The namespace.</param>
    /// <returns>In the order of names.</returns>
    public IReadOnlyList<Declared<DedicatedInstance>> In(string ns) => _byNamespace.TryGetValue(ns, out var found) ? found : [];

    /// <summary>Those that a selection picks.</summary>
    /// <param name="selection">Names, a selector, or both.</param>
    /// <param name="ns">The namespace that it is written in.</param>
    /// <returns>Those that exist, each once, in the order of names.</returns>
    public IEnumerable<Declared<DedicatedInstance>> Select(InstanceSelection selection, string ns)
    {
        ArgumentNullException.ThrowIfNull(selection);
        if (selection is { Selector: null, Names: [var only] })
        {
            // Most requests are of one instance.
            return Find(new(ns, only)) is { } instance ? [instance] : [];
        }

        return SelectSeveral(selection, ns);
    }

    /// <summary>Whether a selection picks an instance.</summary>
    /// <param name="selection">Names, a selector, or both.</param>
    /// <param name="ns">The namespace that it is written in.</param>
    /// <param name="name">Name of the instance.</param>
    /// <returns>True where <see cref="Select"/> gives it.</returns>
    public bool Picks(InstanceSelection selection, string ns, string name)
    {
        ArgumentNullException.ThrowIfNull(selection);
        return Find(new(ns, name)) is { } instance
            && (selection.Names.Contains(name, StringComparer.Ordinal) || (selection.Selector is { } selector && IsMatch(instance, selector)));
    }

    private IEnumerable<Declared<DedicatedInstance>> SelectSeveral(InstanceSelection selection, string ns)
    {
        var named = selection.Names.Select(name => Find(new(ns, name))).OfType<Declared<DedicatedInstance>>();
        var matching = selection.Selector is { } selector
            ? Narrowest(selector, ns).Where(instance => IsMatch(instance, selector))
            : [];
        return named.Concat(matching).DistinctBy(instance => instance.Key).OrderBy(instance => instance.Key);
    }

    private static bool IsMatch(Declared<DedicatedInstance> instance, IReadOnlyDictionary<string, string> selector) =>
        selector.All(pair => Field(instance.Value, pair.Key) == pair.Value);

    private IReadOnlyCollection<Declared<DedicatedInstance>> Narrowest(IReadOnlyDictionary<string, string> selector, string ns) =>
        selector
            .Where(pair => pair.Key is "region" or "customer" or "partner")
            .Select(pair => (IReadOnlyCollection<Declared<DedicatedInstance>>)[.. By(pair.Key)[(ns, pair.Value)]])
            .Append(In(ns))
            .MinBy(found => found.Count)!;

    // Most fleets select by one field or two.
    private ILookup<(string Namespace, string? Value), Declared<DedicatedInstance>> By(string field) =>
        _byField.GetOrAdd(field, _ => _byKey.Values.ToLookup(instance => (instance.Key.Namespace, Field(instance.Value, field))));

    private static string? Field(DedicatedInstance instance, string key) => key switch
    {
        "region" => instance.Spec.Region,
        "customer" => instance.Spec.Customer,
        "partner" => instance.Spec.Partner,
        _ => instance.Metadata.Labels.GetValueOrDefault(key),
    };
}
