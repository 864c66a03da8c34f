using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Reconciler.Kubernetes.Objects;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator.Stores;

/// <summary>Says since when a condition holds: as before, unless its status is another one now.</summary>
internal static class TransitionTimes
{
    /// <summary>Adds the times to the status of an object.</summary>
    /// <param name="json">The object, UTF-8.</param>
    /// <param name="before">Its status as the cluster has it.</param>
    /// <param name="now">The instant of the pass.</param>
    public static byte[] Add(ReadOnlySpan<byte> json, KnownStatus before, Instant now)
    {
        var root = JsonNode.Parse(json)!;
        foreach (var condition in root["status"]?["conditions"] as JsonArray ?? [])
        {
            var known = before.Find((string)condition!["type"]!);
            condition["lastTransitionTime"] = known is { Since.Length: > 0 } && known.Status == (string)condition["status"]!
                ? known.Since
                : InstantPattern.General.Format(now);
        }

        return root.ToUtf8();
    }
}
