using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;

namespace Reconciler.Engine.Comparing;

/// <summary>Why an entry differs that nobody touched. Whether the policy is to blame is tried, not guessed: the newer tree is planned by the older policy.</summary>
internal sealed class Causes
{
    private const int MostNamed = 3;

    private readonly Touched _touched;
    private readonly ILookup<ObjectRef, Entry> _entries;
    private readonly ObjectRef[] _rules;
    private readonly Lazy<Dictionary<string, Entry>> _byOlderRules;

    /// <summary>Prepares the answers.</summary>
    /// <param name="older">The older tree, planned.</param>
    /// <param name="newer">The newer tree, planned.</param>
    /// <param name="touched">What was edited.</param>
    /// <param name="plan">Plans a tree as both were.</param>
    public Causes(Side older, Side newer, Touched touched, Func<Snapshot, Plan> plan)
    {
        _touched = touched;
        _entries = older.Plan!.Entries.Concat(newer.Plan!.Entries).ToLookup(entry => entry.Origin);
        _rules = InOrder(reference => reference.Kind is nameof(OperationalPolicy) or nameof(HolidayCalendar));
        var before = older.Fleet.Snapshot;
        _byOlderRules = new(() => plan(newer.Fleet.Snapshot with
        {
            Policy = before.Policy,
            PolicyDigest = before.PolicyDigest,
            PolicyObject = before.PolicyObject,
            Calendars = before.Calendars,
        }).Entries.ToDictionary(entry => entry.Change, StringComparer.Ordinal));
    }

    /// <summary>Whether what people wrote of an entry, or of its instance, differs.</summary>
    public bool Reach(Entry entry) => _touched.Contains(entry.Origin) || _touched.Contains(InstanceOf(entry));

    /// <summary>What made an entry differ, in a few words; null: time alone.</summary>
    /// <param name="delta">An entry that nobody touched.</param>
    public string? Behind(EntryDelta delta)
    {
        var causes = _rules.Length == 0 ? Nearest(delta.Entry) : ByRules(delta);
        string[] names = [.. causes.Select(cause => $"{cause.Kind} {cause.Name}")];
        return names.Length switch
        {
            0 => null,
            1 => $"the edit of {names[0]}",
            <= MostNamed => $"edits of {string.Join(", ", names[..^1])} or {names[^1]}",
            _ => $"edits of {string.Join(", ", names[..MostNamed])} or {names.Length - MostNamed} more",
        };
    }

    private ObjectRef[] ByRules(EntryDelta delta)
    {
        var other = _byOlderRules.Value.GetValueOrDefault(delta.Entry.Change);
        return delta.Before is { } before && EntryDelta.ReadsAs(before, other) ? _rules
            : delta.After is { } after && EntryDelta.ReadsAs(after, other) ? Nearest(delta.Entry)
            : [.. _rules, .. Nearest(delta.Entry)];
    }

    private ObjectRef[] Nearest(Entry entry) => Rings(entry).Select(InOrder).FirstOrDefault(ring => ring.Length > 0) ?? [];

    private IEnumerable<Func<ObjectRef, bool>> Rings(Entry entry) =>
    [
        reference => _entries[reference].Any(other => InstanceOf(other) == InstanceOf(entry)),
        reference => _entries[reference].Any(other => other.Region == entry.Region),
    ];

    private ObjectRef[] InOrder(Func<ObjectRef, bool> isNear) =>
        [.. _touched.Objects.Where(isNear).OrderBy(reference => reference.Kind, StringComparer.Ordinal).ThenBy(reference => reference.Name, StringComparer.Ordinal)];

    private static ObjectRef InstanceOf(Entry entry) => new(nameof(DedicatedInstance), entry.Origin.Namespace, entry.Instance);
}
