using System.Collections.Concurrent;
using Reconciler.Kubernetes.Objects;

namespace Reconciler.Operator.Fleets;

/// <summary>
/// Where a revision is being applied, or was applied in part: meanwhile the cluster says what nobody wrote, and nobody may be told anything. The
/// status of the fleet source says the same, so that it outlives this process.
/// </summary>
internal sealed class Motion
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentDictionary<ResourceName, bool> _moving = new();
    private long _changes;

    /// <summary>How it is now; two looks that are equal, and nothing moved in between.</summary>
    public (bool IsMoving, long Changes) Look() => (!_moving.IsEmpty, Volatile.Read(ref _changes));

    /// <summary>Before the first write of a revision.</summary>
    public void Begin(ResourceName source, bool isWriting)
    {
        Interlocked.Increment(ref _changes);
        _moving[source] = isWriting;
    }

    /// <summary>The writing ended; where it was cut short the cluster stays as it is.</summary>
    public void Pause(ResourceName source) => _moving.TryUpdate(source, false, true);

    /// <summary>The revision is applied, and everything that was written is known here.</summary>
    public void End(ResourceName source)
    {
        Interlocked.Increment(ref _changes);
        _moving.TryRemove(source, out _);
    }

    /// <summary>Waits while something is written, so that a pass need not look at what changes under its hands.</summary>
    /// <param name="most">No longer than this.</param>
    /// <param name="time">Measures it.</param>
    /// <param name="stop">Ends the waiting.</param>
    public async Task WhenStillAsync(TimeSpan most, TimeProvider time, CancellationToken stop)
    {
        var begin = time.GetTimestamp();
        while (_moving.Values.Any(isWriting => isWriting) && time.GetElapsedTime(begin) < most)
        {
            await Task.Delay(Glance, time, stop);
        }
    }
}
