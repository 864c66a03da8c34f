namespace Reconciler.Operator.Worlds;

/// <summary>Parts that are worth nothing without each other.</summary>
internal static class Together
{
    /// <summary>Runs all of them; what ends one ends the others.</summary>
    /// <param name="parts">Each runs until it is stopped.</param>
    /// <param name="stop">Ends them all.</param>
    /// <returns>The end of all, with the failure of the one that failed.</returns>
    public static async Task RunAsync(IEnumerable<Func<CancellationToken, Task>> parts, CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task[] running = [.. parts.Select(part => part(end.Token))];
        await Task.WhenAny(running);
        await end.CancelAsync();
        await Task.WhenAll(running);
    }
}
