using System.Collections.Immutable;
using NodaTime;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Core.Planning.Changes;
using Reconciler.Core.Policy;
using Reconciler.Core.Time;
using Reconciler.Engine.Passes;

namespace Reconciler.Cli.Looking;

/// <summary>What the lists of one look share: entries by name, the errors against them, and labels.</summary>
internal sealed class Facts
{
    private readonly Dictionary<ObjectKey, Entry> _entries;
    private readonly Dictionary<ObjectKey, Finding> _errors = [];
    private readonly Dictionary<ObjectRef, ImmutableSortedDictionary<string, string>> _written;
    private readonly Dictionary<ObjectKey, DedicatedInstanceSpec> _instances;
    private readonly IReadOnlySet<ObjectRef>? _there;

    /// <summary>Gathers them.</summary>
    public Facts(PassResult result)
    {
        var plan = result.Plan!;
        _there = result.There;
        _entries = plan.Entries.DistinctBy(KeyOf).ToDictionary(KeyOf);
        _written = result.Fleet.Snapshot.Objects.DistinctBy(pair => pair.Reference).ToDictionary(pair => pair.Reference, pair => pair.Value.Metadata.Labels);
        _instances = result.Fleet.Snapshot.Instances.ToDictionary(instance => instance.Key, instance => instance.Value.Spec);
        foreach (var finding in plan.Findings.Where(finding => finding is { Severity: Severity.Error, Entry: not null, Object: not null }))
        {
            _errors.TryAdd(new(finding.Object!.Namespace, finding.Entry!), finding);
        }
    }

    /// <summary>The entry of a name; null: there is none.</summary>
    public Entry? Find(string space, string name) => _entries.GetValueOrDefault(new(space, name));

    /// <summary>Something as <c>kubectl get -o name</c> prints it; empty where it is not there.</summary>
    public string ResourceOf(ObjectRef thing) => _there?.Contains(thing) == false ? "" : Line.ResourceOf(thing.Kind, thing.Name);

    /// <summary>The first error against an entry; null: there is none.</summary>
    public Finding? ErrorOf(Entry entry) => _errors.GetValueOrDefault(KeyOf(entry));

    /// <summary>Whether it goes on only when a person does something.</summary>
    public bool NeedsPerson(Entry entry) =>
        entry.State == EntryState.Blocked || entry.Reason is PlanReasons.OutcomeMissing or PlanReasons.HeldBySafety || ErrorOf(entry) is not null;

    /// <summary>Labels of a change: those of what people wrote, and those that everything made bears.</summary>
    public ImmutableSortedDictionary<string, string> LabelsOf(Entry entry) => LabelsOf(entry.Origin).SetItems(
    [
        new(Annotations.Instance, EntryNames.Join(entry.Instance)),
        new(Annotations.OriginKind, entry.Origin.Kind),
        new(Annotations.OriginName, EntryNames.Join(entry.Origin.Name)),
        new(Annotations.Region, entry.Region),
        new(Annotations.Partner, EntryNames.Join(_instances.GetValueOrDefault(new(entry.Origin.Namespace, entry.Instance))?.Partner ?? "")),
    ]);

    /// <summary>Labels of a ticket: those of its change; where that is gone, its own.</summary>
    public ImmutableSortedDictionary<string, string> LabelsOf(ChangeTicket ticket, ObjectKey key) =>
        Find(key.Namespace, key.Name) is { } entry ? LabelsOf(entry) : LabelsOf(new ObjectRef(ticket.Spec.OriginKind, key.Namespace, ticket.Spec.OriginName)).SetItems(ticket.Metadata.Labels);

    /// <summary>Labels of what people wrote; an instance has those of its changes, too.</summary>
    public ImmutableSortedDictionary<string, string> LabelsOf(ObjectRef? reference)
    {
        var labels = reference is not null && _written.TryGetValue(reference, out var written) ? written : Map.Empty<string>();
        return reference?.Kind == nameof(DedicatedInstance) && _instances.TryGetValue(new(reference.Namespace, reference.Name), out var instance)
            ? labels.SetItems([new(Annotations.Instance, EntryNames.Join(reference.Name)), new(Annotations.Region, instance.Region), new(Annotations.Partner, EntryNames.Join(instance.Partner))])
            : labels;
    }

    private static ObjectKey KeyOf(Entry entry) => new(entry.Origin.Namespace, entry.Name);

    /// <summary>The zone that a ticket was told in.</summary>
    public static DateTimeZone ZoneOf(ChangeTicket ticket) => IanaZones.OrUtc(ticket.Spec.Zone);
}
