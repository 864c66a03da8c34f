using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Reconciler.Engine;

/// <summary>Work on many things at once, with a result that does not show it.</summary>
internal static class TwoThreads
{
    /// <summary>Applies a function to each, on the calling thread and one more.</summary>
    /// <typeparam name="TIn">What there is.</typeparam>
    /// <typeparam name="TOut">What is made of it.</typeparam>
    /// <param name="items">What there is.</param>
    /// <param name="function">Thread-safe.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>The results in the order of the items.</returns>
    /// <exception cref="EngineException">The function failed: for the first item, in their order, for which it did.</exception>
    public static ImmutableArray<TOut> Select<TIn, TOut>(IReadOnlyList<TIn> items, Func<TIn, TOut> function, CancellationToken stop = default)
    {
        var results = new TOut[items.Count];
        var failures = new ExceptionDispatchInfo?[items.Count];
        Parallel.For(0, items.Count, new() { MaxDegreeOfParallelism = 2, CancellationToken = stop }, index =>
        {
            try
            {
                results[index] = function(items[index]);
            }
            catch (EngineException failure)
            {
                failures[index] = ExceptionDispatchInfo.Capture(failure);
            }
        });
        Array.Find(failures, failure => failure is not null)?.Throw();
        return ImmutableCollectionsMarshal.AsImmutableArray(results);
    }
}
