using Reconciler.Api;

namespace Reconciler.Core.Planning.Changes;

/// <summary>
/// The instances that an object wants a change of: those that it selects, and those that it names, that are not there, and whose change people were told of.
/// That one stands still until its instance is back; a selector that matches an instance no more wants nothing of it.
/// </summary>
internal static class SelectedInstances
{
    /// <summary>Their names.</summary>
    /// <param name="selection">Names, a selector, or both.</param>
    /// <param name="ns">The namespace that it is written in.</param>
    /// <param name="world">The pass.</param>
    /// <param name="keyOf">The change key of an instance's change.</param>
    public static IEnumerable<string> Of(InstanceSelection selection, string ns, World world, Func<string, string> keyOf)
    {
        foreach (var instance in world.Instances.Select(selection, ns))
        {
            yield return instance.Key.Name;
        }

        foreach (var name in selection.Names.Distinct(StringComparer.Ordinal))
        {
            if (world.Instances.Find(new(ns, name)) is null && world.Ledger.Latest(keyOf(name)) is { Spec.Told: not null } ticket && !ChangeFactory.WasCancelled(ticket, world))
            {
                yield return name;
            }
        }
    }
}
