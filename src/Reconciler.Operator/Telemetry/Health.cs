using Reconciler.Kubernetes.Leasing;
using Reconciler.Operator.Hosting;

namespace Reconciler.Operator.Telemetry;

/// <summary>
/// How the process is. It is alive while what it does goes on, also where the server is away: to start it anew would help nobody. It is ready while it
/// leads and knows the cluster, or could lead at any moment.
/// </summary>
/// <param name="lease">The lease.</param>
/// <param name="duration">How long the lease lasts.</param>
/// <param name="term">What it does while it leads; null while it does not.</param>
/// <param name="stop">Cancelled when the process was asked to end.</param>
internal sealed class Health(LeaderLease lease, TimeSpan duration, Func<Term?> term, CancellationToken stop)
{
    // A request that hangs is given up after half a minute, six times over.
    private static readonly TimeSpan LongestStep = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LeastQuiet = TimeSpan.FromMinutes(1);

    /// <summary>What <c>/healthz</c> looks at.</summary>
    public Checks Alive => new("healthz", new Check("lease", IsKept), new Check("passes", IsGoingOn));

    /// <summary>What <c>/readyz</c> looks at.</summary>
    public Checks Ready => new("readyz", new Check("shutdown", IsStaying), new Check("lease", IsAnswered), new Check("caches", IsFollowing));

    private Condition IsKept()
    {
        var (quiet, most) = (lease.QuietFor, duration * 4 > LeastQuiet ? duration * 4 : LeastQuiet);
        return Condition.Of(quiet > most ? $"nobody has looked at the lease for {quiet.TotalSeconds:0} s" : null);
    }

    private Condition IsGoingOn() =>
        Condition.Of(term()?.Pulse.QuietFor is { } quiet && quiet > LongestStep ? $"the pass has made no step for {quiet.TotalSeconds:0} s" : null);

    private Condition IsStaying() => Condition.Of(stop.IsCancellationRequested ? "the process was asked to end" : null);

    private Condition IsAnswered() => Condition.Of(lease.Trouble);

    private Condition IsFollowing()
    {
        if (term()?.Caches is { } caches)
        {
            var trouble = string.Join("; ", caches.Troubles);
            return caches.WhenSynced.IsCompletedSuccessfully ? Condition.Of(trouble, $"leading, {caches.Count} objects are followed")
                : Condition.Of($"leading, and still reading the cluster{(trouble.Length == 0 ? "" : $": {trouble}")}");
        }

        return lease.IsHeld ? Condition.Of("leading, and about to read the cluster")
            : Condition.Good(lease.Holder.Length == 0 ? "standing by, nobody leads" : $"standing by, {lease.Holder} leads");
    }
}
