using System.Diagnostics;
using System.Text.Json.Nodes;
using Reconciler.Operator.Tests.Given;

namespace Reconciler.Operator.Tests.Fleets;

/// <summary>What kstatus, and with it Flux and Argo CD's generic health, concludes of a custom resource: generation first, then Reconciling, Stalled and Ready.</summary>
internal static class Kstatus
{
    /// <summary>The real one, which says a line for each object that it reads; null where RECONCILER_PEERS names no folder with it.</summary>
    public static string? Program { get; } = Environment.GetEnvironmentVariable("RECONCILER_PEERS") is { Length: > 0 } folder && File.Exists(Path.Combine(folder, "kstatus")) ? Path.Combine(folder, "kstatus") : null;

    public static async Task<string> SaysAsync(string yaml)
    {
        using var process = Process.Start(new ProcessStartInfo(Program!) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await process.StandardInput.WriteAsync(yaml);
        process.StandardInput.Close();
        var said = await process.StandardOutput.ReadToEndAsync(Bed.Stop);
        await process.WaitForExitAsync(Bed.Stop);
        TestContext.Current.TestOutputHelper?.WriteLine(said);
        return said;
    }

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
