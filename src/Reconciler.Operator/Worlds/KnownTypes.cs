using System.Reflection;
using Reconciler.Api;
using Reconciler.Core.Inventory;
using Reconciler.Kubernetes.Objects;

namespace Reconciler.Operator.Worlds;

/// <summary>The kinds of this product as types of a cluster, and names of objects in both worlds.</summary>
internal static class KnownTypes
{
    /// <summary>What people write, in the order in which it is read.</summary>
    public static readonly IReadOnlyList<ResourceType> Written =
    [
        Of<OperationalPolicy>(), Of<HolidayCalendar>(), Of<DedicatedInstance>(), Of<MaintenanceWindow>(),
        Of<CopRequest>(), Of<UpgradePlan>(), Of<ChangeRequest>(), Of<SupportCase>(), Of<FleetSource>(),
    ];

    /// <summary>Tickets: the ledger.</summary>
    public static readonly ResourceType Tickets = Of<ChangeTicket>();

    /// <summary>Notices.</summary>
    public static readonly ResourceType Notices = Of<Notice>();

    /// <summary>Windows, written and generated.</summary>
    public static readonly ResourceType Windows = Written.First(type => type.Kind == nameof(MaintenanceWindow));

    /// <summary>Policies; one is in force.</summary>
    public static readonly ResourceType Policies = Written.First(type => type.Kind == nameof(OperationalPolicy));

    /// <summary>Repositories that are followed.</summary>
    public static readonly ResourceType Fleets = Written.First(type => type.Kind == nameof(FleetSource));

    /// <summary>What repositories are read with.</summary>
    public static readonly ResourceType Secrets = new("", "v1", "secrets", "Secret", Namespaced: true);

    /// <summary>Where objects lie.</summary>
    public static readonly ResourceType Namespaces = new("", "v1", "namespaces", "Namespace", Namespaced: false);

    /// <summary>Templates are ConfigMaps with a label.</summary>
    public static readonly ResourceType ConfigMaps = new("", "v1", "configmaps", "ConfigMap", Namespaced: true);

    /// <summary>The name of an object in a cluster.</summary>
    public static ResourceName NameOf(ObjectKey key) => new(key.Namespace.Length == 0 ? null : key.Namespace, key.Name);

    /// <summary>The name of an object in a cluster.</summary>
    public static ResourceName NameOf(ObjectRef reference) => NameOf(new ObjectKey(reference.Namespace, reference.Name));

    /// <summary>The key of an object of a cluster.</summary>
    public static ObjectKey KeyOf(ResourceName name) => new(name.Namespace ?? "", name.Name);

    /// <summary>An object of a cluster as findings name it.</summary>
    public static ObjectRef ReferenceOf(ResourceType type, ResourceName name) => new(type.Kind, name.Namespace ?? "", name.Name);

    private static ResourceType Of<T>()
        where T : Resource
    {
        var info = typeof(T).GetCustomAttribute<ResourceKindAttribute>()!;
        return new(ApiGroup.Name, ApiGroup.Version, info.Plural, info.Kind, !info.ClusterScoped);
    }
}
