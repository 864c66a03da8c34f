using System.Text;
using System.Text.Json;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Kubernetes.Objects;

namespace Reconciler.Benchmarks.Clusters;

/// <summary>Changes one window after the other, and measures how long each waits for the status of its new generation.</summary>
/// <param name="kubeconfig">The administrator's.</param>
/// <param name="patch">What is changed: a JSON merge patch.</param>
internal sealed class Changes(string kubeconfig, string patch)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(3);

    /// <summary>Changes windows.</summary>
    /// <param name="count">How many.</param>
    /// <returns>How long each waited.</returns>
    public async Task<IReadOnlyList<TimeSpan>> RunAsync(int count)
    {
        using var connection = new ApiConnection(ApiAccess.FromKubeconfig(kubeconfig, context: null), TimeProvider.System);
        var objects = new ApiObjects(connection, TimeProvider.System, () => 0);
        var waits = new List<TimeSpan>();
        for (var i = 0; i < count; i++)
        {
            await Task.Delay(Rest, TimeProvider.System);
            waits.Add(await ChangeAsync(objects, new("default", $"bench-{i:000000}")));
        }

        return waits;
    }

    private async Task<TimeSpan> ChangeAsync(ApiObjects objects, ResourceName name)
    {
        var changed = await objects.MergeAsync(Types.Windows, name, Encoding.UTF8.GetBytes(patch), CancellationToken.None);
        var from = TimeProvider.System.GetTimestamp();
        while (!IsObserved((await objects.FindAsync(Types.Windows, name, CancellationToken.None))!.Value, changed.Head.Generation))
        {
            await Task.Delay(Glance, TimeProvider.System);
        }

        return TimeProvider.System.GetElapsedTime(from);
    }

    private static bool IsObserved(ApiObject window, long generation)
    {
        using var json = JsonDocument.Parse(window.Json);
        return json.RootElement.TryGetProperty("status", out var status)
            && status.TryGetProperty("observedGeneration", out var observed)
            && observed.GetInt64() == generation;
    }
}
