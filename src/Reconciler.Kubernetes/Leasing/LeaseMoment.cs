namespace Reconciler.Kubernetes.Leasing;

/// <summary>
/// A moment by both clocks of a machine. The monotonic one stands still while the machine sleeps, and the others take over meanwhile: then a claim that
/// was made before would be followed by the sending after. The other one can be set; where it was set forward, a new term costs little.
/// </summary>
/// <param name="Timestamp">By the monotonic clock.</param>
/// <param name="Clock">By the clock on the wall.</param>
internal sealed record LeaseMoment(long Timestamp, DateTimeOffset Clock)
{
    /// <summary>This moment.</summary>
    public static LeaseMoment Now(TimeProvider time) => new(time.GetTimestamp(), time.GetUtcNow());

    /// <summary>How long ago it was, by the clock that says more.</summary>
    public TimeSpan Ago(TimeProvider time)
    {
        var (awake, all) = (time.GetElapsedTime(Timestamp), time.GetUtcNow() - Clock);
        return awake > all ? awake : all;
    }
}
