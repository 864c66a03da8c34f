using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reconciler.Api;
using Reconciler.Kubernetes.Objects;
using Reconciler.Manifests;

namespace Reconciler.Operator.Stores;

/// <summary>What came of a status that was applied. Conditions of types that the operator never sets are those of other controllers, and stay.</summary>
internal static class AppliedStatus
{
    // Some stand there only while they are true, so what the applied status sets does not tell which are ours.
    private static readonly FrozenSet<string?> OurTypes = FrozenSet.Create<string?>(
        ConditionTypes.Compliant, ConditionTypes.Scheduled, ConditionTypes.Announced, ConditionTypes.Approved, ConditionTypes.Ready, ConditionTypes.Reconciling, ConditionTypes.Stalled);

    /// <summary>The whole status that has to be put in the place of what is there; null: it is as it was applied.</summary>
    /// <param name="applied">The object with the status that was applied, UTF-8.</param>
    /// <param name="found">The object as the server has it then, UTF-8.</param>
    /// <param name="stored">Digest of the status that it has then.</param>
    public static JsonElement? Correction(ReadOnlyMemory<byte> applied, ReadOnlyMemory<byte> found, UInt128 stored)
    {
        var wanted = JsonNode.Parse(applied.Span)!["status"]!;
        if (JsonNode.Parse(found.Span)!["status"]?["conditions"] is JsonArray conditions)
        {
            wanted["conditions"] = Merge(wanted["conditions"] as JsonArray ?? [], conditions);
        }

        var correction = wanted.ToElement();
        return JsonDigest.Of(correction) == stored ? null : correction;
    }

    // In the order that the server keeps: that alone is no reason to write.
    private static JsonArray Merge(JsonArray ours, JsonArray found)
    {
        var types = found.Select(TypeOf).ToHashSet();
        return [.. found.Select(condition => ours.FirstOrDefault(own => TypeOf(own) == TypeOf(condition)) ?? (OurTypes.Contains(TypeOf(condition)) ? null : condition))
            .Concat(ours.Where(own => !types.Contains(TypeOf(own))))
            .Where(condition => condition is not null)
            .Select(condition => condition!.DeepClone())];
    }

    private static string? TypeOf(JsonNode? condition) => (string?)condition?["type"];
}
