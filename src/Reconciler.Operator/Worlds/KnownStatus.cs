using System.Collections.Immutable;
using System.Text.Json;
using Reconciler.Manifests;

namespace Reconciler.Operator.Worlds;

/// <summary>A condition as it stands in the cluster.</summary>
/// <param name="Type">What is judged.</param>
/// <param name="Status"><c>True</c>, <c>False</c> or <c>Unknown</c>.</param>
/// <param name="Reason">Why, for machines.</param>
/// <param name="Since">When <paramref name="Status"/> last changed, as it is written; empty: not known.</param>
internal sealed record KnownCondition(string Type, string Status, string Reason, string Since);

/// <summary>What is kept of a status in the cluster: enough to tell whether another is wanted, and what changes with it.</summary>
/// <param name="Digest">Of the whole status; 0: there is none.</param>
/// <param name="Conditions">Its conditions.</param>
/// <param name="Start">Its start, as it is written; empty: none.</param>
/// <param name="Generation">The generation that it speaks of; 0: it does not say.</param>
internal sealed record KnownStatus(UInt128 Digest, ImmutableArray<KnownCondition> Conditions, string Start, long Generation)
{
    /// <summary>No status.</summary>
    public static KnownStatus None { get; } = new(0, [], "", 0);

    /// <summary>Reads the status of an object.</summary>
    /// <param name="root">The object.</param>
    public static KnownStatus Of(JsonElement root) =>
        root.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.Object
            ? new(JsonDigest.Of(status), ConditionsOf(status), TextOf(status, "start"), status.TryGetProperty("observedGeneration", out var generation) && generation.TryGetInt64(out var number) ? number : 0)
            : None;

    /// <summary>A condition of a type; null: there is none.</summary>
    public KnownCondition? Find(string type) => Conditions.FirstOrDefault(condition => condition.Type == type);

    private static ImmutableArray<KnownCondition> ConditionsOf(JsonElement status) =>
        status.TryGetProperty("conditions", out var conditions) && conditions.ValueKind == JsonValueKind.Array
            ? [.. conditions.EnumerateArray().Select(condition => new KnownCondition(
                string.Intern(TextOf(condition, "type")),
                string.Intern(TextOf(condition, "status")),
                string.Intern(TextOf(condition, "reason")),
                TextOf(condition, "lastTransitionTime")))]
            : [];

    private static string TextOf(JsonElement element, string field) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
