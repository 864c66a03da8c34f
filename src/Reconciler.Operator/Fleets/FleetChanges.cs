using System.Collections.Immutable;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Kubernetes.Caching;
using Reconciler.Kubernetes.Objects;
using Reconciler.Operator.Stores;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator.Fleets;

/// <summary>An object that is to be written.</summary>
/// <param name="Wanted">What is declared.</param>
/// <param name="Found">What the cluster has; null: nothing.</param>
/// <param name="IsDrift">Whether it was applied as it is declared, and somebody else changed or deleted it since.</param>
internal sealed record FleetWrite(WantedObject Wanted, CachedObject<Known>? Found, bool IsDrift)
{
    /// <summary>
    /// Where it comes from, as the cluster says: the same was applied before, and nobody else wrote that since. A later commit of its file says nothing of it. Null: that
    /// has to be found.
    /// </summary>
    public Provenance? Origin => Found is { Value.IsForged: false, Head.Annotations: var notes } && notes[Annotations.Applied] == Wanted.Digest
        && notes[Annotations.Revision] is { } revision && notes[Annotations.Author] is { } author
            ? new(revision, author)
            : null;
}

/// <summary>What tells a revision from the cluster.</summary>
internal sealed record FleetChanges
{
    /// <summary>What is to be created or changed, in the order of writing.</summary>
    public required ImmutableArray<FleetWrite> Writes { get; init; }

    /// <summary>What is to be deleted: the fleet source applied it, and declares it no more.</summary>
    public required ImmutableArray<(ObjectRef Object, ObjectHead Head)> Prunes { get; init; }

    /// <summary>What is declared no more by any source: <see cref="Prunes"/>, and what stays since it opts out, or nothing is deleted. A mistyped path misses all of it.</summary>
    public required ImmutableArray<ObjectRef> Gone { get; init; }

    /// <summary>How many objects are declared no more here, and by another fleet source: they are left to that one.</summary>
    public required int HandedOver { get; init; }

    /// <summary>What another fleet source applied, and may still declare.</summary>
    public required ImmutableArray<(WantedObject Wanted, string Owner)> Contested { get; init; }

    /// <summary>Objects that are as declared, and that somebody deleted: while finalizers hold them there is nothing to write, and once they are gone they are put back.</summary>
    public required ImmutableArray<(WantedObject Wanted, ObjectHead Head)> Leaving { get; init; }

    /// <summary>Objects that are as declared.</summary>
    public required int Unchanged { get; init; }

    /// <summary>How many objects the source holds in the cluster now.</summary>
    public required int Held { get; init; }

    /// <summary>Whether the cluster is as declared.</summary>
    public bool IsEmpty => Writes.IsEmpty && Prunes.IsEmpty;

    /// <summary>Compares. No request is made: the cluster is known, and what was applied has its digest on it.</summary>
    /// <param name="source">Name of the fleet source.</param>
    /// <param name="tree">What is declared.</param>
    /// <param name="isApplied">Whether just this was applied to its end before: then whatever differs is somebody else's doing.</param>
    /// <param name="prunes">Whether what is declared no more is deleted.</param>
    /// <param name="before">What the last revision that was applied declares; gives null where that is not to be had.</param>
    /// <param name="caches">The cluster.</param>
    /// <param name="stored">What the server made of what was written.</param>
    /// <param name="claims">What others declare.</param>
    public static FleetChanges Of(ResourceName source, WantedTree tree, bool isApplied, bool prunes, Func<WantedTree?> before, ClusterCaches caches, Intentions stored, Claims claims)
    {
        var own = KnownTypes.ReferenceOf(KnownTypes.Fleets, source);
        var known = caches.Written.ToDictionary(cache => cache.Type.Kind, cache => (cache.Type, Objects: cache.Read()));
        var writes = ImmutableArray.CreateBuilder<FleetWrite>();
        var contested = ImmutableArray.CreateBuilder<(WantedObject, string)>();
        var leaving = ImmutableArray.CreateBuilder<(WantedObject, ObjectHead)>();
        foreach (var wanted in tree.Objects.Values)
        {
            var found = known[wanted.Reference.Kind].Objects.GetValueOrDefault(KnownTypes.NameOf(wanted.Reference));
            if (found is not null && OtherOwner(found.Head, wanted.Reference, source, caches, claims) is { } owner)
            {
                contested.Add((wanted, owner));
            }
            else if (found is null || (!IsLeftAlone(found, wanted) && !IsAsDeclared(found, wanted, source, stored)))
            {
                writes.Add(new(wanted, found, isApplied || (found is not null && IsOf(found.Head, source) && found.Head.Annotations[Annotations.Applied] == wanted.Digest)));
            }
            else if (found.Head.DeletedAt is not null)
            {
                leaving.Add((wanted, found.Head));
            }
        }

        var held = known.Values
            .SelectMany(kind => kind.Objects.Values.Where(found => found.Value is { IsApplied: true } && found.Head.DeletedAt is null)
                .Select(found => (Object: KnownTypes.ReferenceOf(kind.Type, found.Head.Name), found.Head)))
            .Where(each => IsOf(each.Head, source) || (IsStripped(each.Head) && !tree.Objects.ContainsKey(each.Object) && before()?.Objects.GetValueOrDefault(each.Object)?.Digest == each.Head.Annotations[Annotations.Applied])).ToArray();

        // Who deletes itself ends its own work halfway, and leaves nothing to go on from.
        var unwanted = held.Where(each => !tree.Objects.ContainsKey(each.Object) && each.Object != own).ToLookup(each => claims.IsOfAnother(source, each.Object));
        var gone = unwanted[false].ToArray();
        var deleted = gone.Where(each => prunes && each.Head.Annotations[Annotations.Prune] != Annotations.Disabled && each.Head.Annotations[Annotations.Reconcile] != Annotations.Disabled).ToArray();
        return new()
        {
            Writes = [.. writes.OrderBy(write => Rank(write.Wanted.Reference)).ThenBy(write => write.Wanted.Reference.Namespace, StringComparer.Ordinal).ThenBy(write => write.Wanted.Reference.Name, StringComparer.Ordinal)],
            Prunes = [.. deleted.OrderByDescending(each => Rank(each.Object)).ThenBy(each => each.Object.Namespace, StringComparer.Ordinal).ThenBy(each => each.Object.Name, StringComparer.Ordinal)],
            Gone = [.. gone.Select(each => each.Object)],
            HandedOver = unwanted[true].Count(),
            Contested = contested.ToImmutable(),
            Leaving = leaving.ToImmutable(),
            Unchanged = tree.Objects.Count - writes.Count - contested.Count - leaving.Count,
            Held = held.Length,
        };
    }

    // Policy, calendars and instances come before what refers to them.
    private static int Rank(ObjectRef reference) => reference.Kind == KnownTypes.ConfigMaps.Kind ? -1 : KnownTypes.Written.Index().First(each => each.Item.Kind == reference.Kind).Index;

    private static bool IsOf(ObjectHead head, ResourceName source) => head.Labels[Annotations.Fleet] == source.Name && head.Labels[Annotations.FleetNamespace] == source.Namespace;

    // Somebody took its labels off while nobody led: what it was applied from tells whose it is.
    private static bool IsStripped(ObjectHead head) => head.Annotations[Annotations.Applied] is not null && (head.Labels[Annotations.Fleet] is null || head.Labels[Annotations.FleetNamespace] is null);

    // Labels of a source that is not there any more, or that declares something else, bind nobody.
    private static string? OtherOwner(ObjectHead head, ObjectRef subject, ResourceName source, ClusterCaches caches, Claims claims) =>
        head.Labels[Annotations.Fleet] is { } name && head.Labels[Annotations.FleetNamespace] is { } space && new ResourceName(space, name) is var owner
        && owner != source && caches.Fleets.Read().ContainsKey(owner) && claims.Declares(owner, subject) is not false
            ? owner.ToString()
            : null;

    private static bool IsLeftAlone(CachedObject<Known> found, WantedObject wanted) =>
        found.Head.Annotations[Annotations.Reconcile] == Annotations.Disabled || wanted.Notes.Contains(KeyValuePair.Create(Annotations.Reconcile, Annotations.Disabled));

    private static bool IsAsDeclared(CachedObject<Known> found, WantedObject wanted, ResourceName source, Intentions stored) =>
        found is { Value: { IsApplied: true, IsForged: false } known }
        && IsOf(found.Head, source)
        && found.Head.Annotations[Annotations.Applied] == wanted.Digest
        && stored.IsSettled(wanted.Reference, wanted.Content, known.Applied)
        && wanted.Labels.All(label => found.Head.Labels[label.Key] == label.Value)
        && wanted.Notes.All(note => note.Key == LastApplied || found.Head.Annotations[note.Key] == note.Value);

    // Which the cache does not keep, for its size.
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";
}
