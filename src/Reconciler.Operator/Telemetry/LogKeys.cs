using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator.Telemetry;

/// <summary>What the log says of an object beside its name, so that all lines of one change can be found: its change and its instance, or the fleet source and its revision.</summary>
/// <param name="caches">The cluster.</param>
internal sealed class LogKeys(ClusterCaches caches)
{
    private volatile Lazy<ILookup<ObjectRef, Entry>>? _entries;

    /// <summary>From now on the changes are those of a plan; null: those of none, for plans are large.</summary>
    public void Learn(Plan? plan) => _entries = plan is null ? null : new(() => plan.Entries.SelectMany(Places).ToLookup(place => place.Object, place => place.Entry));

    /// <summary>The keys of an object, with their values.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Of(ObjectRef subject) => subject.Kind switch
    {
        nameof(FleetSource) => [new("fleet", $"{subject.Namespace}/{subject.Name}"), .. Given("revision", RevisionOf(subject))],
        nameof(DedicatedInstance) => [new("instance", subject.Name)],
        _ => Find(subject) is var (change, instance) ? [new("change", change), new("instance", instance)] : [],
    };

    private static IEnumerable<(ObjectRef Object, Entry Entry)> Places(Entry entry)
    {
        var window = new ObjectRef(nameof(MaintenanceWindow), entry.Origin.Namespace, entry.Name);
        yield return (window, entry);
        if (entry.Origin != window)
        {
            yield return (entry.Origin, entry);
        }
    }

    private (string Change, string Instance)? Find(ObjectRef subject)
    {
        var window = subject.Kind == nameof(ChangeTicket) ? subject with { Kind = nameof(MaintenanceWindow) } : subject;

        // What people wrote may cause many changes: then a line about it is about all of them.
        if (_entries?.Value[window].Take(2).ToArray() is [var only])
        {
            return (only.Change, only.Instance);
        }

        return window.Kind == nameof(MaintenanceWindow) && caches.Tickets.Read().GetValueOrDefault(KnownTypes.NameOf(window))?.Value?.Value.Spec is { } ticket
            ? (ticket.Change, ticket.Instance)
            : null;
    }

    private string? RevisionOf(ObjectRef source) => caches.Fleets.Read().GetValueOrDefault(KnownTypes.NameOf(source))?.Value?.Status is { } status
        ? status.Applying ?? status.LastAttemptedRevision ?? status.LastAppliedRevision
        : null;

    private static IEnumerable<KeyValuePair<string, object?>> Given(string key, string? value) => value is null ? [] : [new(key, value)];
}
