namespace Reconciler.Kubernetes.Leasing;

/// <summary>One unbroken time of holding a lease. Once it is over it never comes back; the next one is another term.</summary>
public sealed class LeaseTerm : IDisposable
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _heldFor;
    private readonly CancellationTokenSource _over;
    private volatile LeaseMoment _renewedAt;

    internal LeaseTerm(TimeProvider time, TimeSpan heldFor, LeaseMoment sentAt)
    {
        (_time, _heldFor, _renewedAt) = (time, heldFor, sentAt);
        _over = new(Left, time);
        Over = _over.Token;
    }

    /// <summary>Cancelled when the term is over. <see cref="IsHeld"/> is quicker after a pause of the whole process.</summary>
    public CancellationToken Over { get; }

    /// <summary>Whether nobody else can hold the lease at this moment, by both clocks of this machine.</summary>
    public bool IsHeld => !Over.IsCancellationRequested && Left > TimeSpan.Zero;

    private TimeSpan Left => _heldFor - _renewedAt.Ago(_time) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    /// <summary>A renewal succeeded that was sent then.</summary>
    /// <returns>False if it came too late: the term was over before.</returns>
    internal bool TryExtend(LeaseMoment sentAt)
    {
        if (!IsHeld)
        {
            return false;
        }

        _renewedAt = sentAt;
        _over.CancelAfter(Left);
        return IsHeld;
    }

    internal void End() => _over.Cancel();

    /// <inheritdoc/>
    public void Dispose() => _over.Dispose();
}
