using System.Collections.Immutable;
using Reconciler.Core.Inventory;
using Reconciler.Core.Policy;

namespace Reconciler.Core.Planning.Summarising;

/// <summary>The error that stands against a change; of several the first one counts.</summary>
internal sealed class EntryErrors
{
    private readonly Dictionary<ObjectKey, Finding> _byEntry = [];

    /// <summary>Looks through findings.</summary>
    /// <param name="findings">The findings of the pass.</param>
    public EntryErrors(ImmutableArray<Finding> findings)
    {
        foreach (var finding in findings)
        {
            if (finding is { Severity: Severity.Error, Object: { } subject, Entry: { } entry })
            {
                _byEntry.TryAdd(new(subject.Namespace, entry), finding);
            }
        }
    }

    /// <summary>Against a row; null: nothing.</summary>
    public Finding? Of(Entry entry) => Find(entry.Origin, entry.Name);

    /// <summary>Against a change; null: nothing.</summary>
    public Finding? Of(Change change) => Find(change.Origin, change.Name);

    // Most passes have none.
    private Finding? Find(ObjectRef origin, string name) => _byEntry.Count == 0 ? null : _byEntry.GetValueOrDefault(new(origin.Namespace, name));
}
