using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Manifests;

namespace Reconciler.Engine.Comparing;

/// <summary>What people edited between two trees.</summary>
/// <param name="older">The older tree.</param>
/// <param name="newer">The newer tree.</param>
internal sealed class Touched(Side older, Side newer)
{
    /// <summary>Every object that was added, edited or removed.</summary>
    public ImmutableHashSet<ObjectRef> Objects { get; } =
        [.. older.Objects.Keys.Union(newer.Objects.Keys).Where(reference => Differ(older.Objects.GetValueOrDefault(reference), newer.Objects.GetValueOrDefault(reference)))];

    /// <summary>Whether an object is among them.</summary>
    public bool Contains(ObjectRef reference) => Objects.Contains(reference);

    // Files that are the same on both sides were parsed once, so most objects are the very same.
    private static bool Differ(Resource? older, Resource? newer) =>
        !ReferenceEquals(older, newer) && (older is null || newer is null || ManifestWriter.Write(older) != ManifestWriter.Write(newer));
}
