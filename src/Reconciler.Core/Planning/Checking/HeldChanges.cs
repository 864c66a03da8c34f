using Reconciler.Core.Inventory;
using Reconciler.Core.Policy;

namespace Reconciler.Core.Planning.Checking;

/// <summary>What errors keep out of the schedule: a change by its own error, and all changes of an object, or at an instance, by that object's.</summary>
internal sealed class HeldChanges
{
    private readonly Dictionary<string, (string Rule, string Why)> _changes = new(StringComparer.Ordinal);
    private readonly Dictionary<ObjectRef, (string Rule, string Why)> _objects = [];

    /// <summary>Keeps one change out.</summary>
    public void Add(Change change, Rule rule, Violation violation) => Add(_changes, change.Key, rule, violation);

    /// <summary>Keeps the changes of an object, or at an instance, out.</summary>
    public void Add(ObjectRef subject, Rule rule, Violation violation) => Add(_objects, subject, rule, violation);

    /// <summary>What keeps a change out: its own error, or that of the object it comes from.</summary>
    /// <param name="change">The change.</param>
    /// <returns>The rule and a few words; null: nothing.</returns>
    public (string Rule, string Why)? Of(Change change) =>
        _changes.TryGetValue(change.Key, out var own) || _objects.TryGetValue(change.Origin, out own) ? own : null;

    /// <summary>What keeps every change at an instance out.</summary>
    /// <param name="site">The instance.</param>
    /// <returns>The rule and a few words; null: nothing.</returns>
    public (string Rule, string Why)? Of(Site site) => _objects.TryGetValue(Subject.Of(site).Object, out var found) ? found : null;

    // Of several errors the first rule's tells why, whatever order they were asked in.
    private static void Add<TKey>(Dictionary<TKey, (string Rule, string Why)> held, TKey key, Rule rule, Violation violation)
        where TKey : notnull
    {
        if (!held.TryGetValue(key, out var known) || string.CompareOrdinal(rule.Id, known.Rule) < 0)
        {
            held[key] = (rule.Id, violation.Short ?? violation.Message);
        }
    }
}
