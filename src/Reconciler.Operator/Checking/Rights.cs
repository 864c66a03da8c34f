using System.Collections.Immutable;
using Reconciler.Kubernetes.Objects;
using Reconciler.Operator.Fleets;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator.Checking;

/// <summary>What the operator has to be allowed to: no more than it uses, and all of that. The chart grants this table, and <c>reconciler check</c> asks for it.</summary>
public static class Rights
{
    // Events about an object without a namespace lie there.
    private const string DefaultNamespace = "default";

    private const string Untold = "so each object of a revision is tried before the first is written, which takes twice the time";

    private const string Undeclared = "so no repository may declare the policy, as fleetSources.policy=false of the chart wants it";

    private static readonly string[] Look = ["list", "watch"];
    private static readonly string[] Keep = ["create", "delete", "list", "patch", "watch"];
    private static readonly string[] Apply = ["create", "delete", "get", "patch"];

    /// <summary>The rights of an operator; those to read the secrets of fleet sources are not among them, for they are given by name.</summary>
    /// <param name="options">The operator.</param>
    /// <returns>One row for each resource and namespace.</returns>
    public static ImmutableArray<Right> Of(CheckOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return
        [
            .. new[]
            {
                KnownTypes.Written.Append(KnownTypes.ConfigMaps).SelectMany(type => Of(type, null, Look)),
                KnownTypes.Written.Where(type => type.Namespaced || options.Namespace is null).SelectMany(type => Of(type, "status", ["patch"])),
                new[] { KnownTypes.Windows, KnownTypes.Tickets, KnownTypes.Notices }.SelectMany(type => Of(type, null, Keep)),
                new[] { KnownTypes.Tickets, KnownTypes.Notices }.SelectMany(type => Of(type, "status", ["patch"])),
                KnownTypes.Written.Append(KnownTypes.ConfigMaps).Where(IsDeclared).SelectMany(type => Of(type, null, Apply).Select(right => type.Namespaced ? right : right with { Without = Undeclared })),
                options.WithSources ? ServerGates.Looks.SelectMany(look => Of(look.Type, null, [look.Verb])).Select(right => right with { Without = Untold }) : [],
                new[] { options.Namespace, options.Namespace is null ? null : DefaultNamespace }.Select(space => new Right(space, "", "events", ["create", "get", "patch"])),
                [
                    new(options.LeaseNamespace, "coordination.k8s.io", "leases", ["create"]),
                    new(options.LeaseNamespace, "coordination.k8s.io", "leases", ["get", "update"], options.LeaseName),
                ],
            }
                .SelectMany(rights => rights)
                .GroupBy(right => (right.Namespace, right.Group, right.Resource, right.Name, right.Without))
                .Select(same => same.First() with { Verbs = [.. same.SelectMany(right => right.Verbs).Distinct().Order(StringComparer.Ordinal)] })
                .OrderBy(right => right.Group, StringComparer.Ordinal)
                .ThenBy(right => right.Resource, StringComparer.Ordinal)
                .ThenBy(right => right.Namespace, StringComparer.Ordinal),
        ];

        // A repository that may write in one namespace only does not declare what is the cluster's.
        bool IsDeclared(ResourceType type) => options.WithSources && (type.Namespaced || options.Namespace is null);

        IEnumerable<Right> Of(ResourceType type, string? subresource, string[] verbs) =>
            [new(type.Namespaced ? options.Namespace : null, type.Group, subresource is null ? type.Plural : $"{type.Plural}/{subresource}", [.. verbs])];
    }
}
