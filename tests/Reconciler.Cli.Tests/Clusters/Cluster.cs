using Reconciler.Cli.Tests.Running;
using Reconciler.TestKit.Clusters;

namespace Reconciler.Cli.Tests.Clusters;

/// <summary>A real API server that knows our kinds, as <c>reconciler crd</c> prints them.</summary>
internal static class Cluster
{
    private static readonly SemaphoreSlim Gate = new(1);
    private static bool _isInstalled;

    /// <summary>Starts it and installs the definitions, once; a warning of the server is an error. Makes a namespace.</summary>
    public static async Task PrepareAsync(this ControlPlane plane, string space)
    {
        await plane.ReadyAsync(TestContext.Current.CancellationToken);
        await Gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (!_isInstalled)
            {
                using var place = new Workplace();
                await plane.KubectlAsync((await place.RunAsync("crd")).Output, ["--warnings-as-errors", "apply", "--server-side", "-f", "-"]);
                await plane.KnowsKindsAsync(TestContext.Current.CancellationToken);
                _isInstalled = true;
            }
        }
        finally
        {
            Gate.Release();
        }

        await plane.KubectlAsync($"{{apiVersion: v1, kind: Namespace, metadata: {{name: {space}}}}}", ["apply", "--server-side", "-f", "-"]);
    }
}
