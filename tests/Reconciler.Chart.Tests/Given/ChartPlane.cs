using System.Text.Json.Nodes;
using Reconciler.Manifests.Schemas;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Chart.Tests.Given;

/// <summary>A real API server that writes down what service accounts ask of it, and knows our kinds and those of Prometheus Operator.</summary>
public sealed class ChartPlane : IAsyncDisposable
{
    private const string Accounts = """
        apiVersion: audit.k8s.io/v1
        kind: Policy
        omitStages: [RequestReceived]
        rules:
        - {level: Metadata, userGroups: ["system:serviceaccounts"]}
        - {level: None}
        """;

    private readonly SemaphoreSlim _gate = new(1);
    private bool _isInstalled;

    /// <summary>The control plane.</summary>
    public ControlPlane Plane { get; } = new() { AuditPolicy = Accounts };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Starts it and installs the definitions, once, and makes namespaces in which only restricted pods may run.</summary>
    /// <param name="spaces">The namespaces.</param>
    public async Task<ControlPlane> WithAsync(params string[] spaces)
    {
        await Plane.ReadyAsync(Stop);
        await _gate.WaitAsync(Stop);
        try
        {
            if (!_isInstalled)
            {
                await Plane.KubectlAsync(string.Join("---\n", CustomResources.All().Select(definition => definition.ToYaml())), ["apply", "--server-side", "-f", "-"]);
                await Plane.KubectlAsync("apply", "--server-side", "-f", Repository.PathOf("tests", "Reconciler.Chart.Tests", "Given", "prometheus-operator.yaml"));
                await Plane.KnowsKindsAsync(Stop);
                _isInstalled = true;
            }
        }
        finally
        {
            _gate.Release();
        }

        foreach (var space in spaces)
        {
            await Plane.KubectlAsync(
                $$"""
                apiVersion: v1
                kind: Namespace
                metadata:
                  name: {{space}}
                  labels: {pod-security.kubernetes.io/enforce: restricted, pod-security.kubernetes.io/warn: restricted}
                """,
                ["apply", "--server-side", "-f", "-"]);
        }

        return Plane;
    }

    /// <summary>Lets the server try what a chart renders; a warning is an error, and so is a field that it does not know.</summary>
    /// <param name="yaml">The objects.</param>
    /// <returns>The objects as the server would store them.</returns>
    public async Task<IReadOnlyList<JsonNode>> TryAsync(string yaml) =>
    [
        .. JsonNode.Parse(await Plane.KubectlAsync(yaml, ["--warnings-as-errors", "apply", "--dry-run=server", "--validate=strict", "-o", "json", "-f", "-"]))! is var tried
            && tried["items"] is JsonArray items ? items.Select(item => item!) : [tried],
    ];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Plane.DisposeAsync();
        _gate.Dispose();
    }
}
