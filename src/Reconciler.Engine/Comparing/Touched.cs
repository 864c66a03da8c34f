using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Manifests;

namespace Reconciler.Engine.Comparing;

/// <summary>What people edited between two trees, and what an edit can reach.</summary>
internal sealed class Touched
{
    private const int MostNamed = 3;

    private readonly ImmutableHashSet<ObjectRef> _objects;
    private readonly ILookup<ObjectRef, Entry> _entries;

    public Touched(Side older, Side newer)
    {
        _objects = [.. older.Objects.Keys.Union(newer.Objects.Keys).Where(reference => Differ(older.Objects.GetValueOrDefault(reference), newer.Objects.GetValueOrDefault(reference)))];
        _entries = (older.Plan?.Entries ?? []).Concat(newer.Plan?.Entries ?? []).ToLookup(entry => entry.Origin);
    }

    /// <summary>Whether an object was added, edited or removed.</summary>
    public bool Contains(ObjectRef reference) => _objects.Contains(reference);

    /// <summary>Whether what people wrote of an entry, or of its instance, differs.</summary>
    public bool Reaches(Entry entry) => _objects.Contains(entry.Origin) || _objects.Contains(InstanceOf(entry));

    /// <summary>What, of all that was edited, probably made an entry differ that nobody touched: the policy, and what stands nearest.</summary>
    public string? Behind(Entry entry)
    {
        var nearest = Rings(entry).Select(InOrder).FirstOrDefault(ring => ring.Length > 0) ?? [];
        string[] causes = [.. InOrder(reference => reference.Kind is nameof(OperationalPolicy) or nameof(HolidayCalendar)).Concat(nearest).Distinct().Select(reference => $"{reference.Kind} {reference.Name}")];
        return causes.Length == 0 ? null : $"{string.Join(" or ", causes.Take(MostNamed))}{(causes.Length > MostNamed ? $" or {causes.Length - MostNamed} more edits" : "")} was edited";
    }

    private IEnumerable<Func<ObjectRef, bool>> Rings(Entry entry) =>
    [
        reference => _entries[reference].Any(other => InstanceOf(other) == InstanceOf(entry)),
        reference => _entries[reference].Any(other => other.Region == entry.Region),
    ];

    private ObjectRef[] InOrder(Func<ObjectRef, bool> isNear) =>
        [.. _objects.Where(isNear).OrderBy(reference => reference.Kind, StringComparer.Ordinal).ThenBy(reference => reference.Name, StringComparer.Ordinal)];

    private static ObjectRef InstanceOf(Entry entry) => new(nameof(DedicatedInstance), entry.Origin.Namespace, entry.Instance);

    // Files that are the same on both sides were parsed once, so most objects are the very same.
    private static bool Differ(Resource? older, Resource? newer) =>
        !ReferenceEquals(older, newer) && (older is null || newer is null || ManifestWriter.Write(older) != ManifestWriter.Write(newer));
}
