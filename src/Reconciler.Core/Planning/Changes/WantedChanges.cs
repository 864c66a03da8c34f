using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Reconciler.Api;
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
        return Named(ImmutableCollectionsMarshal.AsImmutableArray(changes), world);

        ImmutableArray<Change> Of<T>(ImmutableArray<T> written, Action<T, ChangeFactory, List<Change>> add) =>
            world.Shares.SelectMany<T, Change>(written, (thing, changes) => add(thing, factory, changes));
    }

    // A name belongs to whom the ledger gave it, then to the window that people named so, then to the first by key.
    private static ImmutableArray<Change> Named(ImmutableArray<Change> changes, World world)
    {
        Func<ObjectKey, string?> told = world.Ledger.Bearer;
        var named = ImmutableCollectionsMarshal.AsArray(world.Shares.Select(changes, change => change.IsDeclaredWindow ? Named(change, told) : change))!;
        var taken = new Dictionary<ObjectKey, string>();
        foreach (var change in named.Where(change => change.IsDeclaredWindow && change.Name != change.Origin.Name))
        {
            taken.TryAdd(NameOf(change), change.Key);
        }

        var bearer = (ObjectKey name) => told(name) ?? WindowOf(name, world.Snapshot.Windows) ?? taken.GetValueOrDefault(name);
        for (var index = 0; index < named.Length; index++)
        {
            if (!named[index].IsDeclaredWindow)
            {
                named[index] = Named(named[index], bearer);
                taken.TryAdd(NameOf(named[index]), named[index].Key);
            }
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(named);
    }

    private static ObjectKey NameOf(Change change) => new(change.Origin.Namespace, change.Name);

    private static Change Named(Change change, Func<ObjectKey, string?> bearer)
    {
        var name = change.Ticket?.Metadata.Name ?? EntryNames.Of(change, bearer);
        return name == change.Name ? change : change with { Name = name };
    }

    // Also a window that has ended, or has a schedule, keeps its name: a generated one could not stand beside it.
    private static string? WindowOf(ObjectKey name, ImmutableArray<Declared<MaintenanceWindow>> windows) =>
        windows.AsSpan().BinarySearch(new Sought(name)) is >= 0 and var index ? windows[index].ChangeKey : null;

    private readonly record struct Sought(ObjectKey Name) : IComparable<Declared<MaintenanceWindow>>
    {
        public int CompareTo(Declared<MaintenanceWindow>? other) => other is null ? 1 : Name.CompareTo(other.Key);
    }
}
