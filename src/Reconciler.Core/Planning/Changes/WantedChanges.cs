using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Reconciler.Core.Inventory;

namespace Reconciler.Core.Planning.Changes;

/// <summary>Everything that people want to happen, from all four sources.</summary>
internal static class WantedChanges
{
    /// <summary>The changes, in the order of their keys, each with a name that no other bears.</summary>
    public static ImmutableArray<Change> Of(World world)
    {
        var (snapshot, factory) = (world.Snapshot, new ChangeFactory(world));
        Change[] changes =
        [
            .. Of(snapshot.Windows, WindowChanges.Add),
            .. Of(snapshot.CopRequests, CopChanges.Add),
            .. Of(snapshot.UpgradePlans, UpgradeChanges.Add),
            .. Of(world.Sites.All, CertificateChanges.Add),
        ];
        world.Shares.Sort<Change>(changes, (left, right) => string.CompareOrdinal(left.Key, right.Key));
        return Named(changes, world);

        ImmutableArray<Change> Of<T>(ImmutableArray<T> written, Action<T, ChangeFactory, List<Change>> add) =>
            world.Shares.SelectMany<T, Change>(written, (thing, changes) => add(thing, factory, changes));
    }

    // A name belongs to whom the ledger gave it, then to the window that people named so, then to the first by key.
    private static ImmutableArray<Change> Named(Change[] changes, World world)
    {
        var taken = new Dictionary<ObjectKey, string>(changes.Length);
        foreach (var change in changes.Where(change => change.IsDeclaredWindow))
        {
            taken.TryAdd(new(change.Origin.Namespace, change.Name), change.Key);
        }

        var bearer = (ObjectKey key) => world.Ledger.Bearer(key) ?? taken.GetValueOrDefault(key);
        for (var index = 0; index < changes.Length; index++)
        {
            var change = changes[index];
            var name = change.Ticket?.Metadata.Name
                ?? EntryNames.Of(change, bearer);

            // A declared window that keeps its name is known by it already.
            if (name != change.Name || !change.IsDeclaredWindow)
            {
                taken.TryAdd(new(change.Origin.Namespace, name), change.Key);
            }

            changes[index] = name == change.Name ? change : change with { Name = name };
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(changes);
    }
}
