using System.Text.Json.Nodes;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Core.Planning;
using Reconciler.Core.Planning.Changes;
using Reconciler.Kubernetes.Objects;
using Reconciler.Manifests;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator.Stores;

/// <summary>A window that is to be made from what people wrote.</summary>
/// <param name="Window">The window.</param>
/// <param name="Reference">The window as findings name it.</param>
/// <param name="Origin">What people wrote.</param>
internal sealed record GeneratedWindow(MaintenanceWindow Window, ObjectRef Reference, ObjectRef Origin)
{
    /// <summary>Name in the cluster.</summary>
    public ResourceName Name => KnownTypes.NameOf(Reference);

    /// <summary>The windows of a plan.</summary>
    public static IEnumerable<GeneratedWindow> Of(Plan plan)
    {
        var origins = plan.Entries.Where(entry => entry.State != EntryState.Cancelled).ToLookup(entry => new ObjectKey(entry.Origin.Namespace, entry.Name), entry => entry.Origin);
        return plan.GeneratedWindows.Select(window =>
        {
            var key = new ObjectKey(window.Metadata.Namespace!, window.Metadata.Name);
            return new GeneratedWindow(window, new(nameof(MaintenanceWindow), key.Namespace, key.Name), origins[key].First());
        });
    }

    /// <summary>The object as the API server takes it: it belongs to what people wrote, and goes when that goes.</summary>
    /// <param name="type">Type of what people wrote.</param>
    /// <param name="origin">What people wrote.</param>
    public byte[] ToJson(ResourceType type, ObjectHead origin)
    {
        // A window says when it is. One that has no place yet, and may have any, can be from when it was asked for on.
        var window = Window.Spec is { Start: null, Earliest: null, Latest: null } && origin.CreatedAt is { } asked
            ? Window with { Spec = Window.Spec with { Earliest = new(asked) } }
            : Window;
        var root = JsonNode.Parse(ManifestJson.Write(window with { Status = null }))!;
        root["metadata"]!["ownerReferences"] = new JsonArray(new JsonObject
        {
            ["apiVersion"] = type.ApiVersion,
            ["kind"] = type.Kind,
            ["name"] = Origin.Name,
            ["uid"] = origin.Uid,
            ["controller"] = true,
            ["blockOwnerDeletion"] = false,
        });
        return root.ToUtf8();
    }

    /// <summary>The status that it is to have.</summary>
    /// <param name="generation">The generation that the cluster gave it.</param>
    public DesiredStatus StatusAt(long generation) => new(Reference, Window.Status! with
    {
        ObservedGeneration = generation,
        Conditions = [.. Window.Status.Conditions.Select(condition => condition with { ObservedGeneration = generation })],
    });

    /// <summary>Whether a window in the cluster was made from something, or for an instance, that can not be read now.</summary>
    /// <param name="head">The window.</param>
    /// <param name="unreadable">What can not be read.</param>
    public static bool IsOfAny(ObjectHead head, IEnumerable<ObjectRef> unreadable) => unreadable.Any(reference =>
        reference.Namespace == head.Name.Namespace
        && ((head.Labels[Annotations.OriginKind] == reference.Kind && head.Labels[Annotations.OriginName] == EntryNames.Join(reference.Name))
            || (reference.Kind == nameof(DedicatedInstance) && head.Labels[Annotations.Instance] == EntryNames.Join(reference.Name))));
}
