namespace Reconciler.Engine.Watching;

/// <summary>Questions to a signal.</summary>
public static class ChangeSignals
{
    /// <summary>Waits for a change, but not longer than this.</summary>
    /// <param name="changes">The signal.</param>
    /// <param name="longest">The longest wait.</param>
    /// <param name="clock">Measures it.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <returns>Whether something was changed.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static async Task<bool> HeardAsync(this IChangeSignal changes, TimeSpan longest, TimeProvider clock, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(changes);
        using var enough = new CancellationTokenSource(longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, enough.Token);
        try
        {
            await changes.WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return false;
        }
    }
}
