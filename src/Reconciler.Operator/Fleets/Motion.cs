using System.Collections.Concurrent;
using Reconciler.Core.Inventory;
using Reconciler.Kubernetes.Objects;

namespace Reconciler.Operator.Fleets;

/// <summary>An object that is gone, or that somebody edited, and that a fleet source is about to put back.</summary>
/// <param name="Source">The fleet source.</param>
/// <param name="Object">The object.</param>
/// <param name="IsEdited">Whether it is there, and says what is not declared.</param>
internal readonly record struct Missing(ResourceName Source, ObjectRef Object, bool IsEdited);

/// <summary>
/// Where a revision is being applied, or was applied in part: meanwhile the cluster says what nobody wrote, and nobody may be told anything. The
/// status of the fleet source says the same, so that it outlives this process. And what somebody deleted or edited of what is applied: until it is put back,
/// nobody may be told anything of it.
/// </summary>
internal sealed class Motion
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentDictionary<ResourceName, bool> _moving = new();
    private readonly ConcurrentDictionary<Missing, long> _missing = new();
    private long _changes;
    private long _begun;

    /// <summary>What is missing, each with what tells it from the same object should that be missing once more.</summary>
    public IReadOnlyCollection<KeyValuePair<Missing, long>> Missing => _missing.IsEmpty ? [] : _missing.ToArray();

    /// <summary>How it is now; two looks that are equal, and nothing moved in between.</summary>
    public (bool IsMoving, long Changes) Look() => (!_moving.IsEmpty, Volatile.Read(ref _changes));

    /// <summary>How often a revision has begun to be written: who read before that tells nobody anything by it any more.</summary>
    public long Begun => Volatile.Read(ref _begun);

    /// <summary>Before the first write of a revision; and where this process begins to lead, before the first look at what others did meanwhile.</summary>
    public void Begin(ResourceName source, bool isWriting)
    {
        Interlocked.Increment(ref _changes);
        _moving[source] = isWriting;

        // Last: who knows the count before a look, and sees nothing move, has read before this.
        Interlocked.Increment(ref _begun);
    }

    /// <summary>The writing ended; where it was cut short the cluster stays as it is.</summary>
    public void Pause(ResourceName source) => _moving.TryUpdate(source, false, true);

    /// <summary>The revision is applied, and everything that was written is known here.</summary>
    /// <returns>Whether it was waited for.</returns>
    public bool End(ResourceName source)
    {
        if (!_moving.ContainsKey(source))
        {
            return false;
        }

        Interlocked.Increment(ref _changes);
        return _moving.TryRemove(source, out _);
    }

    /// <summary>Before anybody can see that an object is gone, or another than declared.</summary>
    public void Miss(Missing missing) => _missing[missing] = Interlocked.Increment(ref _changes);

    /// <summary>Their fleet source has looked since these were missing: it put them back, or does not want them, or can not have them.</summary>
    /// <returns>Whether any of them was waited for.</returns>
    public bool Settle(IEnumerable<KeyValuePair<Missing, long>> missing)
    {
        var known = missing.Where(((ICollection<KeyValuePair<Missing, long>>)_missing).Contains).ToArray();
        if (known.Length == 0)
        {
            return false;
        }

        Interlocked.Increment(ref _changes);
        Array.ForEach(known, each => _missing.TryRemove(each));
        return true;
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
