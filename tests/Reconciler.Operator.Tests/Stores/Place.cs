using Microsoft.Extensions.Logging.Abstractions;
using Reconciler.Kubernetes.Connecting;
using Reconciler.Operator.Stores;
using Reconciler.Operator.Tests.Given;
using Reconciler.Operator.Worlds;

namespace Reconciler.Operator.Tests.Stores;

/// <summary>Caches and a store, without an operator around them.</summary>
internal sealed class Place : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _following;

    private Place(Bed bed)
    {
        Caches = new(bed.Objects, bed.Namespace, TimeProvider.System, Chance.Next, NullLogger.Instance);
        Writes = new(bed.Objects, () => IsHeld);
        Store = new(Caches, Writes, Own, _ => { }, _ => null, () => false);
        _following = Caches.RunAsync(_stop.Token);
    }

    public ClusterCaches Caches { get; }

    public OwnWrites Own { get; } = new();

    public LeaderWrites Writes { get; }

    public ClusterStore Store { get; }

    public bool IsHeld { get; set; } = true;

    public static async Task<Place> BeginAsync(Bed bed)
    {
        var place = new Place(bed);
        await place.Caches.WhenSynced.WaitAsync(Bed.Stop);
        return place;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _following;
        _stop.Dispose();
    }
}
