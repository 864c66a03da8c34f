using System.Text.Json.Nodes;

namespace Reconciler.Operator.Tests.Fleets;

/// <summary>What kstatus, and with it Flux and Argo CD's generic health, concludes of a custom resource: generation first, then Reconciling, Stalled and Ready.</summary>
internal static class Kstatus
{
    public static string Of(JsonNode found)
    {
        if ((long?)found["status"]?["observedGeneration"] is { } observed && observed != (long)found["metadata"]!["generation"]!)
        {
            return "InProgress";
        }

        return StatusOf("Reconciling") == "True" ? "InProgress"
            : StatusOf("Stalled") == "True" ? "Failed"
            : StatusOf("Ready") is "False" or "Unknown" ? "InProgress"
            : "Current";

        string? StatusOf(string type) => (string?)(found["status"]?["conditions"] as JsonArray)?.FirstOrDefault(condition => (string?)condition!["type"] == type)?["status"];
    }
}
