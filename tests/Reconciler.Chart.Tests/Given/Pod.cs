using System.Text.Json.Nodes;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Chart.Tests.Given;

/// <summary>What a pod of the chart starts; folders and names of the pod are replaced.</summary>
/// <param name="Arguments">The program's words.</param>
/// <param name="Variables">Its environment.</param>
/// <param name="Probes">What the kubelet asks it, at its address here.</param>
internal sealed record Pod(IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Variables, IReadOnlyList<Uri> Probes)
{
    /// <summary>The pod of a deployment.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="data">The folder that stands for <c>/data</c>.</param>
    public static Pod Of(JsonNode deployment, string data)
    {
        var container = deployment["spec"]!["template"]!["spec"]!["containers"]![0]!;
        var variables = container["env"]!.AsArray().ToDictionary(variable => (string)variable!["name"]!, variable => (string?)variable!["value"] ?? (string?)variable["valueFrom"]!["fieldRef"]!["fieldPath"] switch
        {
            "metadata.name" => "pod-1",
            _ => (string)deployment["metadata"]!["namespace"]!,
        });
        variables["TMPDIR"] = data;
        var address = $"127.0.0.1:{Ports.Free(1)[0]}";
        return new(
            [.. container["args"]!.AsArray().Select(argument => variables
                .Aggregate((string)argument!, (text, variable) => text.Replace($"$({variable.Key})", variable.Value, StringComparison.Ordinal))
                .Replace("=/data", $"={data}", StringComparison.Ordinal)
                .Replace("=:8080", $"={address}", StringComparison.Ordinal))],
            variables,
            [.. new[] { "livenessProbe", "readinessProbe" }.Select(probe => new Uri($"http://{address}{container[probe]!["httpGet"]!["path"]}"))]);
    }
}
