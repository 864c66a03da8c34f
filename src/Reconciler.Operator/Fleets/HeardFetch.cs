using Reconciler.Api;
using Reconciler.Engine.Watching;
using Reconciler.Git.Fetching;
using Reconciler.Kubernetes.Objects;
using Reconciler.Operator.Signals;

namespace Reconciler.Operator.Fleets;

/// <summary>
/// A fetch beside which its fleet source is heard. A server may hang for as long as people allow a fetch to take: meanwhile they may change their mind, and
/// others what was applied.
/// </summary>
/// <param name="site">What all fleet sources share.</param>
/// <param name="name">The fleet source.</param>
internal sealed class HeardFetch(FleetSite site, ResourceName name)
{
    // What ends sooner is followed by a look anyway, and by one that knows the newest revision.
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(2);

    private bool _isHurried;

    /// <summary>Fetches.</summary>
    /// <param name="fetch">The fetch.</param>
    /// <param name="signal">Raised where something may be to be done; it stays so for what comes after the fetch.</param>
    /// <param name="head">The head of the fleet source.</param>
    /// <param name="hold">Looks after what was applied, once the fetch takes long; gives when to do that again, if nothing is heard before.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>The commit; null: the fleet source became another, or a fetch was asked for once more, so this one was given up.</returns>
    public async Task<FetchedCommit?> RunAsync(Func<CancellationToken, Task<FetchedCommit>> fetch, Signal signal, ObjectHead head, Func<Task<TimeSpan>> hold, CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var (begin, isHeard, rest) = (site.Clocks.Time.GetTimestamp(), false, Short);
        var fetching = fetch(end.Token);
        try
        {
            while (true)
            {
                isHeard |= await HeardAsync(fetching, signal, rest, stop);
                if (fetching.IsCompleted)
                {
                    _isHurried = false;
                    return await fetching;
                }

                if (IsOvertaken(head))
                {
                    return null;
                }

                rest = Short - site.Clocks.Time.GetElapsedTime(begin) is var left && left > TimeSpan.Zero ? left : await hold();
            }
        }
        finally
        {
            await end.CancelAsync();
            await ((Task)fetching).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (isHeard)
            {
                signal.Raise();
            }
        }
    }

    private async Task<bool> HeardAsync(Task<FetchedCommit> fetching, Signal signal, TimeSpan longest, CancellationToken stop)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var hearing = signal.HeardAsync(longest, site.Clocks.Time, enough.Token);
        await Task.WhenAny(fetching, hearing);
        await enough.CancelAsync();
        try
        {
            return await hearing;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return false;
        }
    }

    // Who asks again and again must not keep a long fetch from its end: of two in a row only the first is given up for that.
    private bool IsOvertaken(ObjectHead head)
    {
        if (site.Caches.Fleets.Read().GetValueOrDefault(name)?.Head is not { DeletedAt: null } now || now.Generation != head.Generation)
        {
            return true;
        }

        var isAsked = now.Annotations[Annotations.RequestedAt] != head.Annotations[Annotations.RequestedAt];
        return isAsked && !_isHurried && (_isHurried = true);
    }
}
