using System.Security.Cryptography;
using System.Text;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Kubernetes.Objects;

namespace Reconciler.Operator.Fleets;

/// <summary>
/// What can not be undone: to delete what people were told about is to call it off. More of that than the policy allows, or more than half of a source,
/// as after a mistyped path, and the revision rests until a person releases it.
/// </summary>
internal static class PruneGate
{
    private const int MostNamed = 3;
    private const int LongestDigest = 12;

    /// <summary>Passes, or throws. What was released when a revision began to be applied passes to its end, also where only a part of it is left to delete.</summary>
    /// <param name="name">The fleet source.</param>
    /// <param name="status">The status before.</param>
    /// <param name="tree">The revision.</param>
    /// <param name="changes">What is to be done.</param>
    /// <param name="toldOf">Gives how many changes that people were told of some objects are about.</param>
    /// <param name="most">How many changes that people were told of one revision may delete.</param>
    /// <param name="released">The digest that a person released; null: none.</param>
    /// <returns>The digest by which it passes; null: no release is needed.</returns>
    /// <exception cref="SyncException">It rests.</exception>
    public static string? Pass(ResourceName name, FleetSourceStatus status, WantedTree tree, FleetChanges changes, Func<IReadOnlySet<ObjectRef>, int> toldOf, int most, string? released)
    {
        // Also where nothing is deleted: an emptied repository is a mistake more often than not.
        var isEmptied = tree.Objects.IsEmpty && !changes.Gone.IsEmpty && status is not { LastAppliedRevision: not null, Objects: 0 };
        if (changes.Prunes.IsEmpty && !isEmptied)
        {
            return null;
        }

        if (released is not null && released == status.HeldDigest && status.Applying == tree.Name && status.ApplyingDigest == tree.Digest)
        {
            return released;
        }

        var told = toldOf(changes.Prunes.Select(each => each.Object).ToHashSet());
        var digest = DigestOf(status, changes);
        var gone = changes.Gone.Length;
        if (!isEmptied && told <= most && gone != changes.Held && (gone == 1 || gone * 2 <= changes.Held))
        {
            return null;
        }

        if (released != digest)
        {
            throw new SyncException(FleetReasons.HeldBySafety, $"{(changes.Prunes.IsEmpty ? Kept(tree, changes) : Deleted(changes, told, most))}. {Question(status, tree)} If this is meant: kubectl annotate fleet {name.Name} -n {name.Namespace} --overwrite {Annotations.Release}={digest}{OtherThan(released)}")
            {
                NeedsPerson = true,
                HeldDigest = digest,
            };
        }

        return digest;
    }

    // What is not as it was is the likelier mistake.
    private static string Question(FleetSourceStatus status, WantedTree tree)
    {
        (string Field, string? Was, string Is)[] all =
        [
            ("path", status.LastAppliedFrom?.Path, tree.Path),
            ("targetNamespace", status.LastAppliedFrom?.TargetNamespace, tree.Space),
            ("ref", status.LastAppliedRevision is { } applied ? WantedTree.ReferenceOf(applied) : null, WantedTree.ReferenceOf(tree.Name)),
        ];
        return all.Where(each => each.Was is not null && each.Was != each.Is).Select(each => $"'spec.{each.Field}' is '{each.Is}', and was '{each.Was}'").ToArray() is { Length: > 0 } others
            ? $"{string.Join("; ", others)} when the last revision was applied: is that right?"
            : "Are 'spec.url', 'spec.ref', 'spec.path' and 'spec.targetNamespace' right, and the repository whole?";
    }

    private static string OtherThan(string? released) =>
        released is null ? "" : $" (the annotation says '{(released.Length > LongestDigest ? released[..LongestDigest] + "…" : released)}', which is another deletion, or was released before)";

    private static string Kept(WantedTree tree, FleetChanges changes) =>
        $"{tree.Name} declares nothing, and all of the {changes.Held} objects of this source would stay, declared by nobody, since 'spec.prune' or an annotation keeps them";

    private static string Deleted(FleetChanges changes, int told, int most)
    {
        var what = changes.Prunes.Length == changes.Held
            ? $"nothing would be left of the {changes.Held} objects of this source"
            : $"{changes.Prunes.Length} of the {changes.Held} objects of this source would be deleted";
        return $"{what}, such as {string.Join(", ", changes.Prunes.Take(MostNamed).Select(each => $"{each.Object.Kind} {new ObjectKey(each.Object.Namespace, each.Object.Name)}"))}; people were told of {told} changes among them, and the policy lets {most} pass";
    }

    // With the last revision that was applied, and when: what was released once is not released for ever, should the same objects be missing again.
    private static string DigestOf(FleetSourceStatus status, FleetChanges changes)
    {
        var since = status.History.FirstOrDefault(entry => entry.Result == FleetResult.Applied);
        var gone = (changes.Prunes.IsEmpty ? changes.Gone : changes.Prunes.Select(each => each.Object)).Select(each => $"{each.Kind}/{each.Namespace}/{each.Name}\n").Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{since?.Revision} {since?.At.ToUnixTimeSeconds()}\n{string.Concat(gone)}")))[..LongestDigest];
    }
}
